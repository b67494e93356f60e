/** Where the scripts keep what they make outside the repository: caches and the clinics' data. */
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const APP = 'clinic-telemedicine';

/** True on Linux and macOS for the superuser, whose home folder other users cannot read. */
export const isRoot = process.getuid?.() === 0;

/**
 * The cache folder, made when absent. `CLINIC_CACHE_DIR` overrides it. As root on Linux it lies in /var/cache,
 * so that the unprivileged user who runs the window can read it.
 */
export function cacheFolder() {
  const folder = path.resolve(process.env.CLINIC_CACHE_DIR ?? defaultCacheFolder());
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  return folder;
}

function defaultCacheFolder() {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Caches', APP);
  if (process.platform === 'win32') return path.join(LOCALAPPDATA ?? os.tmpdir(), APP, 'Cache');
  if (XDG_CACHE_HOME) return path.join(XDG_CACHE_HOME, APP);
  return isRoot ? path.join('/var/cache', APP) : path.join(os.homedir(), '.cache', APP);
}

/** The folder under which each clinic has its data. `CLINIC_DATA_DIR` overrides it. `home` is the running user's. */
export function dataFolder(home = os.homedir()) {
  const { CLINIC_DATA_DIR, XDG_DATA_HOME, LOCALAPPDATA } = process.env;
  if (CLINIC_DATA_DIR) return path.resolve(CLINIC_DATA_DIR);
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Application Support', APP);
  if (process.platform === 'win32') return path.join(LOCALAPPDATA ?? home, APP);
  return XDG_DATA_HOME && home === os.homedir()
    ? path.join(XDG_DATA_HOME, APP)
    : path.join(home, '.local', 'share', APP);
}

/**
 * Fills a scratch folder beside `target` and renames it there in one step, so that a killed run never leaves
 * half of it. Work that another process finished first is kept and ours dropped.
 */
export async function makeFolderAtOnce(target, fill) {
  mkdirSync(path.dirname(target), { recursive: true });
  const scratch = mkdtempSync(`${target}.partial-`);
  try {
    await fill(scratch);
    chmodSync(scratch, 0o755);
    renameSync(scratch, target);
  } catch (error) {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
