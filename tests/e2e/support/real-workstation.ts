import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

/** One Electron with its window and its own data folder. */
export interface RealWorkstation {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
  /** Ends it and keeps the folder, so that it can be opened again. */
  readonly quit: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface WorkstationChoice {
  readonly startMode: 'practice' | 'new';
  readonly serverUrl?: string;
  readonly setupCode?: string;
  readonly practicePassword?: string;
  /** Serial ports (ptys) beside those the system lists. */
  readonly serialPorts?: readonly string[];
  /** An earlier folder; a new one otherwise. */
  readonly userData?: string;
  readonly size?: { readonly width: number; readonly height: number };
}

/** Chromium's switches for an invented camera and microphone that need no click. */
const FAKE_MEDIA = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
];

/** Launches the built app (out/) in the Electron that `npm test` provided. */
export async function launchWorkstation(choice: WorkstationChoice): Promise<RealWorkstation> {
  const userData = choice.userData ?? mkdtempSync(join(tmpdir(), 'clinic-workstation-'));
  const isWithoutSandbox = process.getuid?.() === 0 || process.env['CLINIC_NO_SANDBOX'] === '1';
  const app = await _electron.launch({
    executablePath: electronPath(),
    chromiumSandbox: !isWithoutSandbox,
    args: [...(isWithoutSandbox ? ['--no-sandbox'] : []), ...FAKE_MEDIA, resolve('.')],
    env: environment(choice, userData),
  });
  const page = await app.firstWindow();
  await resize({ app }, choice.size ?? { width: 1280, height: 800 });
  return {
    app,
    page,
    userData,
    quit: () => app.close(),
    close: async () => {
      await app.close();
      rmSync(userData, { recursive: true, force: true });
    },
  };
}

/** Gives the window's page another size, in CSS pixels. */
export function resize(
  { app }: Pick<RealWorkstation, 'app'>,
  size: { readonly width: number; readonly height: number },
): Promise<void> {
  return app.evaluate(
    ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setContentSize(to.width, to.height),
    size,
  );
}

function electronPath(): string {
  const provided = process.env['CLINIC_ELECTRON_PATH'];
  if (provided !== undefined) return provided;
  return createRequire(import.meta.url)('electron') as string; // from Node the package answers the binary's path
}

/** A zone where it is between 11 and 12 o'clock: the day of the practice clinic then has visits behind and ahead at any hour. */
function zoneOfLateMorning(): string {
  const aheadHours = 11 - new Date().getUTCHours();
  return `Etc/GMT${aheadHours > 0 ? '-' : '+'}${Math.abs(aheadHours)}`; // POSIX counts westwards
}

function environment(choice: WorkstationChoice, userData: string): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('CLINIC_'),
  );
  const binding = process.env['CLINIC_ELECTRON_SQLITE_BINDING'];
  return {
    ...Object.fromEntries(inherited),
    ELECTRON_DISABLE_SECURITY_WARNINGS: '1',
    TZ: zoneOfLateMorning(),
    CLINIC_USER_DATA: userData,
    CLINIC_START_MODE: choice.startMode,
    ...(binding !== undefined && { CLINIC_SQLITE_BINDING: binding }),
    ...(choice.serverUrl !== undefined && { CLINIC_SERVER_URL: choice.serverUrl }),
    ...(choice.setupCode !== undefined && { CLINIC_SETUP_CODE: choice.setupCode }),
    ...(choice.practicePassword !== undefined && { CLINIC_PRACTICE_PASSWORD: choice.practicePassword }),
    ...(choice.serialPorts !== undefined && { CLINIC_SERIAL_PORTS: choice.serialPorts.join(',') }),
  };
}
