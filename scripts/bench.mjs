/**
 * `npm run bench -- [names] [options]`: runs bench/<name>.bench.ts one after the other on the project's Node, with the
 * options that follow the names. Each prints JSON lines on its standard output, which stay the only thing on ours; notes
 * go to standard error.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ensureReady, fail, root } from './bootstrap.mjs';

const NEEDS_WINDOW = /window|electron|start|devices/;
const NEEDS_SERVER = /clinic-day/;

const given = process.argv.slice(2);
const firstOption = given.findIndex((each) => each.startsWith('--'));
const wanted = firstOption === -1 ? given : given.slice(0, firstOption);
const options = given.slice(wanted.length);
const names = readdirSync(path.join(root, 'bench'))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''))
  .filter((name) => wanted.length === 0 || wanted.includes(name));
if (names.length === 0) fail(`No benchmark ${wanted.join(', ')} in bench/.`);
await ensureReady();
const { spawn } = await import('node:child_process');

const environment = names.some((name) => NEEDS_WINDOW.test(name)) ? await onStandardError(prepareWindow) : {};
if (names.some((name) => NEEDS_SERVER.test(name))) await onStandardError(buildServer);
let failures = 0;
for (const name of names) {
  console.error(`# ${name}`);
  const args = [
    '--disable-warning=ExperimentalWarning',
    '--expose-gc',
    path.join(root, 'bench', `${name}.bench.ts`),
    ...options,
  ];
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const code = await new Promise((resolve) => child.on('exit', resolve));
  if (code !== 0) {
    failures += 1;
    console.error(`✖ ${name} ended with code ${code}`);
  }
}
process.exit(failures === 0 ? 0 : 1);

/** Runs work whose words do not belong among the measurements. */
async function onStandardError(work) {
  console.log = console.error;
  const write = process.stdout.write;
  process.stdout.write = process.stderr.write.bind(process.stderr);
  try {
    return await work();
  } finally {
    process.stdout.write = write;
  }
}

async function buildServer() {
  const { buildAll } = await import('./build.mjs');
  await buildAll({ names: ['sync-server'] });
}

/** Set-up, build and a screen for the benchmarks that open windows. */
async function prepareWindow() {
  const { setUp } = await import('./setup.mjs');
  const { buildAll } = await import('./build.mjs');
  const { hasDisplay, startVirtualScreen } = await import('./display.mjs');
  const { ProcessGroup } = await import('./processes.mjs');
  const { PACKAGES_FOR } = await import('./system-packages.mjs');
  const packages = [...PACKAGES_FOR.window, ...(hasDisplay() ? [] : PACKAGES_FOR.virtualScreen)];
  const runtime = await setUp({ packages });
  await buildAll();
  const group = new ProcessGroup();
  void group.endOnSignals().then((code) => process.exit(code));
  return { ...runtime.environment, ...(hasDisplay() ? {} : await startVirtualScreen(group)) };
}
