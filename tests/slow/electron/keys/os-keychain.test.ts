import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { makeTestFolder } from '../../../support/test-clinic.ts';

const run = promisify(execFile);
const PROGRAM = path.join('tests', 'support', 'keychain-session.ts');

/** A home and a runtime folder of their own, so that no keyring of this machine is touched. */
function ownHome(): { folder: string; env: NodeJS.ProcessEnv } {
  const folder = makeTestFolder();
  for (const name of ['home', 'runtime', 'vault']) mkdirSync(path.join(folder, name), { mode: 0o700 });
  const env = {
    PATH: process.env['PATH'],
    HOME: path.join(folder, 'home'),
    XDG_RUNTIME_DIR: path.join(folder, 'runtime'),
  };
  return { folder, env };
}

test.runIf(process.platform === 'linux')(
  'with the real secret service a vault opens; locked, it asks for the recovery key and writes nothing',
  async () => {
    const { folder, env } = ownHome();
    const unlocked =
      'printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec "$0" "$@"';
    const args = ['--', 'bash', '-c', unlocked, process.execPath, PROGRAM, path.join(folder, 'vault')];
    const { stdout } = await run('dbus-run-session', args, { env, timeout: 60_000 });
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual({
      opened: true,
      locked: { code: 'keychain-missing', reason: expect.stringMatching(/^(locked-or-lost|unavailable)$/) },
      recovered: true,
      isEnvelopeUnchanged: true,
    });
  },
);

test.runIf(process.platform === 'linux')(
  'without a session bus no vault is made, and nothing hangs',
  async () => {
    const { folder, env } = ownHome();
    const withoutBus = { ...env, DBUS_SESSION_BUS_ADDRESS: 'disabled:' };
    const ended = run(process.execPath, [PROGRAM, path.join(folder, 'vault')], {
      env: withoutBus,
      timeout: 60_000,
    });
    await expect(ended).rejects.toMatchObject({ stderr: expect.stringContaining('keychain-refused') });
    expect(readdirSync(path.join(folder, 'vault'))).toEqual([]);
  },
);
