import { call, ORPCError, Procedure } from '@orpc/server';
import { expect, test } from 'vitest';
import type { CallContext } from '../../../electron/ipc/call-context.ts';
import { router } from '../../../electron/ipc/router.ts';

/** Every call of a window that needs somebody signed in, by its name. */
const guarded = Object.entries(router).flatMap(([feature, calls]) =>
  feature === 'workstation'
    ? []
    : Object.entries(calls).map(([name, procedure]) => [`${feature}.${name}`, procedure] as const),
);

/** Nobody is signed in; anything else a call might touch is not there. */
const nobody = { current: () => null } as unknown as CallContext; // the guard stands before everything else

test('there are calls to look at', () => {
  expect(guarded.length).toBeGreaterThan(40);
});

test.each(guarded)('%s asks who is signed in before it does anything', async (_name, procedure) => {
  // Without its input's schema, which is asked first and would hide a guard that is missing.
  const { inputSchema: _asked, ...definition } = procedure['~orpc'];
  const unchecked = new Procedure(definition as never);
  const refusal = await call(unchecked as never, undefined as never, { context: nobody as never }).catch(
    (error: unknown) => error,
  );
  expect(refusal).toBeInstanceOf(ORPCError);
  expect((refusal as ORPCError<string, unknown>).code).toBe('not-signed-in');
});
