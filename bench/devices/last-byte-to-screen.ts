import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { SerialPort } from 'serialport';
import { createSimulatedMonitor } from '../../electron/devices/beurer-bm-serial/simulator.ts';
import { localTimeOf } from '../../electron/devices/local-time.ts';
import { openBenchPty } from './pty.ts';

const READINGS = 20;
const PASSWORD = 'violet-otter-77';

/**
 * From the last byte a cuff sends over a pseudo terminal to the moment its reading stands on the screen of the real app: the
 * process of the addons, driver, hub, proposal, event, the window's call, and React. Milliseconds, one for each reading.
 */
export async function measureLastByteToScreen(folder: string): Promise<number[]> {
  const link = join(folder, 'screen-cuff');
  const pty = await openBenchPty(link);
  const monitor = createSimulatedMonitor([]);
  let lastByteAt = 0;
  pty.onBytes((asked) => {
    const answer = monitor.receive(asked);
    if (answer.length > 1) lastByteAt = Date.now();
    pty.write(answer);
  });
  const userData = mkdtempSync(join(tmpdir(), 'clinic-bench-app-'));
  const app = await launch(userData, link);
  const page = await app.firstWindow();
  await openVisit(page, link);
  const times: number[] = [];
  for (let reading = 0; reading < READINGS; reading += 1) {
    const systolicMmHg = 110 + reading;
    const seen = seenAt(page, `${systolicMmHg}/77`);
    monitor.measure({ systolicMmHg, diastolicMmHg: 77, pulsePerMin: 70, time: localTimeOf(Date.now()) });
    times.push((await seen) - lastByteAt);
    // As in a visit: nobody lets twenty readings wait, and each that waits is drawn again with the next.
    const dismiss = page.getByRole('button', { name: 'Dismiss the reading of Bench cuff' });
    await dismiss.click();
    await dismiss.waitFor({ state: 'detached' });
  }
  await app.close();
  pty.close();
  rmSync(userData, { recursive: true, force: true });
  return times;
}

/** The same wire with nothing of ours: from writing nine bytes to their coming out of the port. */
export async function measureBarePort(folder: string): Promise<number[]> {
  const link = join(folder, 'bare');
  const pty = await openBenchPty(link);
  const port = new SerialPort({ path: link, baudRate: 4800 });
  await new Promise((opened) => port.once('open', opened));
  const times: number[] = [];
  for (let reading = 0; reading < READINGS * 5; reading += 1) {
    const startedAt = performance.now();
    const came = new Promise((read) => port.once('data', read));
    pty.write(new Uint8Array(9));
    await came;
    times.push(performance.now() - startedAt);
    await pause(5);
  }
  await new Promise((closed) => port.close(closed));
  pty.close();
  return times;
}

function launch(userData: string, link: string): Promise<ElectronApplication> {
  const executablePath = process.env['CLINIC_ELECTRON_PATH'];
  if (executablePath === undefined) throw new Error('run it by: npm run bench -- devices');
  const isRoot = process.getuid?.() === 0;
  return _electron.launch({
    executablePath,
    chromiumSandbox: !isRoot,
    args: [...(isRoot ? ['--no-sandbox'] : []), resolve(import.meta.dirname, '..', '..')],
    env: {
      ...(process.env as Record<string, string>), // an environment holds text only
      CLINIC_USER_DATA: userData,
      CLINIC_START_MODE: 'practice',
      CLINIC_PRACTICE_PASSWORD: PASSWORD,
      CLINIC_SERIAL_PORTS: link,
      CLINIC_SQLITE_BINDING: process.env['CLINIC_ELECTRON_SQLITE_BINDING'] ?? '',
    },
  });
}

async function openVisit(page: Page, link: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Sign-in name' }).fill('owner');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  const patients = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Patients' });
  await patients.click();
  await page.getByLabel('Search patients').fill('P-00084');
  await page.getByRole('main').getByText('P-00084').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Start visit/ }).click();
  await page.getByRole('heading', { name: 'Vitals' }).waitFor();
  await page.evaluate(
    (portPath) =>
      new Promise((answered) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = answered;
        port1.start();
        window.postMessage('clinic:connect', '*', [port2]);
        const input = { portPath, driverId: 'beurer-bm-serial', label: 'Bench cuff' };
        port1.postMessage(JSON.stringify({ i: 'bench', p: { u: '/device/attach', b: { json: input } } }));
      }),
    link,
  );
  await pause(3000);
}

/** When the text first stands on the page, on the machine's clock. */
function seenAt(page: Page, text: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((seen) => {
        const look = (): boolean => document.body.textContent?.includes(wanted) === true;
        const observer = new MutationObserver(() => {
          if (!look()) return;
          observer.disconnect();
          requestAnimationFrame(() => seen(Date.now()));
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    text,
  );
}
