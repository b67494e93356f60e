/** The parts of the proof: types, lint, format, Vitest, Playwright. Each answers a result for proof-result.mjs. */
import path from 'node:path';
import { root } from './bootstrap.mjs';
import { run } from './processes.mjs';
import { countPlaywright, countVitest, oneTest } from './proof-result.mjs';
import { TOOLS } from './tools.mjs';

/** Longer than any healthy run on two slow cores; a hanging test must not hang the proof. */
const VITEST_LIMIT_MS = 12 * 60_000;
const PLAYWRIGHT_LIMIT_MS = 25 * 60_000;

async function oneTool(name, args, remedy) {
  const { code, output } = await run(process.execPath, args, { cwd: root });
  if (code !== 0) console.log(`\n✖ ${name}\n${output.trimEnd()}`);
  return oneTest(name, code, remedy);
}

export const checkTypes = () => oneTool('types', [TOOLS.tsc, '-b', '--pretty', 'false']);

export const checkLint = () => oneTool('lint', [TOOLS.oxlint, '--type-aware', '--max-warnings', '0']);

export const checkFormat = () => oneTool('format', [TOOLS.oxfmt, '--check'], 'npm run format mends it.');

/** Runs Vitest projects; `filters` are file names or flags for it. */
export async function runVitest(group, { name, projects = [], filters = [], scratch }) {
  const report = path.join(scratch, `${name}.json`);
  const selected = projects.flatMap((project) => ['--project', project]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = [TOOLS.vitest, 'run', ...selected, ...reporters, ...filters];
  const code = await runVisible(
    group,
    name,
    { command: process.execPath, args, env: process.env },
    VITEST_LIMIT_MS,
  );
  return countVitest(name, report, code);
}

/** Runs Playwright through `wrap`, which puts it into a session with screen, bus and keyring (test-session.mjs). */
export async function runPlaywright(group, { wrap, environment, filters = [], reportFile }) {
  const args = [TOOLS.playwright, 'test', '--reporter=list,json', ...filters];
  const call = wrap(process.execPath, args);
  const env = { ...call.env, ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile };
  const code = await runVisible(group, 'e2e', { ...call, env }, PLAYWRIGHT_LIMIT_MS);
  return countPlaywright('e2e', reportFile, code);
}

async function runVisible(group, name, { command, args, env }, limitMs) {
  const { child, exited } = group.start(name, command, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const timer = setTimeout(() => {
    console.log(`\n✖ ${name} did not end within ${limitMs / 60_000} minutes and is ended now.`);
    group.killOne(child);
  }, limitMs);
  const { code } = await exited;
  clearTimeout(timer);
  group.killOne(child);
  return code ?? 1;
}
