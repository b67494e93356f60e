/**
 * The encrypted-SQLite addon for an Electron whose Node-API level is below 10. The package's own prebuild needs
 * level 10 and would crash such an Electron without a word, so it is built once from the package's sources and cached.
 * Node itself always uses the prebuild: nothing here is for Node.
 */
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { projectNodeFolder, root } from './bootstrap.mjs';
import { cacheFolder, makeFolderAtOnce } from './folders.mjs';
import { run, tail, withProgress } from './processes.mjs';
import { SetupError } from './setup-error.mjs';
import { PACKAGES_FOR, provideSystemPackages } from './system-packages.mjs';

const NAPI_OF_PREBUILD = 10;
const modules = path.join(root, 'node_modules');
const packageFolder = path.join(modules, 'better-sqlite3');

/** The path of the addon to hand to Electron as `CLINIC_SQLITE_BINDING`; undefined when the prebuild will do. */
export async function provideSqliteBinding(electron) {
  if (electron.napi >= NAPI_OF_PREBUILD) return undefined;
  const { version } = JSON.parse(await readFile(path.join(packageFolder, 'package.json'), 'utf8'));
  const folder = path.join(
    cacheFolder(),
    `sqlite-${version}-napi-${electron.napi}-${process.platform}-${process.arch}`,
  );
  const binding = path.join(folder, 'better_sqlite3.node');
  if (existsSync(binding)) return binding;
  await provideSystemPackages(PACKAGES_FOR.compiler);
  await requireCompiler();
  await makeFolderAtOnce(folder, async (scratch) => {
    await withProgress('Building encrypted SQLite for this Electron (once, two to four minutes)', () =>
      build(scratch),
    );
    await proveThatItLoads(electron, path.join(scratch, path.basename(binding)));
  });
  return binding;
}

async function requireCompiler() {
  const missing = [];
  for (const tool of ['python3', 'make', 'c++']) {
    if ((await run(tool, ['--version'])).code !== 0) missing.push(tool);
  }
  if (missing.length === 0) return;
  throw new SetupError(
    `Encrypted SQLite must be built for Electron and ${missing.join(', ')} is missing.`,
    'Debian, Ubuntu: apt-get install -y --no-install-recommends python3 make g++',
  );
}

async function build(target) {
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'clinic-sqlite-'));
  try {
    const source = path.join(scratch, 'better-sqlite3');
    await cp(packageFolder, source, {
      recursive: true,
      filter: (file) => !file.startsWith(path.join(packageFolder, 'prebuilds')),
    });
    await symlink(modules, path.join(scratch, 'node_modules'), 'junction');
    const nodeGyp = path.join(modules, 'node-gyp', 'bin', 'node-gyp.js');
    const args = [
      'rebuild',
      '--release',
      '--force_build=1',
      '-j',
      String(os.availableParallelism()),
      `--nodedir=${nodeHeaders()}`,
    ];
    const { code, output } = await run(process.execPath, [nodeGyp, ...args], {
      cwd: source,
      env: compilerEnvironment(),
    });
    if (code !== 0)
      throw new SetupError(
        `Encrypted SQLite could not be built:\n${tail(output)}`,
        'See docs/running.md, "Troubleshooting".',
      );
    await copyFile(
      path.join(source, 'build', 'Release', 'better_sqlite3.node'),
      path.join(target, 'better_sqlite3.node'),
    );
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The experimental level is accepted by every Node-API host; a numbered level below 10 lacks references to strings. */
function compilerEnvironment() {
  const defines = '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT';
  return { ...process.env, CXXFLAGS: `${defines} -fno-lto`, LDFLAGS: '-fno-lto' };
}

/** The project's Node brings its headers along; a Node from the system has them under its prefix. */
function nodeHeaders() {
  const candidates = [projectNodeFolder, path.resolve(process.execPath, '..', '..'), '/usr', '/usr/local'];
  const found = candidates.find(
    (prefix) => prefix && existsSync(path.join(prefix, 'include', 'node', 'node_api.h')),
  );
  if (found) return found;
  throw new SetupError(
    'No Node headers (node_api.h) to build encrypted SQLite with.',
    'Debian, Ubuntu: apt-get install -y libnode-dev',
  );
}

async function proveThatItLoads({ executable }, binding) {
  const script = `const D = require(process.argv[1]); const d = new D(':memory:', { nativeBinding: process.argv[2] });
    d.pragma("cipher='sqlcipher'"); if (d.prepare('select 6 * 7').pluck().get() !== 42) process.exit(3)`;
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const { code, signal, output } = await run(executable, ['-e', script, packageFolder, binding], { env });
  if (code === 0) return;
  throw new SetupError(
    `The built SQLite addon does not load in Electron (${signal ?? `exit code ${code}`}):\n${tail(output)}`,
  );
}
