import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What may not stand in any source of the workstation, and why. */
const FORBIDDEN: readonly (readonly [word: RegExp, why: string])[] = [
  [/findCredentials|findPassword/, 'crashes the process on a locked keyring (security.md 1.2)'],
  [/\bopenExternal\b/, 'hands an address to the system; nothing needs it'],
  [/\.serialize\(\)|\.backup\(|verbose:/, 'writes the database or its key in clear (security.md 1.6)'],
  [/ATTACH\b/, 'an attached file with an empty key is plain (security.md 1.6)'],
  [/exposeInMainWorld/, 'a page gets a port and nothing else'],
  [/crashReporter/, 'a dump holds keys and patients'],
  [/\beval\(|new Function\(/, 'text never becomes code'],
];

const withoutComments = (source: string): string => source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

const found = (files: readonly string[], read: (file: string) => string): string[] =>
  files.flatMap((file) =>
    FORBIDDEN.filter(([word]) => word.test(withoutComments(read(file)))).map(([, why]) => `${file}: ${why}`),
  );

test('the check sees each forbidden word, and not in a comment', () => {
  const planted = [
    'keytar.findCredentials(x)',
    'shell.openExternal(x)',
    'db.backup(x)',
    'ATTACH x',
    'contextBridge.exposeInMainWorld',
    'crashReporter.start',
    'eval(x)',
  ];
  expect(planted.map((source) => found(['a.ts'], () => source).length)).toEqual(planted.map(() => 1));
  expect(found(['a.ts'], () => '/** never findCredentials */\n// crashReporter stays off\n')).toEqual([]);
});

test('none of them stands in electron/', () => {
  const files = globSync('electron/**/*.ts');
  expect(files.length).toBeGreaterThan(50);
  expect(found(files, (file) => readFileSync(file, 'utf8'))).toEqual([]);
});
