/**
 * Where the end-to-end tests run: a virtual screen, a D-Bus session with an unlocked keyring that is thrown away
 * afterwards, and as root an unprivileged user, so that Chromium's real sandbox is part of the proof.
 */
import { chmodSync, chownSync, copyFileSync, mkdirSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from './bootstrap.mjs';
import { startVirtualScreen } from './display.mjs';
import { isRoot } from './folders.mjs';
import { run } from './processes.mjs';
import { as, environmentOf, hasUserNamespaces, unprivilegedUser } from './unprivileged-user.mjs';

/** Folders of the repository that tests write to; git ignores them. */
const WRITTEN_BY_TESTS = ['screenshots', 'test-results'];

/** Starts the screen in `group` and answers `{ wrap, reportFile }`; `wrap` turns a command into a call inside the session. */
export async function openTestSession(group) {
  const { user, isSandboxed } = await chooseUser();
  const home = mkdtempSync(path.join(os.tmpdir(), 'clinic-e2e-'));
  const runtimeFolder = path.join(home, 'run');
  mkdirSync(runtimeFolder, { mode: 0o700 });
  for (const folder of [home, runtimeFolder, ...WRITTEN_BY_TESTS.map((name) => path.join(root, name))]) {
    mkdirSync(folder, { recursive: true });
    if (user) await run('chown', ['-R', `${user.uid}:${user.gid}`, folder]);
  }
  // Always our own screen: tests must not depend on, or disturb, the person's.
  const screen = process.platform === 'linux' ? await startVirtualScreen(group, { user }) : {};
  const keyring = process.platform === 'linux' ? await keyringProgram(home, user) : undefined;
  const env = {
    ...environmentOf(user),
    ...screen,
    HOME: home,
    TMPDIR: home,
    XDG_RUNTIME_DIR: runtimeFolder,
    ...(keyring && { CLINIC_KEYRING_PROGRAM: keyring }),
    ...(!isSandboxed && { CLINIC_NO_SANDBOX: '1' }),
  };
  delete env.WAYLAND_DISPLAY;
  const session = keyring
    ? ['dbus-run-session', '--', 'bash', path.join(root, 'scripts', 'with-keyring.sh')]
    : [];
  const wrap = (command, args) => {
    const [first, ...rest] = [...session, command, ...args];
    return { ...as(user, first, rest), env };
  };
  return { wrap, reportFile: path.join(home, 'playwright.json'), home };
}

async function chooseUser() {
  const handOver = await unprivilegedUser();
  if (typeof handOver === 'object') return { user: handOver, isSandboxed: true };
  const isSandboxed = process.platform !== 'linux' || (!isRoot && (await hasUserNamespaces()));
  if (!isSandboxed)
    console.log(
      `Note: the end-to-end tests run without Chromium's sandbox (${handOver ?? 'no user namespaces'}).`,
    );
  return { user: undefined, isSandboxed };
}

/**
 * The keyring daemon, or undefined where there is none. The file carries a capability (to lock memory) and cannot be
 * started in containers that withhold it; a copy carries none.
 */
async function keyringProgram(home, user) {
  const program = '/usr/bin/gnome-keyring-daemon';
  const probe = as(user, program, ['--version']);
  const { code } = await run(probe.command, probe.args);
  if (code === 0) return program;
  if (code === 127) return undefined;
  const copy = path.join(home, 'gnome-keyring-daemon');
  copyFileSync(program, copy);
  chmodSync(copy, 0o755);
  if (user) chownSync(copy, user.uid, user.gid);
  return copy;
}
