import { randomUUID } from 'node:crypto';
import { decode } from '@msgpack/msgpack';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeStamp } from '../../domain/sync/hlc.ts';
import type { AcceptedBatch, LogEntry, ResourceRow } from '../../sync-server/store/clinic-record.ts';
import type { WorkstationRecord } from '../../sync-server/store/identity-store.ts';
import type { ServerStore } from '../../sync-server/store/server-store.ts';
import type { VisitRecord } from '../../sync-server/store/visit-store.ts';
import { LATER, NOW, runIdentityTests, workstationOf } from './server-store-identities.ts';

/** What every ServerStore must do; an adapter's own test hands in how to open an empty one. */
export function runServerStoreTests(openStore: () => Promise<ServerStore>): void {
  let store: ServerStore;
  let clinicId: string;
  let founder: WorkstationRecord;

  beforeEach(async () => {
    store = await openStore();
    clinicId = randomUUID();
    founder = workstationOf(clinicId);
    const clinic = {
      clinicId,
      name: 'Practice Birch',
      foundedAt: NOW,
      founderWorkstationId: founder.workstationId,
    };
    await store.identity.foundClinic(clinic, founder);
  });

  runIdentityTests(() => ({ store, clinicId, founder }));

  describe('the record', () => {
    const write = (batch: Partial<AcceptedBatch>) =>
      store.record.accept(clinicId, (tx) => tx.write({ ...EMPTY, ...batch }));

    test('rows come back whole, by id, type and patient', async () => {
      const row = rowOf('Patient', 1);
      await write({ rows: [row], log: [entryOf(row, 1)] });
      expect(await store.record.resource(clinicId, 'Patient', row.resourceId)).toEqual(row);
      expect(await store.record.resourcesOfType(clinicId, 'Patient')).toEqual([row]);
      expect(await store.record.resourcesOfPatient(clinicId, row.patientId ?? '', 'Patient')).toEqual([row]);
      expect(await store.record.resourcesOfPatient(clinicId, randomUUID(), 'Patient')).toEqual([]);
      expect(await store.record.head(clinicId)).toBe(1);
    });
    test('a transaction finds those that exist of many asked for', async () => {
      const rows = Array.from({ length: 3 }, (_, index) => rowOf('Patient', index + 1));
      await write({ rows, log: rows.map((row, index) => entryOf(row, index + 1)) });
      const ids = [...rows.map((row) => row.resourceId), randomUUID()];
      await store.record.accept(clinicId, async (tx) => {
        expect(await tx.rows('Patient', ids)).toEqual(rows);
        expect(await tx.present('Patient', ids)).toEqual(rows.map((row) => row.resourceId));
        expect(await tx.rows('Observation', ids)).toEqual([]);
        expect(await tx.present('Observation', ids)).toEqual([]);
      });
    });
    test('a transaction that throws leaves nothing', async () => {
      const row = rowOf('Patient', 1);
      const broken = store.record.accept(clinicId, async (tx) => {
        await tx.write({ ...EMPTY, rows: [row], log: [entryOf(row, 1)], knownChangeIds: ['a'] });
        throw new Error('on purpose');
      });
      await expect(broken).rejects.toThrow('on purpose');
      expect(await store.record.countRows(clinicId)).toBe(0);
      expect(await store.record.head(clinicId)).toBe(0);
    });
    test('two transactions of one clinic never mix', async () => {
      const add = () =>
        store.record.accept(clinicId, async (tx) => {
          const sequence = (await tx.head()) + 1;
          await Promise.resolve();
          const row = rowOf('Patient', sequence);
          await tx.write({ ...EMPTY, rows: [row], log: [entryOf(row, sequence)] });
        });
      await Promise.all(Array.from({ length: 10 }, add));
      expect(await store.record.head(clinicId)).toBe(10);
    });
    test("effects come in order, in pages of bytes, without the asker's own that are not echoed", async () => {
      const rows = Array.from({ length: 30 }, (_, index) => rowOf('Patient', index + 1));
      const log = rows.map((row, index) => ({
        ...entryOf(row, index + 1),
        workstationId: index % 2 === 0 ? 'mine' : 'theirs',
        echoed: index === 0,
      }));
      await write({ rows, log });
      const heard: number[] = [];
      for (let after = 0; after < 30;) {
        const page = await store.record.effectsAfter(clinicId, 'mine', after, 1_000);
        expect(page.head).toBe(30);
        heard.push(...page.records.map((record) => (decode(record) as { sequence: number }).sequence)); // an Effect
        after = page.next;
      }
      expect(heard).toEqual([1, ...Array.from({ length: 15 }, (_, index) => 2 * index + 2)]);
    });
    test('a snapshot holds each row once, parents before children, over any number of pages', async () => {
      const rows = ['Observation', 'Patient', 'Practitioner'].flatMap((type) =>
        Array.from({ length: 20 }, (_, index) => rowOf(type, index + 1)),
      );
      await write({ rows, log: rows.map((row, index) => entryOf(row, index + 1)) });
      const seen: string[] = [];
      for (let cursor: string | null = null; ;) {
        const page = await store.record.snapshotPage(clinicId, cursor, 2_000);
        seen.push(...page.records.map((record) => (decode(record) as ResourceRow).resourceType)); // a SnapshotRow
        cursor = page.next;
        if (cursor === null) break;
      }
      expect(seen).toEqual(
        ['Practitioner', 'Patient', 'Observation'].flatMap((type) => Array.from({ length: 20 }, () => type)),
      );
    });
    test('known, parked and quarantined changes are kept', async () => {
      const waitsFor = { resourceType: 'Patient', resourceId: randomUUID() };
      const parked = {
        changeId: 'p',
        workstationId: 'w',
        waitsFor,
        change: { a: [1, null, 'x'] },
        parkedAt: NOW,
      };
      const refused = {
        changeId: 'q',
        workstationId: 'w',
        reason: 'malformed',
        received: 'anything',
        quarantinedAt: NOW,
      };
      await write({ knownChangeIds: ['p', 'q'], parked: [parked], quarantined: [refused] });
      expect(await store.record.quarantinedOf(clinicId)).toEqual([refused]);
      await store.record.accept(clinicId, async (tx) => {
        expect(await tx.knownChangeIds(['p', 'q', 'r'])).toEqual(new Set(['p', 'q']));
        expect(await tx.parkedFor([waitsFor])).toEqual([parked]);
        await tx.write({ ...EMPTY, unparkedChangeIds: ['p'] });
        expect(await tx.parkedFor([waitsFor])).toEqual([]);
      });
    });
    test('bookings overlap by half-open times', async () => {
      const booking = { appointmentId: 'a', practitionerId: 'doctor', startAt: NOW, endAt: LATER };
      await store.record.accept(clinicId, async (tx) => {
        await tx.putBooking(booking);
        expect(
          await tx.bookingsWithin('doctor', '2026-11-23T09:59:00.000Z', '2026-11-23T11:00:00.000Z'),
        ).toEqual([booking]);
        expect(await tx.bookingsWithin('doctor', LATER, '2026-11-23T11:00:00.000Z')).toEqual([]);
        expect(await tx.bookingsWithin('another', NOW, LATER)).toEqual([]);
        await tx.dropBooking('a');
        expect(await tx.bookingsWithin('doctor', NOW, LATER)).toEqual([]);
      });
    });
  });

  describe('visits', () => {
    const visit = (): VisitRecord => ({
      visitId: randomUUID(),
      clinicId,
      appointmentId: randomUUID(),
      patientId: randomUUID(),
      tokenHash: randomUUID(),
      linkExpiresAt: LATER,
      deviceSecretHash: null,
      state: 'scheduled',
      waitingSince: null,
      birthDateTries: 0,
    });
    test('are found by id, appointment and token, and a new link replaces the old', async () => {
      const made = visit();
      await store.visits.putVisit(made);
      expect(await store.visits.visitOfAppointment(clinicId, made.appointmentId)).toEqual(made);
      const relinked = { ...made, tokenHash: 'new' };
      await store.visits.putVisit(relinked);
      expect(await store.visits.visitByTokenHash(made.tokenHash)).toBeNull();
      expect(await store.visits.visitsOfClinic(clinicId)).toEqual([relinked]);
    });
    test('change with nothing in between', async () => {
      const made = visit();
      await store.visits.putVisit(made);
      const count = () =>
        store.visits.changeVisit(made.visitId, (each) => ({
          ...each,
          birthDateTries: each.birthDateTries + 1,
        }));
      await Promise.all(Array.from({ length: 5 }, count));
      expect((await store.visits.visit(made.visitId))?.birthDateTries).toBe(5);
      expect(await store.visits.changeVisit(randomUUID(), (each) => each)).toBeNull();
    });
    test("a patient's session is found by its token and forgotten with its visit", async () => {
      const made = visit();
      await store.visits.putVisit(made);
      const session = {
        tokenHash: 's',
        visitId: made.visitId,
        clinicId,
        patientId: made.patientId,
        expiresAt: LATER,
        birthDateConfirmedAt: null,
      };
      await store.visits.putPatientSession(session);
      expect(await store.visits.patientSession('s')).toEqual(session);
      await store.visits.forgetPatientSessionsOf(made.visitId);
      expect(await store.visits.patientSession('s')).toBeNull();
    });
  });
}

const EMPTY: AcceptedBatch = {
  rows: [],
  log: [],
  knownChangeIds: [],
  parked: [],
  unparkedChangeIds: [],
  quarantined: [],
  lastStamp: null,
};

function rowOf(resourceType: string, sequence: number): ResourceRow {
  const resourceId = randomUUID();
  const stamp = makeStamp(sequence, 0, '00000000-0000-4000-8000-00000000000a');
  return {
    resourceType,
    resourceId,
    patientId: resourceType === 'Patient' ? resourceId : null,
    fields: {
      family: 'Testperson Alder',
      identifiers: [{ system: 'clinic', value: '1' }],
      value: 1.5,
      phone: null,
      active: true,
    },
    stamps: {
      row: stamp,
      fields: { phone: makeStamp(sequence + 1, 0, '00000000-0000-4000-8000-00000000000b') },
    },
    writers: { [stamp]: null },
    trail: { lastSequence: sequence, soleWorkstationId: null, soleSince: sequence },
  };
}

function entryOf({ resourceType, resourceId, fields, stamps }: ResourceRow, sequence: number): LogEntry {
  return { resourceType, resourceId, fields, stamps, sequence, workstationId: null, echoed: false };
}
