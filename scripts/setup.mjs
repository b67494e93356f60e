/** The set-up that every way of running shares: system packages, Electron, the SQLite addon. */
import { electronEnvironment, provideElectron } from './electron-runtime.mjs';
import { provideSqliteBinding } from './sqlite-binding.mjs';
import { provideSystemPackages } from './system-packages.mjs';

/**
 * Answers `{ electron, binding, environment }`: the binary, the addon it needs (or undefined), and the variables
 * that lead other tools to both. Throws a SetupError with remedies.
 */
export async function setUp({ packages }) {
  await provideSystemPackages(packages);
  const electron = await provideElectron();
  const binding = await provideSqliteBinding(electron);
  return { electron, binding, environment: environmentFor(electron, binding) };
}

/**
 * `CLINIC_ELECTRON_SQLITE_BINDING` says which addon an Electron that is started later must get as
 * `CLINIC_SQLITE_BINDING`; Node programs on the way (test runners, servers) must not see the latter.
 */
function environmentFor(electron, binding) {
  return { ...electronEnvironment(electron), ...(binding && { CLINIC_ELECTRON_SQLITE_BINDING: binding }) };
}

/** Prints an error of the set-up with its remedies. Anything that is not a SetupError is a bug and keeps its stack. */
export function printFailure(error) {
  console.error(`\n✖ ${error.remedies ? error.message : (error.stack ?? error)}`);
  for (const remedy of error.remedies ?? []) console.error(`  → ${remedy}`);
}
