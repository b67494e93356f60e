import { expect, test } from 'vitest';
import { isEmptyNote, toNoteThreads } from '../../../domain/document-reference/note-threads.ts';
import { sampleFields } from '../../support/sample-resources.ts';

const document = (id: string, relatesToId: string | null) => ({
  ...sampleFields.DocumentReference,
  id,
  relatesToId,
});

test('addenda stand under their note, also an addendum to an addendum', () => {
  const threads = toNoteThreads([
    document('a', null),
    document('b', 'a'),
    document('c', null),
    document('d', 'b'),
  ]);
  expect(threads.map(({ note, addenda }) => [note.id, addenda.map(({ id }) => id)])).toEqual([
    ['a', ['b', 'd']],
    ['c', []],
  ]);
});

test('an addendum whose note is not there stands alone instead of vanishing', () => {
  expect(toNoteThreads([document('b', 'gone')]).map(({ note }) => note.id)).toEqual(['b']);
});

test.each([
  ['', true],
  [' \n\t', true],
  ['.', false],
])('%j is an empty note: %s', (text, expected) => {
  expect(isEmptyNote(text)).toBe(expected);
});
