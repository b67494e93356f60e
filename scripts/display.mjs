/** A screen for windows: the person's own, or a virtual one (Xvfb) that we start and end. */
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const START_TIMEOUT_MS = 15_000;
const FAMILY_WILD = 0xffff;

/** True where a window can be opened on a screen that a person sees. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** True where a virtual screen can be started. */
export function hasVirtualScreen() {
  return (
    process.platform === 'linux' && ['/usr/bin/Xvfb', '/usr/local/bin/Xvfb'].some((file) => existsSync(file))
  );
}

/**
 * Starts Xvfb in `group` on a free number and answers the variables that lead a program to it. Only the holder of
 * its cookie may draw on it; the cookie file belongs to `user` where one is given.
 */
export async function startVirtualScreen(group, { user, size = '1920x1080x24' } = {}) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'clinic-screen-'));
  const authority = path.join(folder, 'Xauthority');
  writeFileSync(authority, authorityFile(), { mode: 0o600 });
  const args = ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-auth', authority];
  const { child, exited } = group.start('Xvfb', 'Xvfb', args, {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const number = await new Promise((resolve, reject) => {
    let said = '';
    child.stdio[3].on('data', (chunk) => {
      said += chunk;
      if (said.includes('\n')) resolve(said.trim());
    });
    exited.then(({ code }) => reject(new Error(`Xvfb ended with code ${code}`)));
    setTimeout(() => reject(new Error('Xvfb did not start in time')), START_TIMEOUT_MS).unref();
  });
  child.stderr.resume();
  exited.finally(() => rmSync(folder, { recursive: true, force: true }));
  if (user) for (const file of [folder, authority]) chownSync(file, user.uid, user.gid);
  return { DISPLAY: `:${number}`, XAUTHORITY: authority };
}

/** One entry in the format of Xauthority files: a random cookie that is good for any display number. */
function authorityFile() {
  const field = (bytes) => Buffer.concat([uint16(bytes.length), bytes]);
  const empty = field(Buffer.alloc(0));
  return Buffer.concat([
    uint16(FAMILY_WILD),
    empty,
    empty,
    field(Buffer.from('MIT-MAGIC-COOKIE-1')),
    field(randomBytes(16)),
  ]);
}

function uint16(value) {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
