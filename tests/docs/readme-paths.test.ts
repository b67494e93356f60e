import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('every file and folder the README leads to is there', () => {
  const readme = readFileSync('README.md', 'utf8');
  const links = [...readme.matchAll(/\]\((docs\/[^)#]+)/g)].map(([, path = '']) => path);
  const named = [
    ...readme.matchAll(/`((?:domain|drizzle|electron|renderer|sync-server|tests)\/[\w./-]*)`/g),
  ].map(([, path = '']) => path);
  expect(links.length).toBeGreaterThan(8);
  expect(named.length).toBeGreaterThan(10);
  expect([...links, ...named].filter((path) => !existsSync(path))).toEqual([]);
});
