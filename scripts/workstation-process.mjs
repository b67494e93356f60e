/** One workstation window as a child: which Electron, as whom, on which screen, with or without sandbox. */
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { root } from './bootstrap.mjs';
import { isRoot } from './folders.mjs';
import { withProgress } from './processes.mjs';
import { parseEvent } from './server-process.mjs';
import { as, environmentOf, hasUserNamespaces } from './unprivileged-user.mjs';

/** The window counts as open after this time when the app has neither said so nor ended. */
const OPEN_TIMEOUT_MS = 120_000;

/** `[]`, or the flag that switches Chromium's sandbox off where it cannot run, after saying so in one line. */
export async function sandboxFlags(user, reason) {
  if (process.platform !== 'linux' || user) return [];
  if (!isRoot && (await hasUserNamespaces())) return [];
  const because = isRoot ? `root${reason ? `; ${reason}` : ''}` : 'this system refuses user namespaces';
  console.log(`Note: the window runs without Chromium's sandbox (${because}).`);
  return ['--no-sandbox'];
}

/**
 * Starts the window in `group` and answers, once it is open, `{ exited }`. `variables` are the CLINIC_* the app reads.
 * The app prints `{"event":"window-opened"}` as a JSON line; every other output goes to the log.
 */
export async function startWorkstation(
  group,
  { electron, binding, flags, user, screen, variables, logFile },
) {
  const { command, args } = as(user, electron.executable, [...flags, root]);
  const env = {
    ...environmentOf(user),
    ...screen,
    ...variables,
    ...(binding && { CLINIC_SQLITE_BINDING: binding }),
  };
  const { child, exited } = group.start('workstation', command, args, { cwd: root, env });
  const log = createWriteStream(logFile, { mode: 0o600 });
  child.stderr.pipe(log, { end: false });
  const opened = new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (parseEvent(line)?.event === 'window-opened') resolve('opened');
      else log.write(`${line}\n`);
    });
    setTimeout(() => resolve('opened'), OPEN_TIMEOUT_MS).unref();
  });
  const outcome = await withProgress('Opening the window', () => Promise.race([opened, exited]));
  return { exited, isOpen: outcome === 'opened', exit: outcome === 'opened' ? undefined : outcome };
}
