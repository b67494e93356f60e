import { createORPCClient, isDefinedError, safe } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { clinicContract } from '../../../domain/contract/ipc/contract.ts';
import { procedures, signedIn, valueOrThrow } from '../../../electron/ipc/procedures.ts';
import { createWindowServer } from '../../../electron/ipc/serve.ts';
import { nodePort } from '../../../electron/ipc/node-port.ts';
import { checkWindowMessage, MAX_MESSAGE_CHARS } from '../../../electron/ipc/window-message.ts';
import { workstationCalls } from '../../../electron/session/workstation.calls.ts';
import { ok } from '../../../domain/result.ts';
import { makeClinic, OWNER, startDesk, type TestDesk } from '../session/test-workstation.ts';

let base: string;
let desk: TestDesk;
let ports: MessagePort[];

beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'serve-'));
  desk = await startDesk(path.join(base, 'data'));
  ports = [];
});
afterEach(async () => {
  for (const port of ports) port.close();
  await desk.frontDoor.lock({ depth: 'hard' });
  await rm(base, { recursive: true });
});

/** A router with the real front door and two calls of known permissions. */
const router = {
  workstation: workstationCalls,
  patient: {
    search: procedures.patient.search
      .use(signedIn('patient.read'))
      .handler(({ errors }) => valueOrThrow(ok({ patients: [], tookMs: 0 }), errors)),
  },
  staff: {
    list: procedures.staff.list.use(signedIn('staff.manage')).handler(() => {
      throw new Error('a bug that names Testperson Alder');
    }),
  },
};

function connect() {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  const context = { frontDoor: desk.frontDoor, current: desk.current, output: NO_OUTPUT };
  const logger = {
    info: () => {},
    error: (fields: object, event: string) => void desk.logged.push(JSON.stringify({ ...fields, event })),
  };
  createWindowServer(router, context, logger)(nodePort(port2));
  // A Node port satisfies what the link uses of a browser's.
  const client: ContractRouterClient<typeof clinicContract> = createORPCClient(
    new RPCLink({ port: port1 as never }),
  );
  port1.start();
  return { client, port: port1 };
}

