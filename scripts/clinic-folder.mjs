/** One clinic's folder on this machine: its server's data, its workstations' data, their logs, and who runs it. */
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The clinic of `npm start` without options: invented patients. */
export const PRACTICE = 'practice';

/** A name for `--new` that no folder below `data` has yet: clinic-1, clinic-2, … */
export function unusedName(data) {
  for (let number = 1; ; number += 1)
    if (!existsSync(path.join(data, `clinic-${number}`))) return `clinic-${number}`;
}

/** Makes the folders of a clinic below `data`, owned by `user` where one is given, and answers their paths. */
export function openClinicFolder(data, name, user) {
  const base = path.join(data, name);
  const folders = { base, server: path.join(base, 'server'), logs: path.join(base, 'logs') };
  for (const folder of Object.values(folders)) makeOwned(folder, user);
  return folders;
}

function makeOwned(folder, user) {
  const firstMade = mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (firstMade === undefined || user === undefined) return;
  for (let made = folder; made.startsWith(firstMade); made = path.dirname(made))
    chownSync(made, user.uid, user.gid);
}

/**
 * The folder of a workstation; the first is `workstation`, a second window on the same machine has its own. `isNew` until
 * its keyring is written, the first thing that lasts of a set-up.
 */
export function workstationFolder({ base }, number, user) {
  const folder = path.join(base, number === 1 ? 'workstation' : `workstation-${number}`);
  makeOwned(folder, user);
  return { folder, isNew: !existsSync(path.join(folder, 'clinic', 'keyring.json')) };
}

/** `{ pid, url, portalUrl }` of the run that has this clinic open, or undefined. A killed run leaves no trace that counts. */
export async function runningClinic({ base }) {
  const file = path.join(base, 'running.json');
  if (!existsSync(file)) return undefined;
  try {
    const running = JSON.parse(readFileSync(file, 'utf8'));
    process.kill(running.pid, 0);
    await fetch(running.url, { signal: AbortSignal.timeout(2_000) });
    return running;
  } catch {
    // Half written, process gone, or nothing listens there: nobody runs it.
    return undefined;
  }
}

/** Notes that this process runs the clinic; answers the function that takes the note away. */
export function noteRunning({ base }, { url, portalUrl }) {
  const file = path.join(base, 'running.json');
  writeFileSync(file, JSON.stringify({ pid: process.pid, url, portalUrl }));
  return () => rmSync(file, { force: true });
}

/** The port this clinic's server had last time, so that workstations find it again after a restart. */
export function rememberedPort({ base }) {
  const file = path.join(base, 'port');
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) || undefined : undefined;
}

export function rememberPort({ base }, port) {
  writeFileSync(path.join(base, 'port'), String(port));
}
