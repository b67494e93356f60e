/** What `npm start` does once the project's Node runs: set-up, server, window, what it says, and how it ends. */
import { mkdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildAll } from './build.mjs';
import * as clinicFolder from './clinic-folder.mjs';
import { hasDisplay, hasVirtualScreen, startVirtualScreen } from './display.mjs';
import { dataFolder, isRoot } from './folders.mjs';
import { ProcessGroup, tail } from './processes.mjs';
import { freePort, startServer } from './server-process.mjs';
import { setUp } from './setup.mjs';
import { SetupError } from './setup-error.mjs';
import { PACKAGES_FOR } from './system-packages.mjs';
import { unprivilegedUser } from './unprivileged-user.mjs';
import { sandboxFlags, sayPracticeVisit, startWorkstation } from './workstation-process.mjs';

const DEFAULT_PORT = 8787;

/** Runs one clinic until its window closes, its server ends or a signal comes; answers the exit code. */
export async function runClinic(options) {
  const group = new ProcessGroup();
  const interrupted = group.endOnSignals({
    codeOfInterrupt: 0,
    say: () => console.log('\nEnding window and server…'),
  });
  try {
    const code = await Promise.race([interrupted, open(group, options)]);
    return group.isEnding ? await interrupted : code;
  } finally {
    await group.end();
  }
}

async function open(group, options) {
  const runtime = await prepare(options);
  const host = await chooseHost(options);
  const data = dataFolder(host.user?.home ?? os.homedir());
  mkdirSync(data, { recursive: true });
  const name = options.new ? clinicFolder.unusedName(data) : (options.clinic ?? clinicFolder.PRACTICE);
  const folders = clinicFolder.openClinicFolder(data, name, host.user);
  const clinic = { name, folders, isPractice: name === clinicFolder.PRACTICE };
  return options.second
    ? openSecond(group, runtime, host, clinic)
    : openFirst(group, runtime, host, clinic, options);
}

async function prepare({ withWindow }) {
  const isVirtual = withWindow && !hasDisplay();
  const packages = [...PACKAGES_FOR.window, ...(isVirtual && isRoot ? PACKAGES_FOR.virtualScreen : [])];
  const runtime = withWindow ? await setUp({ packages }) : undefined;
  await buildAll();
  return runtime;
}

/** Where the window goes and as whom everything runs: `{ screenKind, user, flags }`. */
async function chooseHost({ withWindow }) {
  // A person's own screen as root belongs to root's session; another user may not draw on it.
  const handOver = hasDisplay() ? undefined : await unprivilegedUser();
  const user = typeof handOver === 'object' ? handOver : undefined;
  if (!withWindow) return { screenKind: 'none', user, flags: [] };
  if (!hasDisplay() && !hasVirtualScreen()) return { screenKind: 'absent', user, flags: [] };
  const flags = await sandboxFlags(user, typeof handOver === 'string' ? handOver : undefined);
  return { screenKind: hasDisplay() ? 'own' : 'virtual', user, flags };
}

async function openFirst(group, runtime, host, clinic, { port, practicePassword }) {
  const already = await clinicFolder.runningClinic(clinic.folders);
  if (already) {
    throw new SetupError(
      `This clinic is open already (process ${already.pid}, ${already.url}).`,
      'End it there with Ctrl-C,',
      'or open a second workstation beside it: npm start -- --second',
    );
  }
  const wanted = port ?? clinicFolder.rememberedPort(clinic.folders) ?? DEFAULT_PORT;
  const server = await startServer(group, {
    dataDir: clinic.folders.server,
    port: await freePort(wanted),
    user: host.user,
    logFile: path.join(clinic.folders.logs, 'server.log'),
  });
  clinicFolder.rememberPort(clinic.folders, new URL(server.url).port);
  const forgetRunning = clinicFolder.noteRunning(clinic.folders, server);
  try {
    sayServer(clinic, server);
    const window = await openWindow(group, runtime, host, clinic, { number: 1, server, practicePassword });
    return await Promise.race([window.closed, serverEnd(group, server)]);
  } finally {
    forgetRunning();
  }
}