describe('calls', () => {
  test('a window asks, is refused by code, signs in, and may then do what the role may', async () => {
    const { client } = connect();
    expect(await client.workstation.state()).toMatchObject({ state: 'first-run' });
    await makeClinic(desk);
    await client.workstation.lock({ depth: 'soft' });

    const search = () => safe(client.patient.search({ text: 'x', limit: 5 }));
    const refused = await search();
    expect(isDefinedError(refused.error) && refused.error.code).toBe('not-signed-in');

    const wrong = await safe(client.workstation.signIn({ username: 'owner', password: 'no' }));
    expect(isDefinedError(wrong.error) && wrong.error).toMatchObject({
      code: 'wrong-password',
      data: { triesBeforeWait: 4 },
    });

    await client.workstation.signIn({ username: 'owner', password: OWNER.password });
    expect((await search()).data).toEqual({ patients: [], tookMs: 0 });
  });

  test('a call whose permission the role lacks is refused and audited', async () => {
    await makeClinic(desk);
    const opened = desk.desk.opened;
    const account = opened?.clinic.database.sqlite.prepare('SELECT id FROM staff_account').get() as {
      id: string;
    };
    opened?.clinic.records.write({ practitionerId: null }, 'StaffAccount', account.id, {
      role: 'front-desk',
    });
    const refused = await safe(connect().client.staff.list());
    expect(isDefinedError(refused.error) && refused.error.code).toBe('not-allowed');
    const audited = opened?.clinic.database.sqlite
      .prepare("SELECT count(*) AS n FROM audit_event WHERE event = 'refused:staff.list'")
      .get();
    expect(audited).toEqual({ n: 1 });
  });

  test('a bug answers without its text, and neither does the log hold it', async () => {
    await makeClinic(desk);
    const { error } = await safe(connect().client.staff.list());
    expect(isDefinedError(error)).toBe(false);
    expect(JSON.stringify(error)).not.toContain('Alder');
    expect(desk.logged.join()).toMatch(/staff\.list.*call-failed/);
    expect(desk.logged.join()).not.toContain('Alder');
  });

  test('wrong types and unknown names of calls are refused, and the port lives on', async () => {
    const { client } = connect();
    const wrong = await safe(client.workstation.signIn({ username: 7, password: null } as never));
    expect(wrong.error).toMatchObject({ code: 'BAD_REQUEST' });
    const unknown = await safe(
      (client as unknown as { shell: { exec: () => Promise<unknown> } }).shell.exec(),
    );
    expect(unknown.error).not.toBeNull();
    expect(await client.workstation.state()).toMatchObject({ state: 'first-run' });
  });

  test('a lock is heard by every window, and without a session nothing else is', async () => {
    await makeClinic(desk);
    const { client } = connect();
    const heard: unknown[] = [];
    const events = await client.workstation.events();
    const listening = (async () => {
      for await (const event of events) {
        heard.push(event);
        if (heard.length === 3) return;
      }
    })();
    const clinic = desk.desk.opened?.clinic;
    const write = () =>
      clinic?.records.write({ practitionerId: null }, 'Practitioner', clinic.ids.nextId(), {
        family: 'Testperson',
        given: null,
        prefix: null,
        active: true,
      });
    write();
    await client.workstation.lock({ depth: 'soft' });
    write();
    await client.workstation.signIn({ username: 'owner', password: OWNER.password });
    await listening;
    expect(heard).toMatchObject([{ kind: 'resource' }, { kind: 'state' }, { kind: 'state' }]);
  });

  test('a window that goes away while it listens leaves no trouble behind', async () => {
    const { client, port } = connect();
    const events = await client.workstation.events();
    void events.next().catch(() => undefined); // the window is gone before an event comes
    port.close();
    expect(await connect().client.workstation.state()).toMatchObject({ state: 'first-run' });
  });
});

describe('messages that are no calls', () => {
  const call = { i: '1', p: { u: '/workstation/state' } };
  test.each([
    ['not text', new Uint8Array([1, 2]), 'not-text'],
    ['an object', call, 'not-text'],
    [
      'too large',
      JSON.stringify({ ...call, p: { ...call.p, b: 'x'.repeat(MAX_MESSAGE_CHARS) } }),
      'oversize',
    ],
    ['no JSON', '{"i":', 'malformed'],
    ['another type', JSON.stringify({ ...call, t: 3 }), 'malformed'],
    [
      'another origin',
      JSON.stringify({ i: '1', p: { u: 'http://evil.example/workstation/state' } }),
      'malformed',
    ],
    ['a path out', JSON.stringify({ i: '1', p: { u: '/workstation/../state' } }), 'malformed'],
    ['another method', JSON.stringify({ i: '1', p: { ...call.p, m: 'GET' } }), 'malformed'],
    ['a file', JSON.stringify({ i: '1', p: { ...call.p, h: { 'content-disposition': 'x' } } }), 'malformed'],
    ['an extra field', JSON.stringify({ ...call, z: 1 }), 'malformed'],
  ])('%s is refused', (_, message, code) => {
    expect(checkWindowMessage(message)).toEqual({ ok: false, error: { code } });
  });

  test('no message whatever throws or ends the port', async () => {
    const { client, port } = connect();
    const messages = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.uint8Array(),
      fc
        .record({
          i: fc.string(),
          t: fc.integer(),
          p: fc.anything({ withNullPrototype: false, maxDepth: 2 }),
        })
        .map((message) => JSON.stringify(message)),
    );
    await fc.assert(
      fc.asyncProperty(messages, async (message) => {
        port.postMessage(message);
        expect(await client.workstation.state()).toMatchObject({ state: 'first-run' });
      }),
      { numRuns: 150 },
    );
  });
});

const NO_OUTPUT = { choosePath: async () => null, print: async () => 'cancelled' as const };
