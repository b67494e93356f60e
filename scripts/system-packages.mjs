/**
 * System libraries and programs on Debian and Ubuntu: finds what is missing, installs it as root and says so, or
 * names the one command that installs it. On other systems it does nothing; docs/running.md lists what is needed.
 */
import { existsSync } from 'node:fs';
import { isRoot } from './folders.mjs';
import { run, tail, withProgress } from './processes.mjs';
import { SetupError } from './setup-error.mjs';

/** A list stands for one package under its newer and its older name; the first that the release knows is taken. */
const WINDOW = [
  'libnss3',
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libasound2t64', 'libasound2'],
  'libgbm1',
  'libsecret-1-0',
  'libusb-1.0-0',
];
const VIRTUAL_SCREEN = ['xvfb'];
const COMPILER = ['python3', 'make', 'g++'];
const PROOF = [
  'xauth',
  'chromium',
  'socat',
  'gnome-keyring',
  'dbus',
  'procps',
  'util-linux',
  'fonts-liberation',
  'fonts-noto-core',
  'fonts-noto-color-emoji',
];

/** What each purpose needs; `window` is for `npm start`, `proof` for `npm test`. */
export const PACKAGES_FOR = {
  window: WINDOW,
  virtualScreen: VIRTUAL_SCREEN,
  compiler: COMPILER,
  proof: [...WINDOW, ...VIRTUAL_SCREEN, ...PROOF],
};

/**
 * Makes sure the packages are there. Throws a SetupError with the command to run where we may not install them
 * or where the installation fails. Answers the names it installed.
 */
export async function provideSystemPackages(wanted) {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query') || !existsSync('/usr/bin/apt-get'))
    return [];
  if ((await missingPackages(wanted)).length === 0) return [];
  if (!isRoot) {
    const names = await installableNames(await missingPackages(wanted));
    throw new SetupError(
      `System packages are missing: ${names.join(', ')}.`,
      `Run once: sudo ${installCommand(names).join(' ')}`,
    );
  }
  await refreshPackageLists();
  const names = await installableNames(await missingPackages(wanted));
  await install(names);
  const left = (await missingPackages(wanted)).flat();
  if (left.length > 0)
    throw new SetupError(
      `System packages could not be installed: ${left.join(', ')}.`,
      installCommand(left).join(' '),
    );
  return names;
}

/** Those of `wanted` of which no name is installed. */
async function missingPackages(wanted) {
  const names = wanted.flat();
  const { output } = await run('dpkg-query', [
    '-W',
    '-f',
    '${db:Status-Abbrev}\t${binary:Package}\n',
    ...names,
  ]);
  const installed = new Set(
    output
      .split('\n')
      .filter((line) => line.startsWith('ii'))
      .map((line) => line.split('\t')[1].replace(/:.*/, '')),
  );
  return wanted.filter((entry) => ![entry].flat().some((name) => installed.has(name)));
}

/** The name of each entry that this release of Debian or Ubuntu knows. */
async function installableNames(entries) {
  const names = [];
  for (const alternatives of entries.map((entry) => [entry].flat())) {
    const { output } = await run('apt-cache', ['policy', ...alternatives]);
    const candidateByName = candidates(output);
    names.push(alternatives.find((name) => candidateByName.has(name)) ?? alternatives.at(-1));
  }
  return names;
}

/** The packages of an `apt-cache policy` listing that can be installed. */
function candidates(listing) {
  const found = new Set();
  let name;
  for (const line of listing.split('\n')) {
    if (/^\S+:$/.test(line)) name = line.slice(0, -1);
    if (/^ +Candidate: (?!\(none\))/.test(line)) found.add(name);
  }
  return found;
}

function installCommand(names) {
  return ['apt-get', 'install', '-y', '--no-install-recommends', ...names];
}

async function refreshPackageLists() {
  const { code, output } = await withProgress('Refreshing the lists of system packages', () =>
    run('apt-get', ['update', '-qq']),
  );
  if (code !== 0) console.log(tail(output, 4));
}

async function install(names) {
  console.log(`Installing system packages: ${names.join(' ')}`);
  const [command, ...args] = installCommand(names);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { code, output } = await withProgress('Installing them', () =>
    run(command, ['-qq', ...args], { env }),
  );
  if (code !== 0)
    throw new SetupError(
      `apt-get failed:\n${tail(output)}`,
      `Run it yourself to see more: ${installCommand(names).join(' ')}`,
    );
}
