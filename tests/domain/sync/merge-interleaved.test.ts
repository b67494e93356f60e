import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change, FieldValues, SnapshotRow } from '../../../domain/sync/change.ts';
import { makeStamp } from '../../../domain/sync/hlc.ts';
import { canonicalJson } from '../../../domain/sync/json-value.ts';
import { stampOf, unpackStamps } from '../../../domain/sync/stamps.ts';
import { change, DESK } from './made-change.ts';
import { ModelReplica, ModelServer } from './replica-model.ts';

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
  Task: (count: number, known: readonly unknown[]): FieldValues => ({
    status: `v${count}`,
    ownerId: `v${count}`,
    acknowledgements: [...(known as FieldValues[string][]), count], // numbers that earlier edits wrote
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
      const known = at?.row?.fields['identifiers'] ?? at?.row?.fields['acknowledgements'];
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
  test.each(['Patient', 'Observation', 'AllergyIntolerance', 'Task'] as const)(
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
