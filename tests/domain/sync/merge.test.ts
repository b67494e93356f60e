import { describe, expect, test } from 'vitest';
import { definitionOf } from '../../../domain/resource/registry.ts';
import type { FieldValues, SnapshotRow } from '../../../domain/sync/change.ts';
import { makeStamp } from '../../../domain/sync/hlc.ts';
import { mergeChange } from '../../../domain/sync/merge.ts';
import { stampOf, type PackedStamps } from '../../../domain/sync/stamps.ts';
import { change, DESK, FOUNDED as S0, ROOM } from './made-change.ts';

const patient = definitionOf('Patient');
const note = definitionOf('DocumentReference');
const observation = definitionOf('Observation');
const allergy = definitionOf('AllergyIntolerance');

function row(resourceType: string, fields: FieldValues, stamps: PackedStamps = { row: S0 }): SnapshotRow {
  return { resourceType, resourceId: 'the-one', fields, stamps };
}

describe('a field whose author had seen the current value', () => {
  test.each(['family', 'birthDate', 'identifiers'])('%s simply takes the new value', (field) => {
    const merged = mergeChange(
      row('Patient', { [field]: ['old'] }),
      change({ [field]: ['new'] }, 2_000),
      patient,
    );
    expect(merged).toMatchObject({ fields: { [field]: ['new'] }, tookEffectAsMade: true, conflicts: [] });
  });
  test('still does not change when it is immutable, and both values are kept', () => {
    const merged = mergeChange(row('Observation', { code: 'A' }), change({ code: 'B' }, 2_000), observation);
    expect(merged.fields).toEqual({ code: 'A' });
    expect(merged.conflicts).toMatchObject([
      { kind: 'immutable-field', status: 'open', kept: { value: 'A' }, other: { value: 'B' } },
    ]);
  });
  test('of a newer version is kept as it came', () => {
    const merged = mergeChange(
      row('Patient', { family: 'A' }),
      change({ fromTheFuture: { a: 1 } }, 2_000),
      patient,
    );
    expect(merged.fields).toEqual({ fromTheFuture: { a: 1 } });
  });
});

describe('a field that was changed meanwhile', () => {
  const changedAt = (ms: number, field: string): PackedStamps => ({
    row: S0,
    fields: { [field]: makeStamp(ms, 0, DESK) },
  });

  test('newest: the later stands, the other is noted, whichever comes last', () => {
    const later = mergeChange(
      row('Patient', { family: 'desk' }, changedAt(2_000, 'family')),
      change({ family: 'room' }, 3_000),
      patient,
    );
    expect(later.fields).toEqual({ family: 'room' });
    expect(later.conflicts).toMatchObject([
      { status: 'noted', kept: { value: 'room' }, other: { value: 'desk' } },
    ]);
    const earlier = mergeChange(
      row('Patient', { family: 'desk' }, changedAt(4_000, 'family')),
      change({ family: 'room' }, 3_000),
      patient,
    );
    expect(earlier).toMatchObject({ fields: { family: 'desk' }, tookEffectAsMade: false });
    expect(earlier.conflicts).toMatchObject([
      { status: 'noted', kept: { value: 'desk' }, other: { value: 'room' } },
    ]);
  });
  test('review: the server keeps its value and tells the author so, a Conflict waits', () => {
    const merged = mergeChange(
      row('Patient', { birthDate: '1961-01-01' }, changedAt(2_000, 'birthDate')),
      change({ birthDate: '1961-01-02' }, 3_000),
      patient,
    );
    expect(merged).toMatchObject({ fields: { birthDate: '1961-01-01' }, tookEffectAsMade: false });
    expect(merged.conflicts).toMatchObject([{ kind: 'concurrent-edit', status: 'open', field: 'birthDate' }]);
  });
  test('the same value from both is no conflict, whatever order its keys have', () => {
    const merged = mergeChange(
      row('Patient', { birthDate: { a: 1, b: 2 } }, changedAt(2_000, 'birthDate')),
      change({ birthDate: { b: 2, a: 1 } }, 3_000),
      patient,
    );
    expect(merged.conflicts).toEqual([]);
  });
  test('union: no member of either side is lost, and the result is not taken for either side', () => {
    const merged = mergeChange(
      row('Patient', { identifiers: ['a', 'b'] }, changedAt(2_000, 'identifiers')),
      change({ identifiers: ['a', 'c'] }, 3_000),
      patient,
    );
    expect(merged.fields).toEqual({ identifiers: ['a', 'b', 'c'] });
    expect(merged.conflicts).toEqual([]);
    expect(stampOf(merged.stamps, 'identifiers')).not.toBe(makeStamp(3_000, 0, ROOM));
    expect((stampOf(merged.stamps, 'identifiers') ?? '') > makeStamp(3_000, 0, ROOM)).toBe(true);
  });
});

