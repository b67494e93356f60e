import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { app, BrowserWindow, session } from 'electron';
import pino from 'pino';
import { createProcessTransports } from './devices/process/process-transports.ts';
import { describeBug } from './describe-bug.ts';
import { readEnvironment } from './environment.ts';
import { createOsKeychain } from './keys/keychain.ts';
import { createIdSource } from '../domain/uuid-v7.ts';
import type { PracticeVisit } from './practice/offer-practice-visit.ts';
import { registerAppScheme, serveAppProtocol } from './window/app-protocol.ts';
import { connectWindows } from './window/connect-windows.ts';
import { dangerousSwitchesOf } from './window/dangerous-switches.ts';
import { guardContents } from './window/guard-contents.ts';
import { lockOnLeave } from './window/lock-on-leave.ts';
import { openWindow, setMenu } from './window/open-window.ts';
import { guardSession } from './window/permissions.ts';
import { createOutput } from './window/window-output.ts';
import { utilityDeviceProcess } from './window/start-device-process.ts';
import { reloadOnLock } from './window/reload-on-lock.ts';
import { createWindowBounds } from './window/window-bounds.ts';
import { chooseWindowOrigin } from './window/window-origin.ts';
import { openWorkstation, type Workstation } from './workstation.ts';

const environment = readEnvironment(process.env);
const origin = chooseWindowOrigin(environment.developmentUrl, app.isPackaged);

if (environment.userData !== null) app.setPath('userData', environment.userData);
const dangerous = app.isPackaged ? dangerousSwitchesOf(process.argv.slice(1)) : [];
if (dangerous.length > 0) {
  process.stderr.write(`Refused to start with ${dangerous.map((name) => `--${name}`).join(', ')}.\n`);
  app.exit(64);
} else if (app.requestSingleInstanceLock()) {
  prepare();
} else {
  app.exit(0);
}

function prepare(): void {
  // Without the sandbox's switch every child process would refuse to run as root.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.commandLine.appendSwitch('disable-http-cache');
  registerAppScheme();
  guardContents(app, origin);
  const logger = pino({ base: null }, pino.destination({ dest: logFile(), sync: true, mkdir: true }));
  const endAtBug = (bug: unknown) => {
    logger.error(describeBug(bug), 'bug');
    app.exit(70);
  };
  process.on('uncaughtException', endAtBug);
  process.on('unhandledRejection', (reason) => logger.error(describeBug(reason), 'unhandled-rejection'));
  // A top-level await would keep Electron from ever becoming ready.
  app
    .whenReady()
    .then(() => start(logger))
    .catch(endAtBug);
}

function logFile(): string {
  return path.join(app.getPath('userData'), 'logs', 'workstation.log');
}

async function start(logger: pino.Logger): Promise<void> {
  guardSession(session.defaultSession, origin);
  serveAppProtocol(session.defaultSession, path.join(app.getAppPath(), 'out', 'workstation'), origin);
  const clock = { nowMs: Date.now };
  const devices = createProcessTransports(
    utilityDeviceProcess(
      path.join(app.getAppPath(), 'out', 'electron', 'devices.js'),
      environment.serialPorts,
    ),
  );
  const workstation = await openWorkstation({
    dataDir: path.join(app.getPath('userData'), 'clinic'),
    keychain: createOsKeychain(),
    serverUrl: environment.serverUrl,
    setupCode: environment.setupCode,
    start: environment.start,
    // The link is a patient's secret: the scripts show it on the terminal, and nothing writes it down.
    onPracticeVisit: environment.start.mode === 'practice' ? sayPracticeVisit : undefined,
    clock,
    ids: createIdSource(clock, randomBytes),
    logger,
    transports: devices.transports,
    output: createOutput(() => BrowserWindow.getAllWindows()[0]),
    nativeBinding: sqliteBinding(),
  });
  connectWindows(workstation.serve, origin, logger);
  reloadOnLock(workstation, () => BrowserWindow.getAllWindows());
  const stopLocking = lockOnLeave(
    workstation.frontDoor,
    () => workstation.callContext.current()?.services.telehealth.isInCall() ?? false,
  );
  closeOnQuit(workstation, stopLocking, devices.close);
  setMenu(app.isPackaged);
  await openWindow({
    origin,
    preload: path.join(app.getAppPath(), 'out', 'electron', 'preload.cjs'),
    bounds: createWindowBounds(),
    isPackaged: app.isPackaged,
    title: app.getName(),
  });
  process.stdout.write('{"event":"window-opened"}\n');
}

function sayPracticeVisit(visit: PracticeVisit): void {
  process.stdout.write(`${JSON.stringify({ event: 'practice-visit', ...visit })}\n`);
}

/** An app packed from a runtime with an older N-API carries its addon; unpacked, the scripts name it. */
function sqliteBinding(): string | undefined {
  if (!app.isPackaged) return environment.sqliteBinding;
  const packed = path.join(process.resourcesPath, 'better_sqlite3.node');
  return existsSync(packed) ? packed : undefined;
}

/** The database is closed and its key wiped before the process ends, however it is asked to. */
function closeOnQuit(workstation: Workstation, stopLocking: () => void, endDevices: () => void): void {
  app.on('window-all-closed', () => app.quit());
  app.on('second-instance', () => BrowserWindow.getAllWindows()[0]?.focus());
  app.once('will-quit', (event) => {
    event.preventDefault();
    stopLocking();
    void workstation
      .close()
      .finally(endDevices)
      .finally(() => app.exit(0));
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
}
