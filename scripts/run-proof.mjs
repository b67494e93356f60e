/** What `npm test` does once the project's Node runs. */
import { rmSync } from 'node:fs';
import { buildAll } from './build.mjs';
import { checkFormat, checkLint, checkTypes, runPlaywright, runVitest } from './proof-parts.mjs';
import { oneTest, summarise, timed } from './proof-result.mjs';
import { printFailure, setUp } from './setup.mjs';
import { provideSystemPackages, PACKAGES_FOR } from './system-packages.mjs';
import { openTestSession } from './test-session.mjs';

/** Runs the parts in order, each whatever the others gave, prints the summary and answers the exit code. */
export async function runProof(group, { parts, filters, scratch }) {
  const startedMs = Date.now();
  const results = [];
  const add = async (part) => results.push(await timed(part));
  const runtime = await prepare(parts, results);
  for (const [name, check] of [
    ['types', checkTypes],
    ['lint', checkLint],
    ['format', checkFormat],
  ]) {
    if (!parts.includes(name)) continue;
    console.log(`Checking ${name}…`);
    await add(check);
  }
  if (parts.includes('unit')) await add(() => runVitest(group, { name: 'unit', filters, scratch }));
  if (parts.includes('e2e'))
    await add(() => (runtime ? runEndToEnd(group, runtime, filters) : notRun('e2e')));
  return summarise(results, startedMs);
}

/** System packages, Electron and the build; a step that fails is a failed test with its remedy. */
async function prepare(parts, results) {
  const isWanted = parts.some((part) => part === 'unit' || part === 'e2e');
  if (!isWanted) return undefined;
  let isWhole = true;
  const step = async (name, work) => {
    try {
      return await work();
    } catch (error) {
      printFailure(error);
      results.push(oneTest(name, 1, error.remedies?.join('\n') ?? 'See above.'));
      isWhole = false;
      return undefined;
    }
  };
  if (!parts.includes('e2e')) {
    await step('set-up', () => provideSystemPackages(PACKAGES_FOR.proof));
    await step('build', () => buildAll());
    return undefined;
  }
  const runtime = await step('set-up', () => setUp({ packages: PACKAGES_FOR.proof }));
  await step('build', () => buildAll());
  if (runtime)
    console.log(
      `Electron ${runtime.electron.version}${runtime.electron.isOfficial ? '' : ' (second source)'}: ${runtime.electron.folder}`,
    );
  return isWhole ? runtime : undefined;
}

/** A part that could not run is a failed one: the proof never passes in silence. */
const notRun = (name) => oneTest(name, 1, 'Not run, since the set-up or the build failed.');

async function runEndToEnd(group, { environment }, filters) {
  let session;
  try {
    session = await openTestSession(group);
  } catch (error) {
    printFailure(error);
    return oneTest(
      'e2e',
      1,
      error.remedies?.join('\n') ?? `The session for the tests could not be opened: ${error.message}`,
    );
  }
  const { wrap, reportFile, home } = session;
  try {
    return await runPlaywright(group, { wrap, environment, filters, reportFile });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
