/** `npm run check`: types, lint, format and the unit tests (boundaries among them), in under a minute. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureReady } from './bootstrap.mjs';

await ensureReady();
const { ProcessGroup } = await import('./processes.mjs');
const { checkFormat, checkLint, checkTypes, runVitest } = await import('./proof-parts.mjs');
const { summarise, timed } = await import('./proof-result.mjs');

const startedMs = Date.now();
const group = new ProcessGroup();
void group.endOnSignals().then((code) => process.exit(code));
const scratch = mkdtempSync(path.join(os.tmpdir(), 'clinic-check-'));
console.log('Checking types, lint and format…');
const results = await Promise.all([timed(checkTypes), timed(checkLint), timed(checkFormat)]);
results.push(await timed(() => runVitest(group, { name: 'unit', projects: ['unit'], scratch })));
rmSync(scratch, { recursive: true, force: true });
process.exit(summarise(results, startedMs));