describe('a retraction and an edit that had not seen each other', () => {
  const retracted: PackedStamps = { row: S0, fields: { status: makeStamp(2_000, 0, DESK) } };

  test('an edit of a retracted record stays beside it: the row is whole, retracted and flagged', () => {
    const merged = mergeChange(
      row('Observation', { status: 'entered-in-error', releasedAt: null }, retracted),
      change({ releasedAt: 'now' }, 3_000),
      observation,
    );
    expect(merged.fields).toEqual({ releasedAt: 'now' });
    expect(merged.conflicts).toMatchObject([
      {
        kind: 'edit-of-retracted',
        status: 'open',
        field: null,
        kept: { value: 'entered-in-error' },
        other: { value: { releasedAt: 'now' } },
      },
    ]);
  });
  test('a later status does not undo the retraction', () => {
    const merged = mergeChange(
      row('Observation', { status: 'entered-in-error' }, retracted),
      change({ status: 'final' }, 3_000),
      observation,
    );
    expect(merged.fields).toEqual({ status: 'entered-in-error' });
    expect(merged.conflicts).toMatchObject([
      { kind: 'edit-of-retracted', field: 'status', other: { value: 'final' } },
    ]);
  });
  test('a retraction stands over an edit it had not seen, and names what was edited', () => {
    const edited: PackedStamps = { row: S0, fields: { releasedAt: makeStamp(2_000, 0, DESK) } };
    const merged = mergeChange(
      row('Observation', { status: 'final', releasedAt: 'now' }, edited),
      change({ status: 'entered-in-error' }, 3_000),
      observation,
    );
    expect(merged.fields).toEqual({ status: 'entered-in-error' });
    expect(merged.conflicts).toMatchObject([
      { kind: 'edit-of-retracted', field: null, other: { value: { releasedAt: 'now' } } },
    ]);
  });
  test('an allergy edited meanwhile does not disappear before a person decides', () => {
    const edited: PackedStamps = { row: S0, fields: { criticality: makeStamp(2_000, 0, DESK) } };
    const merged = mergeChange(
      row('AllergyIntolerance', { verificationStatus: 'confirmed', criticality: 'high' }, edited),
      change({ verificationStatus: 'entered-in-error' }, 3_000),
      allergy,
    );
    expect(merged.fields).toEqual({ verificationStatus: 'confirmed' });
    expect(merged.conflicts).toMatchObject([
      { kind: 'edit-of-retracted', status: 'open', other: { value: 'entered-in-error' } },
    ]);
  });
  test('an edit by somebody who saw the retraction is just an edit', () => {
    const merged = mergeChange(
      row('Observation', { status: 'entered-in-error', statusReason: null }, retracted),
      change({ statusReason: 'typed wrong' }, 3_000, retracted),
      observation,
    );
    expect(merged).toMatchObject({ fields: { statusReason: 'typed wrong' }, conflicts: [] });
  });
});

describe('a signed note', () => {
  const draft = { docStatus: 'preliminary', text: 'first', signedAt: null, signedById: null };
  const sign = { docStatus: 'final', signedAt: 'then', signedById: 'the-doctor' };

  test('never takes other text, even from somebody who saw the text', () => {
    const signed = row('DocumentReference', { ...draft, ...sign });
    const merged = mergeChange(signed, change({ text: 'later' }, 3_000), note);
    expect(merged.fields).toEqual({ text: 'first' });
    expect(merged.conflicts).toMatchObject([
      { kind: 'signed-document', status: 'open', other: { value: 'later' } },
    ]);
  });
  test('keeps the text its signer saw; what another wrote meanwhile waits beside it', () => {
    const edited = row(
      'DocumentReference',
      { ...draft, text: 'second' },
      { row: S0, fields: { text: makeStamp(2_000, 0, DESK) } },
    );
    const merged = mergeChange(edited, change({ ...sign, text: 'first' }, 3_000), note);
    expect(merged.fields).toMatchObject({ docStatus: 'final', text: 'first' });
    expect(merged.conflicts).toMatchObject([
      { kind: 'signed-document', field: 'text', kept: { value: 'first' }, other: { value: 'second' } },
    ]);
  });
  test('is not signed when the text changed meanwhile and the signature does not bring its own', () => {
    const edited = row(
      'DocumentReference',
      { ...draft, text: 'second' },
      { row: S0, fields: { text: makeStamp(2_000, 0, DESK) } },
    );
    const merged = mergeChange(edited, change(sign, 3_000), note);
    expect(merged.fields).toMatchObject({ docStatus: 'preliminary', signedAt: null });
    expect(merged.conflicts.map((each) => each.field)).toEqual(['docStatus', 'signedAt', 'signedById']);
  });
  test('may still be marked entered-in-error', () => {
    const signed = row('DocumentReference', { ...draft, ...sign });
    expect(mergeChange(signed, change({ docStatus: 'entered-in-error' }, 3_000), note).fields).toEqual({
      docStatus: 'entered-in-error',
    });
  });
});

describe('an alert two workstations opened for one event', () => {
  const task = definitionOf('Task');
  const opening = {
    code: 'threshold-crossing',
    status: 'requested',
    ownerId: null,
    performerRoles: ['nurse'],
  };

  test('is one: the later opening changes nothing and is no Conflict', () => {
    const taken = { ...opening, status: 'accepted', ownerId: 'nurse' };
    const merged = mergeChange(row('Task', taken), change(opening, 9_000, null), task);
    expect(merged).toMatchObject({ fields: taken, tookEffectAsMade: false, conflicts: [] });
  });

  test('what it was opened with late does not stand against who took it before', () => {
    const late = makeStamp(9_000, 0, ROOM);
    const ack = change({ status: 'accepted', ownerId: 'nurse' }, 5_000, { row: S0 }, DESK);
    const merged = mergeChange(row('Task', opening, { row: late }), ack, task);
    expect(merged).toMatchObject({ fields: { status: 'accepted', ownerId: 'nurse' }, conflicts: [] });
  });

  test('two words of persons still merge by the later stamp, and the other is kept', () => {
    const snoozed = { row: S0, fields: { status: makeStamp(9_000, 0, ROOM) } };
    const merged = mergeChange(
      row('Task', { ...opening, status: 'on-hold' }, snoozed),
      change({ status: 'completed' }, 5_000, { row: S0 }, DESK),
      task,
    );
    expect(merged.fields).toEqual({ status: 'on-hold' });
    expect(merged.conflicts).toMatchObject([{ status: 'noted', other: { value: 'completed' } }]);
  });
});
