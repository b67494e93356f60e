import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { median, report } from './report.ts';

/**
 * Cold start: from the process to the word that the window stands, with a practice clinic of two hundred patients on disk,
 * against an Electron that opens an empty window. `npm run bench` provides Electron and a screen.
 */
const RUNS = 5;
const electron = process.env['CLINIC_ELECTRON_PATH'];
if (electron === undefined) throw new Error('run it by: npm run bench -- cold-start');
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

// 'ready' comes only after the main module is through, so nothing here may wait for it at the top.
const EMPTY_WINDOW = `
import { app, BrowserWindow } from 'electron';
app.whenReady().then(() => {
  const window = new BrowserWindow({ show: false });
  window.once('ready-to-show', () => { window.show(); process.stdout.write('{"event":"window-opened"}\\n'); });
  void window.loadURL('data:text/html,<title>empty</title>');
});
`;

/** Milliseconds from spawn until the app says that its window is open; the app is ended then. */
async function msToWindow(app: string, variables: Readonly<Record<string, string>>): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(electron ?? '', [...sandbox, app], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...variables },
  });
  const ended = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.includes('"window-opened"')) break;
  }
  const ms = performance.now() - startedAt;
  if (child.exitCode !== null)
    throw new Error(`the app ended with code ${child.exitCode} before its window stood`);
  child.kill('SIGKILL');
  await ended;
  return ms;
}

const folder = mkdtempSync(join(tmpdir(), 'clinic-bench-'));
const emptyApp = join(folder, 'empty');
mkdirSync(emptyApp);
writeFileSync(join(emptyApp, 'package.json'), '{"name":"empty","type":"module","main":"main.js"}');
writeFileSync(join(emptyApp, 'main.js'), EMPTY_WINDOW);
const variables = {
  CLINIC_USER_DATA: join(folder, 'workstation'),
  CLINIC_START_MODE: 'practice',
  CLINIC_PRACTICE_PASSWORD: 'violet-otter-77',
  CLINIC_SQLITE_BINDING: process.env['CLINIC_ELECTRON_SQLITE_BINDING'] ?? '',
};
const ours = resolve(import.meta.dirname, '..');
await msToWindow(ours, variables);
const floors: number[] = [];
const measured: number[] = [];
for (let run = 0; run < RUNS; run += 1) {
  floors.push(await msToWindow(emptyApp, {}));
  measured.push(await msToWindow(ours, variables));
}
report({ name: 'cold-start-to-window', measured: median(measured), floor: median(floors), unit: 'ms' });
rmSync(folder, { recursive: true, force: true });
