import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { definitionOf } from '../../../domain/resource/registry.ts';
import type { Change, FieldValues, SnapshotRow } from '../../../domain/sync/change.ts';
import { makeStamp } from '../../../domain/sync/hlc.ts';
import { canonicalJson } from '../../../domain/sync/json-value.ts';
import { mergeChange } from '../../../domain/sync/merge.ts';
import { stampOf, unpackStamps, type PackedStamps } from '../../../domain/sync/stamps.ts';
import { ModelReplica, ModelServer } from './replica-model.ts';

const DESK = '00000000-0000-4000-8000-00000000000a';
const ROOM = '00000000-0000-4000-8000-00000000000b';
const S0 = makeStamp(1_000, 0, DESK);
const patient = definitionOf('Patient');
const note = definitionOf('DocumentReference');
const observation = definitionOf('Observation');
const allergy = definitionOf('AllergyIntolerance');

function row(resourceType: string, fields: FieldValues, stamps: PackedStamps = { row: S0 }): SnapshotRow {
  return { resourceType, resourceId: 'the-one', fields, stamps };
}

function change(
  fields: FieldValues,
  ms: number,
  base: PackedStamps | null = { row: S0 },
  from = ROOM,
): Change {
  return {
    changeId: `${from}-${ms}`,
    resourceType: 'any',
    resourceId: 'the-one',
    fields,
    base,
    stamp: makeStamp(ms, 0, from),
    authorId: null,
    workstationId: from,
    schemaVersion: 1,
  };
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

/** What may happen at one of three replicas. */
const step = fc.record({
  replica: fc.nat({ max: 2 }),
  act: fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('edit' as const),
        fields: fc.subarray([0, 1, 2], { minLength: 1 }),
        ms: fc.nat({ max: 50 }),
      }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('push' as const), ackLost: fc.boolean() }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('pull' as const) }) },
  ),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** The three fields that are edited of each resource, and what the edit with that number writes. */
const SUBJECTS = {
  Patient: (count: number, known: readonly unknown[]): FieldValues => ({
    family: `v${count}`,
    birthDate: `v${count}`,
    identifiers: [...(known as FieldValues[string][]), count], // numbers that earlier edits wrote
  }),
  Observation: (count: number): FieldValues => ({
    status: count % 3 === 1 ? 'entered-in-error' : 'final',
    code: `v${count}`,
    releasedAt: `v${count}`,
  }),
  AllergyIntolerance: (count: number): FieldValues => ({
    verificationStatus: count % 3 === 1 ? 'entered-in-error' : 'confirmed',
    substance: `v${count}`,
    criticality: `v${count}`,
  }),
};

function run(steps: readonly Step[], type: keyof typeof SUBJECTS = 'Patient') {
  const server = new ModelServer(type);
  const replicas = [0, 1, 2].map((number) => new ModelReplica(server, number));
  const [first, ...others] = replicas;
  first?.edit(SUBJECTS[type](0, []), 0);
  first?.push(false);
  for (const other of others) other.pull();
  let count = 0;
  for (const { replica, act } of steps) {
    const at = replicas[replica];
    if (act.kind === 'push') at?.push(act.ackLost);
    else if (act.kind === 'pull') at?.pull();
    else {
      count += 1;
      const known = at?.row?.fields['identifiers'];
      const values = Object.entries(SUBJECTS[type](count, Array.isArray(known) ? known : []));
      at?.edit(Object.fromEntries(values.filter((_, index) => act.fields.includes(index))), act.ms);
    }
  }
  for (const replica of replicas) while (replica.outbox.length > 0) replica.push(false);
  for (const replica of replicas) replica.pull();
  return { server, replicas, made: replicas.flatMap((replica) => replica.made) };
}

const digest = (each: SnapshotRow | null) =>
  canonicalJson([each?.fields, each && unpackStamps(each.stamps, Object.keys(each.fields))]);

describe('any interleaving of edits, pushes, lost answers and pulls at three replicas', () => {
  test.each(['Patient', 'Observation', 'AllergyIntolerance'] as const)(
    'ends in equal rows everywhere: %s',
    (type) => {
      fc.assert(
        fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
          const { server, replicas } = run(steps, type);
          for (const replica of replicas) expect(digest(replica.row)).toBe(digest(server.row));
        }),
        { numRuns: 1_000 },
      );
    },
  );

  test('loses no value silently: it stands, waits in a Conflict, or was replaced by somebody who had seen it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { server, made } = run(steps);
        for (const { fields, stamp } of made) {
          for (const field of ['family', 'birthDate'].filter((name) => Object.hasOwn(fields, name))) {
            const stands = stampOf(server.row?.stamps ?? null, field) === stamp;
            const isKept = server.conflicts.some(
              (each) => each.field === field && [each.kept.stamp, each.other.stamp].includes(stamp),
            );
            const wasSeen = made.some(
              (later) => Object.hasOwn(later.fields, field) && stampOf(later.base, field) === stamp,
            );
            expect(stands || isKept || wasSeen).toBe(true);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('a set never loses a member that nobody removed having seen it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { server, made } = run(steps);
        const added = made.flatMap(({ fields }) =>
          Array.isArray(fields['identifiers']) ? fields['identifiers'] : [],
        );
        const held = server.row?.fields['identifiers'];
        expect(held).toEqual(expect.arrayContaining(added));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('changes that had not seen each other', () => {
  const concurrent = fc.uniqueArray(fc.nat({ max: 1_000 }), { minLength: 1, maxLength: 6 });
  const applyAll = (order: readonly Change[]) => {
    const server = new ModelServer('Patient');
    server.accept(change({ family: 'v', identifiers: [] }, 1, null, DESK), 0);
    for (const each of order) server.accept(each, 0);
    return server.row;
  };
  const make = (ms: number) =>
    change({ family: `v${ms}`, identifiers: [ms] }, 2_000 + ms, { row: makeStamp(1, 0, DESK) });

  test('give the same row in any order', () => {
    fc.assert(
      fc.property(concurrent, fc.infiniteStream(fc.nat()), (times, random) => {
        const changes = times.map(make);
        const shuffled = changes
          .map((each) => ({ each, at: random.next().value }))
          .toSorted((a, b) => a.at - b.at);
        const [a, b] = [applyAll(changes), applyAll(shuffled.map(({ each }) => each))];
        expect(canonicalJson(b?.fields)).toBe(canonicalJson(a?.fields));
        expect(stampOf(b?.stamps ?? null, 'family')).toBe(stampOf(a?.stamps ?? null, 'family'));
      }),
    );
  });
  test('applied twice are applied once', () => {
    fc.assert(
      fc.property(concurrent, (times) => {
        const changes = times.map(make);
        expect(digest(applyAll([...changes, ...changes]))).toBe(digest(applyAll(changes)));
      }),
    );
  });
});
