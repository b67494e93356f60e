/** Starts the sync server alone, on the project's Node, from its bundle: `npm run server -- --help`. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureReady, root } from './bootstrap.mjs';

/**
 * A push leaves much behind and keeps little, and left alone V8 collects late: the server grew to 340 MB. A young
 * generation of at most 2 MB a half, and an old one that may grow by half before it is collected, hold a clinic's first
 * sync below 150 MB for about a twentieth more of CPU time (docs/sync.md).
 */
const COLLECT_EARLY = ['--max-semi-space-size=2', '--heap-growing-percent=50'];

/** The arguments for Node that start the server with the given options, from its bundle or straight from its sources. */
export function serverArguments(options, { fromSources = false } = {}) {
  const main = fromSources ? ['sync-server', 'main.ts'] : ['out', 'server', 'main.js'];
  return ['--disable-warning=ExperimentalWarning', ...COLLECT_EARLY, path.join(root, ...main), ...options];
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await ensureReady();
  const options = process.argv.slice(2);
  const isHelp = options.includes('--help');
  if (!isHelp) {
    const { buildAll } = await import('./build.mjs');
    await buildAll({ names: ['sync-server', 'renderer/portal'] });
  }
  const { spawn } = await import('node:child_process');
  const child = spawn(process.execPath, serverArguments(options, { fromSources: isHelp }), {
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
}
