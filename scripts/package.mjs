/**
 * `npm run package`: an unpacked app in dist/, made by electron-builder from the Electron that is already here, with
 * its fuses set, without network. Made from the second source it is for tests only, never for a clinic.
 */
import { copyFileSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureReady, root } from './bootstrap.mjs';

await ensureReady();
const { buildAll } = await import('./build.mjs');
const { run, tail, withProgress } = await import('./processes.mjs');
const { printFailure, setUp } = await import('./setup.mjs');
const { SetupError } = await import('./setup-error.mjs');
const { PACKAGES_FOR } = await import('./system-packages.mjs');
const { TOOLS } = await import('./tools.mjs');

const dist = path.join(root, 'dist');
const scratch = mkdtempSync(path.join(os.tmpdir(), 'clinic-package-'));
try {
  const runtime = await setUp({ packages: PACKAGES_FOR.window });
  await buildAll();
  await pack(runtime);
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function pack({ electron, binding }) {
  const electronDist = path.join(scratch, 'electron');
  cpSync(electron.folder, electronDist, { recursive: true, verbatimSymlinks: true });
  // An app that lies open in the runtime would win over ours.
  rmSync(path.join(electronDist, 'resources', 'app'), { recursive: true, force: true });
  const settings = [`electronDist=${electronDist}`, `electronVersion=${electron.version}`];
  const args = [
    TOOLS.electronBuilder,
    '--dir',
    '--publish',
    'never',
    ...settings.map((setting) => `-c.${setting}`),
  ];
  const env = { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: 'false' };
  const { code, output } = await withProgress('Packing', () =>
    run(process.execPath, args, { cwd: root, env }),
  );
  if (code !== 0) throw new SetupError(`electron-builder failed:\n${tail(output, 25)}`);
  const folder = unpackedFolder();
  if (binding) copyFileSync(binding, path.join(folder, 'resources', 'better_sqlite3.node'));
  await sayFuses(folder);
  console.log(
    `\nPacked: ${folder}${electron.isOfficial ? '' : '\nIt stands on the second source of Electron: for tests only, not for a clinic.'}`,
  );
}

function unpackedFolder() {
  const name = readdirSync(dist).find((entry) => /unpacked$|^mac/.test(entry));
  if (name === undefined) throw new SetupError(`electron-builder left nothing in ${dist}.`);
  return path.join(dist, name);
}

async function sayFuses(folder) {
  const { FuseState, FuseV1Options, getCurrentFuseWire } = await import('@electron/fuses');
  const executable = ['telemedicine', 'Telemedicine.exe', 'Telemedicine.app'].find((name) =>
    existsSync(path.join(folder, name)),
  );
  if (executable === undefined) throw new SetupError(`No executable in ${folder}.`);
  const wire = await getCurrentFuseWire(path.join(folder, executable));
  const isOn = (fuse) => wire[fuse] === FuseState.ENABLE;
  const isHardened =
    isOn(FuseV1Options.OnlyLoadAppFromAsar) &&
    isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation) &&
    ![
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
    ].some(isOn);
  if (!isHardened)
    throw new SetupError('The packed app is not hardened: its fuses are not as electron-builder.yml says.');
  console.log(
    'Fuses are set: no Node mode, no NODE_OPTIONS, no inspector, only the checked archive is loaded.',
  );
}
