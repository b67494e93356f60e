/**
 * `npm run dev`: Vite serves renderer and portal with hot reload, the sync server restarts when its sources change, and
 * one workstation window shows the served renderer. When main, preload or what they read changes, they are built again and
 * the window is opened anew.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { ensureReady, root } from './bootstrap.mjs';

await ensureReady();
const { buildAll } = await import('./build.mjs');
const { nextEdit } = await import('./source-edits.mjs');
const { openClinicFolder, workstationFolder } = await import('./clinic-folder.mjs');
const { hasDisplay, hasVirtualScreen, startVirtualScreen } = await import('./display.mjs');
const { dataFolder } = await import('./folders.mjs');
const { ProcessGroup } = await import('./processes.mjs');
const { freePort, startServer } = await import('./server-process.mjs');
const { printFailure, setUp } = await import('./setup.mjs');
const { PACKAGES_FOR } = await import('./system-packages.mjs');
const { sandboxFlags, sayPracticeVisit, startWorkstation } = await import('./workstation-process.mjs');

/** What the portal's pages ask the server for. */
const PROXIED = ['/portal/rpc', '/rpc', '/v1', '/socket.io', '/health'];
const PRACTICE_PASSWORD = 'birch-lantern-4417';

const group = new ProcessGroup();
const interrupted = group.endOnSignals({ codeOfInterrupt: 0 });
try {
  process.exitCode = await Promise.race([interrupted, develop()]);
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
}
await group.end();
process.exit();

async function develop() {
  const runtime = await setUp({ packages: PACKAGES_FOR.window });
  await buildAll();
  const data = dataFolder();
  mkdirSync(data, { recursive: true });
  const folders = openClinicFolder(data, 'dev');
  const server = await startServer(group, {
    dataDir: folders.server,
    port: await freePort(8788),
    logFile: path.join(folders.logs, 'server.log'),
    watch: true,
  });
  const renderer = await serve('renderer/workstation');
  const portal = await serve('renderer/portal', server.url);
  console.log(`\n  server   ${server.url}\n  renderer ${renderer}\n  portal   ${portal}`);
  console.log(`  sign in  user owner, password ${PRACTICE_PASSWORD}\n  data     ${folders.base}`);
  const screen = !hasDisplay() && hasVirtualScreen() ? await startVirtualScreen(group) : {};
  const flags = await sandboxFlags();
  return keepWindowOpen(() => openWindow({ ...runtime, flags, screen }, folders, server, renderer));
}

/** Opens the window anew after each edit of what it is built from, until a person closes it; answers its exit code. */
async function keepWindowOpen(open) {
  const main = { name: 'electron', reads: ['electron', 'drizzle', 'domain'] };
  let edit = nextEdit(main.reads);
  let window = await open();
  for (;;) {
    const ended = await Promise.race([window.exited, edit]);
    if (ended !== undefined) return ended.code ?? 1;
    // Heard from here on: what is edited during the build is built next.
    edit = nextEdit(main.reads);
    const built = await buildAll({ names: [main.name] }).catch(printFailure);
    if (built === undefined || built.length === 0) continue;
    await group.endOne(window.member);
    window = await open();
  }
}

/** Starts Vite for one of the two renderers and answers its address; the portal's calls go on to the server. */
async function serve(folder, target) {
  process.chdir(root);
  const { createServer } = await import('vite');
  const proxy = target && Object.fromEntries(PROXIED.map((prefix) => [prefix, { target, ws: true }]));
  const vite = await createServer({
    configFile: path.join(root, folder, 'vite.config.ts'),
    ...(proxy && { server: { proxy } }),
  });
  await vite.listen();
  return vite.resolvedUrls.local[0];
}

async function openWindow({ screen, ...runtime }, folders, server, renderer) {
  const window = await startWorkstation(group, {
    ...runtime,
    screen,
    logFile: path.join(folders.logs, 'workstation.log'),
    variables: {
      CLINIC_USER_DATA: workstationFolder(folders, 1).folder,
      CLINIC_SERVER_URL: server.url,
      CLINIC_START_MODE: 'practice',
      CLINIC_PRACTICE_PASSWORD: PRACTICE_PASSWORD,
      CLINIC_DEV_RENDERER_URL: renderer,
      ...(server.setupCode && { CLINIC_SETUP_CODE: server.setupCode }),
    },
  });
  console.log(
    `  window   ${screen.DISPLAY ? `on the virtual screen ${screen.DISPLAY}` : 'open'} (log: ${folders.logs})\n\nCtrl-C ends everything.`,
  );
  void window.practiceVisit.then(sayPracticeVisit);
  return window;
}
