/**
 * As root Chromium's sandbox cannot run. Where it can be done, windows and tests therefore run as a system user of
 * our own, with a home of its own, that may read the repository and use serial ports and nothing else.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './bootstrap.mjs';
import { isRoot } from './folders.mjs';
import { run } from './processes.mjs';

const NAME = 'clinic-telemedicine';
const HOME = '/var/lib/clinic-telemedicine';
/** Who may open serial ports and USB devices on Debian and Ubuntu. */
const DEVICE_GROUPS = ['dialout', 'plugdev'];

/**
 * The user `{ name, uid, gid, home }`, made when absent. Undefined when we are not root, and a short reason as text
 * where root cannot hand over: then the caller runs without the sandbox and says why.
 */
export async function unprivilegedUser() {
  if (!isRoot || process.platform !== 'linux') return undefined;
  if (!existsSync('/usr/bin/setpriv')) return 'setpriv is missing (package util-linux)';
  if (findUser() === undefined) {
    const { code, output } = await run('useradd', userAddArguments());
    if (code !== 0) return `no system user could be made (${output.trim()})`;
    console.log(
      `Made the system user ${NAME}: windows run as it, since Chromium's sandbox does not work for root.`,
    );
  }
  const user = findUser();
  const probe = as(user, 'test', [
    '-r',
    path.join(root, 'package.json'),
    '-a',
    '-r',
    path.join(root, 'node_modules', 'electron', 'package.json'),
  ]);
  if ((await run(probe.command, probe.args)).code !== 0) return `the user ${NAME} may not read ${root}`;
  if (!(await hasUserNamespaces(user))) return 'user namespaces are switched off here';
  return user;
}

/** Chromium's sandbox on Linux needs a user namespace with a mapping; some systems and containers refuse it. */
export async function hasUserNamespaces(user) {
  const probe = as(user, 'unshare', ['--user', '--map-root-user', 'true']);
  return (await run(probe.command, probe.args)).code === 0;
}

/** How to call a program as the user: `{ command, args }` for spawn. */
export function as(user, command, args) {
  if (user === undefined) return { command, args };
  const identity = ['--reuid', String(user.uid), '--regid', String(user.gid), '--init-groups'];
  return { command: 'setpriv', args: [...identity, '--', command, ...args] };
}

/** The variables that make the user's home its own; npm's would point it to root's. */
export function environmentOf(user) {
  if (user === undefined) return { ...process.env };
  const isForeign = (name) => /^(npm_|XDG_|DBUS_SESSION|SUDO_|MAIL$)/i.test(name);
  const kept = Object.fromEntries(Object.entries(process.env).filter(([name]) => !isForeign(name)));
  return { ...kept, HOME: user.home, USER: user.name, LOGNAME: user.name };
}

function userAddArguments() {
  const groups = DEVICE_GROUPS.filter((name) => readFileSync('/etc/group', 'utf8').includes(`\n${name}:`));
  return [
    '--system',
    '--user-group',
    '--create-home',
    '--home-dir',
    HOME,
    '--shell',
    '/usr/sbin/nologin',
    ...(groups.length > 0 ? ['--groups', groups.join(',')] : []),
    NAME,
  ];
}

function findUser() {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${NAME}:`));
  if (line === undefined) return undefined;
  const [name, , uid, gid, , home] = line.split(':');
  return { name, uid: Number(uid), gid: Number(gid), home };
}
