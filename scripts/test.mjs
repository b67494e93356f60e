/**
 * `npm test`: the whole proof, from an empty machine. Sets up, builds, checks, runs Vitest, then drives the real
 * Electron and the real Chromium. The last line is `N passed, N failed`; set-up that fails counts as failed.
 *
 * `npm test -- --only e2e tests/e2e/visit.spec.ts` runs one part (types, lint, format, unit, e2e), with filters.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureReady, fail } from './bootstrap.mjs';

const PARTS = ['types', 'lint', 'format', 'unit', 'e2e'];
const { only, filters } = readOptions(process.argv.slice(2));
await ensureReady();
const { runProof } = await import('./run-proof.mjs');
const { ProcessGroup } = await import('./processes.mjs');

const group = new ProcessGroup();
void group.endOnSignals().then((code) => process.exit(code));
const scratch = mkdtempSync(path.join(os.tmpdir(), 'clinic-test-'));
const code = await runProof(group, { parts: only ? [only] : PARTS, filters, scratch });
await group.end();
rmSync(scratch, { recursive: true, force: true });
process.exit(code);

function readOptions(args) {
  if (args[0] !== '--only') {
    if (args.length > 0) fail('Filters need a part.', `npm test -- --only ${PARTS.join('|')} [filters]`);
    return { only: undefined, filters: [] };
  }
  if (!PARTS.includes(args[1])) fail(`--only takes one of: ${PARTS.join(', ')}`);
  return { only: args[1], filters: args.slice(2) };
}
