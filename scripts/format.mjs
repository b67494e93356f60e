/** `npm run format`: writes every file in the one format of the repository. */
import { ensureReady, root } from './bootstrap.mjs';

await ensureReady();
const { run } = await import('./processes.mjs');
const { TOOLS } = await import('./tools.mjs');
const { code } = await run(process.execPath, [TOOLS.oxfmt, ...process.argv.slice(2)], {
  cwd: root,
  show: true,
});
process.exit(code);
