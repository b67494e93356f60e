import pino from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { startSyncServer } from '../../../sync-server/start-sync-server.ts';
import { makeTestClinic, openTestWorkstation, TEST_PASSWORD } from '../../support/open-test-workstation.ts';
import { makeTestFolder } from '../../support/test-clinic.ts';
import { connectWindow } from '../../support/window-client.ts';

const JOIN = {
  workstationName: 'Room 2',
  username: 'owner',
  password: TEST_PASSWORD,
  withoutKeychain: false,
};

/** A real server on loopback, and a clinic founded on it by its first workstation. */
async function foundedClinic() {
  const server = await startSyncServer({
    dataDir: makeTestFolder(),
    port: 0,
    portalDir: null,
    logger: pino({ level: 'silent' }),
    clock: { nowMs: Date.now },
  });
  onTestFinished(() => server.close());
  const first = await openTestWorkstation({ serverUrl: server.url, setupCode: server.setupCode });
  await makeTestClinic(first.workstation);
  const client = connectWindow(first.workstation);
  await until(first.workstation, async () => {
    const { state, pendingChanges } = await client.sync.status();
    return state === 'idle' && pendingChanges === 0;
  });
  return { server, first, client };
}

/** Looks again at every event of the core until the answer is yes. */
async function until(
  workstation: Awaited<ReturnType<typeof openTestWorkstation>>['workstation'],
  isSo: () => Promise<boolean>,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const look = () => void isSo().then((so) => so && resolve(), reject);
  const stop = workstation.onEvent(look);
  look();
  await promise;
  stop();
}

test(
  'a clinic made with a set-up code founds itself on its server; another workstation joins and is entered after its own key is kept',
  { timeout: 60_000 },
  async () => {
    const { server, client } = await foundedClinic();
    const { enrolmentCode } = await client.sync.createEnrolmentCode();
    const second = await openTestWorkstation({ serverUrl: server.url });
    expect(second.workstation.state()).toEqual({
      state: 'first-run',
      keychain: 'usable',
      joinServerUrl: server.url,
    });

    const { frontDoor } = second.workstation;
    expect(await frontDoor.joinClinic({ ...JOIN, enrolmentCode: 'nonsense' })).toEqual({
      ok: false,
      error: { code: 'code-wrong' },
    });
    expect(second.workstation.state().state).toBe('first-run');

    // A mistyped password does not cost another code.
    expect(await frontDoor.joinClinic({ ...JOIN, enrolmentCode, password: 'violet-otter-78' })).toEqual({
      ok: false,
      error: { code: 'wrong-password' },
    });
    const joined = await frontDoor.joinClinic({ ...JOIN, enrolmentCode });
    const recoveryKey = joined.ok ? joined.value.recoveryKey : '';
    expect(second.workstation.state().state).toBe('first-run');
    const groups = [2, 5].map((position) => ({ position, text: recoveryKey.split('-')[position - 1] ?? '' }));
    expect(await frontDoor.confirmRecoveryKey({ by: 'typing', groups })).toEqual({ ok: true, value: {} });
    expect(second.workstation.state()).toMatchObject({
      state: 'unlocked',
      clinicName: 'Practice Birch',
      session: { role: 'owner' },
    });

    await frontDoor.lock({ depth: 'hard' });
    expect(await frontDoor.signIn({ username: 'owner', password: TEST_PASSWORD })).toEqual({
      ok: true,
      value: {},
    });
  },
);

test('a code is good once, and a refused one leaves the workstation empty', { timeout: 60_000 }, async () => {
  const { client } = await foundedClinic();
  const { enrolmentCode } = await client.sync.createEnrolmentCode();
  const second = await openTestWorkstation();
  expect(await second.workstation.frontDoor.joinClinic({ ...JOIN, enrolmentCode })).toMatchObject({
    ok: true,
  });
  const third = await openTestWorkstation();
  expect(await third.workstation.frontDoor.joinClinic({ ...JOIN, enrolmentCode })).toEqual({
    ok: false,
    error: { code: 'code-used' },
  });
  expect(third.workstation.state().state).toBe('first-run');
});

test('without the server joining fails at once and can be tried again', { timeout: 60_000 }, async () => {
  const { server, client } = await foundedClinic();
  const { enrolmentCode } = await client.sync.createEnrolmentCode();
  await server.close();
  const second = await openTestWorkstation();
  expect(await second.workstation.frontDoor.joinClinic({ ...JOIN, enrolmentCode })).toEqual({
    ok: false,
    error: { code: 'server-unreachable' },
  });
  expect(second.workstation.state().state).toBe('first-run');
});
