import { expect, test } from 'vitest';
import type { DocumentReference } from '../../../domain/document-reference/document-reference.ts';
import { threadNotes } from '../../../domain/document-reference/thread-notes.ts';
import { sampleFields } from '../../support/sample-resources.ts';

function document(id: string, change: Partial<DocumentReference> = {}): DocumentReference {
  return { ...sampleFields.DocumentReference, relatesToId: null, docStatus: 'final', id, ...change };
}

const shape = (documents: readonly DocumentReference[]) =>
  threadNotes(documents).map(({ note, addenda }) => [note.id, addenda.map(({ id }) => id)]);

test('addenda stand under their note in the order they were signed', () => {
  const late = document('late', { relatesToId: 'a', signedAt: '2026-11-23T11:00:00.000Z' });
  const early = document('early', { relatesToId: 'a', signedAt: '2026-11-23T10:00:00.000Z' });
  expect(shape([document('a'), late, document('b'), early])).toEqual([
    ['a', ['early', 'late']],
    ['b', []],
  ]);
});

test('an addendum whose note is not here stands alone instead of vanishing', () => {
  expect(shape([document('orphan', { relatesToId: 'not-here' })])).toEqual([['orphan', []]]);
});

test('a discarded draft is left out; a signed note entered in error stays', () => {
  const draft = document('draft', { docStatus: 'entered-in-error', signedAt: null });
  const wrong = document('wrong', { docStatus: 'entered-in-error', signedAt: '2026-11-23T10:00:00.000Z' });
  expect(shape([draft, wrong])).toEqual([['wrong', []]]);
});
