/**
 * `npm run db:generate -- <name>`: writes a new migration of the server's database where its schema changed, as
 * NNNN_<name>.sql. The workstation's are written by hand (drizzle-kit knows no STRICT tables, triggers or full-text index).
 * A migration that was shipped is never edited.
 */
import path from 'node:path';
import { ensureReady, fail, root } from './bootstrap.mjs';

const [name] = process.argv.slice(2);
if (!/^[a-z][a-z0-9_]+$/.test(name ?? '')) {
  fail('A migration needs a name: verb_noun.', 'npm run db:generate -- add_appointment_room');
}
await ensureReady();
const { run } = await import('./processes.mjs');
const { TOOLS } = await import('./tools.mjs');

const config = path.join('drizzle', 'server', 'drizzle.config.ts');
const args = [TOOLS.drizzleKit, 'generate', '--config', config, '--name', name];
const { code } = await run(process.execPath, args, { cwd: root, show: true });
if (code !== 0) fail(`drizzle-kit ended with code ${code}.`);