async function openSecond(group, runtime, host, clinic) {
  const server = await clinicFolder.runningClinic(clinic.folders);
  if (!server)
    throw new SetupError('No clinic is open to join.', 'Start one first, in another terminal: npm start');
  if (!runtime) throw new SetupError('--second and --no-window do not go together.');
  const window = await openWindow(group, runtime, host, clinic, {
    number: 2,
    server: { ...server, setupCode: null },
  });
  return window.closed;
}

/** Opens the window and answers `{ closed }`, a promise of its exit code that never comes where there is no window. */
async function openWindow(group, runtime, host, clinic, { number, server, practicePassword }) {
  if (host.screenKind === 'none') return withoutWindow(clinic);
  if (host.screenKind === 'absent') {
    console.log('\nNo display here and no Xvfb: server and portal run, the window does not.');
    console.log('For a window start this on a desktop, or install a virtual screen: apt-get install -y xvfb');
    return withoutWindow(clinic);
  }
  const { folder, isNew } = clinicFolder.workstationFolder(clinic.folders, number, host.user);
  const isPractice = clinic.isPractice && number === 1;
  const screen = host.screenKind === 'virtual' ? await startVirtualScreen(group, { user: host.user }) : {};
  const variables = {
    CLINIC_USER_DATA: folder,
    CLINIC_SERVER_URL: server.url,
    CLINIC_START_MODE: isPractice ? 'practice' : 'new',
    ...(server.setupCode && { CLINIC_SETUP_CODE: server.setupCode }),
    ...(isPractice && isNew && { CLINIC_PRACTICE_PASSWORD: practicePassword }),
  };
  const logFile = path.join(clinic.folders.logs, `workstation-${number}.log`);
  const window = await startWorkstation(group, { ...runtime, ...host, screen, variables, logFile });
  if (!window.isOpen) {
    const how = window.exit.signal ?? `exit code ${window.exit.code}`;
    throw new SetupError(
      `The window ended at once (${how}).\n${tail(readFileSync(logFile, 'utf8'))}`,
      `Its log: ${logFile}`,
    );
  }
  sayWindow({ screen, folder, password: variables.CLINIC_PRACTICE_PASSWORD, logFile, isPractice });
  void window.practiceVisit.then(sayPracticeVisit);
  const closed = window.exited.then(({ code }) => {
    if (!group.isEnding) console.log('\nThe window was closed.');
    return code ?? 1;
  });
  return { closed };
}

async function serverEnd(group, { member }) {
  const { code, signal } = await member.exited;
  if (!group.isEnding) console.error(`\n✖ The sync server ended (${signal ?? `exit code ${code}`}).`);
  return code === 0 ? 0 : 1;
}

function sayServer({ name, isPractice, folders }, { url, portalUrl }) {
  const kind = isPractice
    ? 'Practice clinic (invented patients)'
    : `Clinic "${name}" (open it again: npm start -- --clinic ${name})`;
  console.log(
    `\n${kind}\n  data           ${folders.base}\n  sync server    ${url}\n  patient portal ${portalUrl ?? url}`,
  );
}

function sayWindow({ screen, folder, password, logFile, isPractice }) {
  console.log(
    `  workstation    open${screen.DISPLAY ? ` on the virtual screen ${screen.DISPLAY}, since there is no display here` : ''}`,
  );
  console.log(`                 data ${folder}\n                 log  ${logFile}`);
  if (password)
    console.log(`  sign in        user owner, password ${password}   (shown this once: write it down)`);
  else if (isPractice) {
    console.log(
      '  sign in        user owner, with the password shown at the first start (forgotten? delete the data folder above)',
    );
    console.log("  patient's link follows when you have signed in: until then the database is locked");
  }
  sayRunning();
}

function withoutWindow({ isPractice }) {
  if (isPractice) console.log("  patient's link none without a window: the workstation makes it");
  sayRunning();
  return { closed: new Promise(() => {}) };
}

function sayRunning() {
  console.log('\nCtrl-C ends everything.');
}
