import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { expect, test } from 'vitest';

/** Which way imports may point: folder -> what it may see besides itself. Drawn in README.md. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  'drizzle/workstation': ['domain'],
  'drizzle/server': ['domain'],
  electron: ['domain', 'drizzle/workstation'],
  'sync-server': ['domain', 'drizzle/server'],
  'renderer/ui': ['domain'],
  'renderer/call': ['domain', 'renderer/ui'],
  'renderer/workstation': ['domain', 'renderer/ui', 'renderer/call'],
  'renderer/portal': ['domain', 'renderer/ui', 'renderer/call'],
};

/** Packages that are pure and carry the vocabulary of domain/; another one is a decision for docs/decisions/. */
const DOMAIN_PACKAGES = ['zod', '@orpc/contract', 'temporal-polyfill'];
const IMPORT = /(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g;

const homeOf = (path: string): string | undefined =>
  Object.keys(ARROWS).find((folder) => path.startsWith(`${folder}/`));

function forbiddenImports(path: string, source: string): string[] {
  const home = homeOf(path);
  if (home === undefined) return ['(file lies outside every known folder)'];
  const specifiers = [...source.matchAll(IMPORT)].map(([, specifier = '']) => specifier);
  return specifiers.filter((specifier) => {
    if (!specifier.startsWith('.')) return home === 'domain' && !DOMAIN_PACKAGES.includes(specifier);
    const target = homeOf(join(dirname(path), specifier));
    return target === undefined || (target !== home && !ARROWS[home]?.includes(target));
  });
}

test('the check itself sees a forbidden import', () => {
  expect(forbiddenImports('domain/a.ts', `import type { Db } from '../electron/db.ts'`)).toHaveLength(1);
  expect(forbiddenImports('domain/a.ts', `import fs from 'node:fs'`)).toHaveLength(1);
  expect(
    forbiddenImports('renderer/portal/a.tsx', `const m = await import('../workstation/b.tsx')`),
  ).toHaveLength(1);
  expect(forbiddenImports('electron/a.ts', `import { x } from '../tests/support/x.ts'`)).toHaveLength(1);
  expect(
    forbiddenImports('electron/sync/push.ts', `import { Change } from '../../domain/sync/change.ts'`),
  ).toEqual([]);
});

test('imports point only along the arrows', () => {
  const files = globSync(
    '{domain,drizzle/workstation,drizzle/server,electron,renderer,sync-server}/**/*.{ts,tsx}',
  ).filter((file) => !file.endsWith('.config.ts'));
  expect(files).not.toEqual([]);
  const wrong = files.flatMap((file) =>
    forbiddenImports(file.replaceAll('\\', '/'), readFileSync(file, 'utf8')).map((to) => `${file} -> ${to}`),
  );
  expect(wrong).toEqual([]);
});
