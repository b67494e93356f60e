/**
 * `npm run db:generate -- <name>`: writes a new migration for each of the two databases whose schema changed, as
 * NNNN_<name>.sql. A migration that was shipped is never edited.
 */
import path from 'node:path';
import { ensureReady, fail, root } from './bootstrap.mjs';

const [name] = process.argv.slice(2);
if (!/^[a-z][a-z0-9_]+$/.test(name ?? '')) {
  fail('A migration needs a name: verb_noun.', 'npm run db:generate -- add_appointment_room');
}
await ensureReady();
const { existsSync } = await import('node:fs');
const { run } = await import('./processes.mjs');
const { TOOLS } = await import('./tools.mjs');

for (const database of ['workstation', 'server']) {
  const config = path.join('drizzle', database, 'drizzle.config.ts');
  if (!existsSync(path.join(root, config))) fail(`${config} is missing.`);
  console.log(`\n${database}`);
  const args = [TOOLS.drizzleKit, 'generate', '--config', config, '--name', name];
  const { code } = await run(process.execPath, args, { cwd: root, show: true });
  if (code !== 0) fail(`drizzle-kit ended with code ${code} for ${database}.`);
}
