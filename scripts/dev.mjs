/**
 * `npm run dev`: Vite serves renderer and portal with hot reload, the sync server restarts when its sources change, and
 * one workstation window shows the served renderer. Main and preload are built once: start again after changing them.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { ensureReady, root } from './bootstrap.mjs';

await ensureReady();
const { buildAll } = await import('./build.mjs');
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
  const window = await openWindow(runtime, folders, server, renderer);
  return (await window.exited).code ?? 1;
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

async function openWindow(runtime, folders, server, renderer) {
  const screen = !hasDisplay() && hasVirtualScreen() ? await startVirtualScreen(group) : {};
  const window = await startWorkstation(group, {
    ...runtime,
    flags: await sandboxFlags(),
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
