/** Counting: what each part of the proof passed and failed, and how it is shown. */
import { readFileSync } from 'node:fs';

/** One part that counts as one test: passed when the exit code is 0. */
export function oneTest(name, code, remedy) {
  return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, remedy };
}

/** Vitest's JSON report. A file that could not be loaded has no tests and counts as one failure. */
export function countVitest(name, file, code) {
  const report = readReport(file);
  if (report === undefined) return oneTest(name, 1, 'Vitest ended without a report.');
  const unloadable = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const skipped = report.numPendingTests + report.numTodoTests;
  return withExitCode(
    { name, passed: report.numPassedTests, failed: report.numFailedTests + unloadable.length, skipped },
    code,
  );
}

/** Playwright's JSON report. A flaky test counts as failed; so does each error outside of tests. */
export function countPlaywright(name, file, code) {
  const report = readReport(file);
  if (report === undefined) return oneTest(name, 1, 'Playwright ended without a report.');
  const { expected, unexpected, flaky, skipped } = report.stats;
  return withExitCode(
    { name, passed: expected, failed: unexpected + flaky + report.errors.length, skipped },
    code,
  );
}

/** A runner that found nothing to run, or failed for a reason that no test shows, counts as one failure. */
function withExitCode(result, code) {
  if (result.failed === 0 && code !== 0)
    return { ...result, failed: 1, remedy: `The runner ended with code ${code}; see above.` };
  if (result.failed === 0 && result.passed === 0) return { ...result, failed: 1, remedy: 'Nothing ran.' };
  return result;
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Prints a line a part and the last line `N passed, N failed`; answers the exit code. */
export function summarise(results, startedMs) {
  const width = Math.max(...results.map(({ name }) => name.length));
  console.log('\nSummary');
  for (const { name, passed, failed, skipped, seconds, remedy } of results) {
    const counts = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
    console.log(
      `  ${failed > 0 ? '✖' : '✓'} ${name.padEnd(width)}  ${counts}${seconds === undefined ? '' : `  (${seconds} s)`}`,
    );
    if (failed > 0 && remedy) console.log(`    ${remedy.replaceAll('\n', '\n    ')}`);
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  console.log(`  in ${Math.round((Date.now() - startedMs) / 1000)} s\n`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

/** Runs one part and notes how long it took. */
export async function timed(part) {
  const startedMs = Date.now();
  return { ...(await part()), seconds: Math.round((Date.now() - startedMs) / 1000) };
}
