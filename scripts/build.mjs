/**
 * Builds what runs: out/electron (main, preload), out/server, out/workstation, out/portal. Each part is built again only when
 * one of its inputs changed, by content, so a second start takes seconds. `--force` builds everything.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureReady, fail, root } from './bootstrap.mjs';
import { withProgress } from './processes.mjs';
import { SetupError } from './setup-error.mjs';

const out = path.join(root, 'out');
const stampFile = path.join(out, 'inputs.json');

/** What is built: the folder with its Vite config, the modes to run, what it reads, and what must come out. */
const PARTS = [
  {
    name: 'electron',
    modes: ['main', 'devices', 'preload'],
    reads: ['electron', 'drizzle', 'domain'],
    makes: ['electron/main.js', 'electron/devices.js', 'electron/preload.cjs'],
  },
  {
    name: 'sync-server',
    out: 'server',
    modes: ['production'],
    reads: ['sync-server', 'drizzle', 'domain'],
    makes: ['server/main.js'],
  },
  {
    name: 'renderer/workstation',
    modes: ['production'],
    reads: ['renderer/workstation', 'renderer/call', 'renderer/ui', 'domain'],
    makes: ['workstation/index.html'],
  },
  {
    name: 'renderer/portal',
    modes: ['production'],
    reads: ['renderer/portal', 'renderer/call', 'renderer/ui', 'domain'],
    makes: ['portal/index.html'],
  },
];

/** Builds what changed, of all parts or of those named, and answers the names of the parts built. Throws a SetupError with what Vite says. */
export async function buildAll({ force = false, names = PARTS.map(({ name }) => name) } = {}) {
  process.chdir(root);
  await mkdir(out, { recursive: true });
  const stamps = force ? {} : readStamps();
  const changed = [];
  for (const part of PARTS.filter(({ name }) => names.includes(name))) {
    const hash = await hashOf([
      ...part.reads,
      'package-lock.json',
      'tsconfig.base.json',
      'scripts/build.mjs',
    ]);
    const isFresh = stamps[part.name] === hash && part.makes.every(isBuilt);
    if (!isFresh) changed.push({ part, hash });
  }
  if (changed.length === 0) return [];
  const { build } = await import('vite');
  await withProgress(`Building ${changed.map(({ part }) => part.name).join(', ')}`, async () => {
    for (const { part, hash } of changed) {
      await buildPart(build, part);
      stamps[part.name] = hash;
      writeFileSync(stampFile, JSON.stringify(stamps, null, 2));
    }
  });
  return changed.map(({ part }) => part.name);
}

async function buildPart(build, part) {
  // Vite leaves NODE_ENV=production behind, and tests started afterwards would get React without act().
  const { NODE_ENV } = process.env;
  try {
    await buildModes(build, part);
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}

async function buildModes(build, { name, out: folder = path.basename(name), modes, makes }) {
  rmSync(path.join(out, folder), { recursive: true, force: true });
  for (const mode of modes) {
    await build({ configFile: path.join(root, name, 'vite.config.ts'), mode, logLevel: 'error' }).catch(
      (error) => {
        throw new SetupError(`The build of ${name} failed: ${error.message}`);
      },
    );
  }
  const absent = makes.filter((file) => !isBuilt(file));
  if (absent.length > 0)
    throw new SetupError(`The build of ${name} did not make out/${absent.join(', out/')}`);
}

function isBuilt(file) {
  return existsSync(path.join(out, file));
}

function readStamps() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch (error) {
    // Absent or half written: then everything is built.
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return {};
    throw error;
  }
}

/** One hash over names and contents of all files below the given paths. */
async function hashOf(names) {
  const hash = createHash('sha256');
  for (const name of names) {
    for (const file of await filesBelow(path.join(root, name))) {
      hash
        .update(`${path.relative(root, file)}\0`)
        .update(await readFile(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

async function filesBelow(start) {
  const entries = await readdir(start, { withFileTypes: true, recursive: true }).catch((error) => {
    if (error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (entries === undefined) return [start];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await ensureReady();
  try {
    const built = await buildAll({ force: process.argv.includes('--force') });
    console.log(built.length === 0 ? 'Nothing changed since the last build.' : `Built into ${out}`);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    fail(error.message);
  }
}
