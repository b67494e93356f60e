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
 * Starts the window in `group` and answers, once it is open, `{ member, exited, practiceVisit }`. `variables` are the CLINIC_* the
 * app reads. The app prints `{"event":"window-opened"}` as a JSON line, and a practice clinic once `{"event":"practice-visit",…}`
 * with a patient's link, a secret that must not reach the log; every other output goes there.
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
  const member = group.start('workstation', command, args, { cwd: root, env });
  const { child, exited } = member;
  const log = createWriteStream(logFile, { mode: 0o600 });
  child.stderr.pipe(log, { end: false });
  const practiceVisit = Promise.withResolvers();
  const window = Promise.withResolvers();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const said = parseEvent(line);
    if (said?.event === 'window-opened') window.resolve('opened');
    else if (said?.event === 'practice-visit') practiceVisit.resolve(said);
    else log.write(`${line}\n`);
  });
  setTimeout(() => window.resolve('opened'), OPEN_TIMEOUT_MS).unref();
  const outcome = await withProgress('Opening the window', () => Promise.race([window.promise, exited]));
  return {
    member,
    exited,
    practiceVisit: practiceVisit.promise,
    isOpen: outcome === 'opened',
    exit: outcome === 'opened' ? undefined : outcome,
  };
}

/** Prints who can be the patient, and by what link. */
export function sayPracticeVisit({ link, patientName, birthDate, startAt }) {
  const time = new Date(startAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  console.log(`\n  patient's link ${link}`);
  console.log(
    `                 ${patientName}, born ${birthDate}, video visit at ${time}. Open it in a browser, it is good`,
  );
  console.log('                 for the first one; then admit the patient from Today in the window.');
}
