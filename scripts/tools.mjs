/** The command-line tools of the repository, as arguments for Node: shims in .bin differ between systems. */
import path from 'node:path';
import { root } from './bootstrap.mjs';

const inModules = (...parts) => path.join(root, 'node_modules', ...parts);

export const TOOLS = {
  tsc: inModules('typescript', 'bin', 'tsc'),
  oxlint: inModules('oxlint', 'bin', 'oxlint'),
  oxfmt: inModules('oxfmt', 'bin', 'oxfmt'),
  vitest: inModules('vitest', 'vitest.mjs'),
  playwright: inModules('@playwright', 'test', 'cli.js'),
  drizzleKit: inModules('drizzle-kit', 'bin.cjs'),
  electronBuilder: inModules('electron-builder', 'cli.js'),
};
