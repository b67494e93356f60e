import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { isServedProtocol, PROTOCOL_VERSION } from '../../domain/contract/protocol.ts';
import { portalContract } from '../../domain/contract/http/portal.ts';
import { deviceApiContract } from '../../domain/contract/sync/device-api.ts';
import * as wire from '../../domain/contract/sync/wire.ts';
import { canonicalJson } from '../../domain/sync/json-value.ts';

/** Everything that says what is on the wire, as one JSON text. */
function wireSchema(): string {
  const bulk = Object.entries(wire).flatMap(([name, value]) =>
    value instanceof z.ZodType ? [[name, schemaOf(value)]] : [],
  );
  const calls = [deviceApiContract, portalContract].map((contract) =>
    Object.entries(contract).map(([name, procedure]) => {
      const { inputSchema, outputSchema, errorMap } = procedure['~orpc'];
      return [name, schemaOf(inputSchema), schemaOf(outputSchema), Object.keys(errorMap).toSorted()];
    }),
  );
  return canonicalJson([
    bulk,
    calls,
    wire.SYNC_PATHS,
    wire.BELL,
    wire.MAX_PUSH_BYTES,
    wire.MAX_PUSH_CHANGES,
    wire.MAX_PAGE_BYTES,
  ]);
}

function schemaOf(schema: unknown): unknown {
  return schema instanceof z.ZodType ? z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) : null;
}

test('what is on the wire changes only together with PROTOCOL_VERSION and its line of history', () => {
  const hash = createHash('sha256').update(wireSchema()).digest('hex').slice(0, 16);
  expect(`${PROTOCOL_VERSION}: ${hash}`).toMatchInlineSnapshot(`"2: 9cef29230cf20e46"`);
});

test('this version and its neighbours are served, anything else is not', () => {
  expect([PROTOCOL_VERSION, PROTOCOL_VERSION + 1].map(String).map(isServedProtocol)).toEqual([true, true]);
  expect(['0', '', 'one', '1.5', String(PROTOCOL_VERSION + 2), undefined].map(isServedProtocol)).toEqual(
    Array(6).fill(false),
  );
});
