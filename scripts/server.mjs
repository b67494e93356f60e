/** Starts the sync server alone, on the project's Node, straight from its sources: `npm run server -- --help`. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureReady, root } from './bootstrap.mjs';

/** The arguments for Node that start the server with the given options. */
export function serverArguments(options) {
  return ['--disable-warning=ExperimentalWarning', path.join(root, 'sync-server', 'main.ts'), ...options];
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await ensureReady();
  const options = process.argv.slice(2);
  if (!existsSync(path.join(root, 'out', 'portal', 'index.html')) && !options.includes('--help')) {
    const { buildAll } = await import('./build.mjs');
    await buildAll();
  }
  const { spawn } = await import('node:child_process');
  const child = spawn(process.execPath, serverArguments(options), { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
}
