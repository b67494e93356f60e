/**
 * The clinic day of docs/sync.md: workstation A pushes everything, a fresh B pulls it, scattered edits of A reach B, then one
 * idle pull. Each side is its own process, bundled as it ships, with its encrypted database; every byte goes through a
 * counting proxy. The floor runs right before, in the same run. `--scale 0.02` takes a fiftieth of it.
 */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { startCountingProxy, type CountingProxy } from './clinic-day/counting-proxy.ts';
import { cpuSecondsOf, peakRssMB, type Measured } from './clinic-day/measured.ts';
import type { DaySize } from './clinic-day/seeded-rows.ts';
import { report } from './report.ts';

const root = path.join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { scale: { type: 'string', default: '1' } } });
const scale = Number(values.scale);
const size: DaySize = {
  patients: Math.round(5_000 * scale),
  vitals: Math.round(50_000 * scale),
  edits: Math.round(1_000 * scale),
};
const sizeText = JSON.stringify(size);
const bundles = path.join(root, 'node_modules', '.cache', 'clinic-bench');

/** One phase: what each side took, and the bytes each way. */
interface Phase {
  readonly seconds: number;
  readonly clientCpuSeconds: number;
  readonly serverCpuSeconds: number;
  readonly upMB: number;
  readonly downMB: number;
}
interface Day {
  readonly push: Phase;
  readonly pull: Phase;
  readonly edits: Phase;
  readonly idle: Phase;
  readonly serverPeakMB: number;
  readonly peakOfAMB: number;
  readonly peakOfBMB: number;
  readonly diskOfBMB: number;
}

/** The server's bundle, which scripts/bench.mjs built, as `npm run server` starts it. */
async function startServer(options: readonly string[]) {
  const { serverArguments } = (await import(path.join(root, 'scripts', 'server.mjs'))) as {
    serverArguments: (options: readonly string[]) => string[];
  }; // the scripts are plain JavaScript
  const server = spawn(process.execPath, serverArguments(options), { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(server);
  const listening = await new Promise<{ url: string; setupCode: string }>((resolve) =>
    server.stdout.once('data', (line: Buffer) => resolve(JSON.parse(line.toString()))),
  );
  return { pid: server.pid ?? 0, ...listening };
}

async function bundle(name: string, entry: string): Promise<string> {
  const outDir = path.join(bundles, name);
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: path.join(root, entry),
      outDir,
      emptyOutDir: true,
      minify: false,
      target: 'node24',
      rolldownOptions: {
        external: ['better-sqlite3'],
        output: { format: 'es', entryFileNames: 'main.js', codeSplitting: false },
      },
    },
  });
  return path.join(outDir, 'main.js');
}

function ask<Answer>(child: ChildProcess, message: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) =>
      reject(new Error(`ended with code ${code} during ${JSON.stringify(message)}`));
    child.once('exit', onExit);
    child.once('message', (answer) => {
      child.off('exit', onExit);
      resolve(answer as Answer); // each side answers in the form its order asks for
    });
    child.send(message);
  });
}

/** Every process of the day; none outlives it. */
const children: ChildProcess[] = [];

function start(script: string, args: readonly string[]): ChildProcess {
  const child = fork(script, [...args]);
  children.push(child);
  return child;
}

/** Runs one order and counts everything around it. */
async function phase(
  server: number,
  client: ChildProcess,
  proxy: CountingProxy,
  order: object,
): Promise<Phase> {
  proxy.take();
  const cpu = cpuSecondsOf(server);
  const { seconds, cpuSeconds } = await ask<Measured>(client, order);
  const { up, down } = proxy.take();
  return {
    seconds,
    clientCpuSeconds: cpuSeconds,
    serverCpuSeconds: cpuSecondsOf(server) - cpu,
    upMB: up / 1e6,
    downMB: down / 1e6,
  };
}

const both = (a: Phase, b: Phase): Phase => ({
  seconds: a.seconds + b.seconds,
  clientCpuSeconds: a.clientCpuSeconds + b.clientCpuSeconds,
  serverCpuSeconds: a.serverCpuSeconds + b.serverCpuSeconds,
  upMB: a.upMB,
  downMB: b.downMB,
});

async function floorDay(folder: string, script: string): Promise<Day> {
  const startRole = (role: string) => start(script, [role, path.join(folder, `floor-${role}.db`), sizeText]);
  const server = startRole('server');
  const { port } = await new Promise<{ port: number }>((resolve) =>
    server.once('message', (message) => resolve(message as { port: number })),
  ); // its first word
  const [a, b] = [startRole('a'), startRole('b')];
  const proxy = await startCountingProxy(port);
  const url = `http://127.0.0.1:${proxy.port}`;
  const pid = server.pid ?? 0;
  await ask(a, { order: 'seed' });
  const push = await phase(pid, a, proxy, { order: 'push', url });
  const pull = await phase(pid, b, proxy, { order: 'pull', url });
  const edits = both(
    await phase(pid, a, proxy, { order: 'edit', url }),
    await phase(pid, b, proxy, { order: 'pull-edits', url }),
  );
  const idle = await phase(pid, b, proxy, { order: 'pull-edits', url });
  const day = { push, pull, edits, idle, ...peaks(pid, a, b) };
  await ask(a, { order: 'exit' });
  const { diskMB } = await ask<{ diskMB: number }>(b, { order: 'exit' });
  proxy.close();
  return { ...day, diskOfBMB: diskMB };
}

