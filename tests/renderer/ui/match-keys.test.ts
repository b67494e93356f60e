import { expect, test } from 'vitest';
import { matchesKeys } from '../../../renderer/ui/match-keys.ts';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

test.each([
  ['a', press('a'), true],
  ['a', press('A', { shiftKey: true }), false],
  ['a', press('a', { ctrlKey: true }), false],
  ['a', press('a', { altKey: true }), false],
  ['mod+k', press('k', { ctrlKey: true }), true],
  ['mod+k', press('k', { metaKey: true }), true],
  ['mod+k', press('k'), false],
  ['mod+enter', press('Enter', { ctrlKey: true }), true],
  ['?', press('?', { shiftKey: true }), true],
  ['?', press('?'), true],
  ['alt+1', press('1', { altKey: true }), true],
  ['space', press(' '), true],
  ['arrowdown', press('ArrowDown'), true],
])('%s against %o: %s', (keys, pressed, isMatch) => {
  expect(matchesKeys(keys, pressed)).toBe(isMatch);
});