async function ourDay(folder: string, workstationScript: string): Promise<Day> {
  const dataDir = path.join(folder, 'server');
  const server = await startServer(['--port', '0', '--data-dir', dataDir, '--log-level', 'error']);
  const migrationsDir = path.join(root, 'drizzle', 'workstation', 'migrations');
  const startNamed = (name: string) =>
    start(workstationScript, [path.join(folder, `${name}.db`), migrationsDir, sizeText]);
  const [a, b] = [startNamed('a'), startNamed('b')];
  const port = Number(new URL(server.url).port);
  const [proxyOfA, proxyOfB] = [await startCountingProxy(port), await startCountingProxy(port)];
  const [urlOfA, urlOfB] = [proxyOfA, proxyOfB].map((proxy) => `http://127.0.0.1:${proxy.port}`);
  const { pid } = server;
  console.error(await ask(a, { order: 'seed' }));
  const push = await phase(pid, a, proxyOfA, { order: 'found', url: urlOfA, code: server.setupCode });
  const { code } = await ask<{ code: string }>(a, { order: 'code', url: urlOfB });
  const pull = await phase(pid, b, proxyOfB, { order: 'enrol', code });
  proxyOfB.take();
  const editsOfA = await phase(pid, a, proxyOfA, { order: 'edit' });
  const heardMB = proxyOfB.take().down / 1e6; // the bell has B fetching while A still sends
  const editsOfB = await phase(pid, b, proxyOfB, { order: 'sync' });
  const edits = both(editsOfA, { ...editsOfB, downMB: editsOfB.downMB + heardMB });
  const idle = await phase(pid, b, proxyOfB, { order: 'sync' });
  const day = { push, pull, edits, idle, ...peaks(pid, a, b) };
  const [ofA, ofB] = [await ask<Ended>(a, { order: 'exit' }), await ask<Ended>(b, { order: 'exit' })];
  if (JSON.stringify(ofA.digest) !== JSON.stringify(ofB.digest))
    throw new Error(`not equal: ${JSON.stringify([ofA, ofB])}`);
  console.error(ofB);
  for (const proxy of [proxyOfA, proxyOfB]) proxy.close();
  return { ...day, diskOfBMB: ofB.diskMB };
}

interface Ended {
  readonly digest: object;
  readonly diskMB: number;
}

function peaks(server: number, a: ChildProcess, b: ChildProcess) {
  return { serverPeakMB: peakRssMB(server), peakOfAMB: peakRssMB(a.pid), peakOfBMB: peakRssMB(b.pid) };
}

function reportDay(ours: Day, floor: Day): void {
  const line = (name: string, of: (day: Day) => number, unit: string, goal?: string) =>
    report({
      name: `clinic-day ${name}`,
      measured: of(ours),
      floor: of(floor),
      unit,
      ...(goal === undefined ? {} : { goal }),
    });
  const cpu = ({ clientCpuSeconds, serverCpuSeconds }: Phase) => clientCpuSeconds + serverCpuSeconds;
  line('push', (day) => day.push.seconds, 's', 'at most 2x the floor');
  line('first pull', (day) => day.pull.seconds, 's', 'at most 1.2x the floor');
  line('edits to B', (day) => day.edits.seconds, 's', 'at most 0.2 s');
  line('idle pull', (day) => day.idle.seconds, 's', 'at most 0.01 s');
  line('push cpu', (day) => cpu(day.push), 's', 'at most 2x the floor');
  line('first pull cpu', (day) => cpu(day.pull), 's', 'at most 2x the floor');
  line('push wire', (day) => day.push.upMB, 'MB', 'at most 5 MB');
  line('first pull wire', (day) => day.pull.downMB, 'MB', 'at most 5 MB');
  line('edits wire up', (day) => day.edits.upMB, 'MB', 'at most 0.07 MB');
  line('edits wire down', (day) => day.edits.downMB, 'MB', 'at most 0.07 MB');
  line('idle wire', (day) => day.idle.upMB + day.idle.downMB, 'MB', 'at most 0.001 MB');
  line('disk of B', (day) => day.diskOfBMB, 'MB', 'at most 2x the floor');
  line('server peak memory', (day) => day.serverPeakMB, 'MB', 'at most 150 MB');
  line('peak memory of A', (day) => day.peakOfAMB, 'MB');
  line('peak memory of B', (day) => day.peakOfBMB, 'MB');
}

const folder = mkdtempSync(path.join(tmpdir(), 'clinic-day-'));
mkdirSync(bundles, { recursive: true });
try {
  const [workstation, floor] = [
    await bundle('workstation', 'bench/clinic-day/workstation.ts'),
    await bundle('floor', 'bench/clinic-day/floor.ts'),
  ];
  const floorDone = await floorDay(folder, floor);
  const ours = await ourDay(folder, workstation);
  console.error(JSON.stringify({ ours, floor: floorDone }, null, 1));
  reportDay(ours, floorDone);
} finally {
  for (const child of children) child.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}
