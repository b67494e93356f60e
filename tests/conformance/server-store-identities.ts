import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { WorkstationRecord } from '../../sync-server/store/identity-store.ts';
import type { ServerStore } from '../../sync-server/store/server-store.ts';

export const NOW = '2026-11-23T09:00:00.000Z';
export const LATER = '2026-11-23T10:00:00.000Z';

/** A store with one founded clinic. */
interface OpenedStore {
  readonly store: ServerStore;
  readonly clinicId: string;
  readonly founder: WorkstationRecord;
}

/** What every ServerStore must do with workstations, codes, sessions and decisions about people; run by runServerStoreTests. */
export function runIdentityTests(opened: () => OpenedStore): void {
  describe('identities', () => {
    test('the set-up code is spent by founding, once', async () => {
      const { store } = opened();
      expect((await store.identity.server()).setupCode).toBeNull();
      const again = {
        clinicId: randomUUID(),
        name: 'Other',
        foundedAt: NOW,
        founderWorkstationId: randomUUID(),
      };
      expect(await store.identity.foundClinic(again, workstationOf(again.clinicId))).toBeNull();
    });
    test('an enrolment code adds one workstation', async () => {
      const { store, clinicId } = opened();
      const code = {
        secretHash: 'hash',
        clinicId,
        practitionerId: randomUUID(),
        expiresAt: LATER,
        usedAt: null,
      };
      await store.identity.putEnrolmentCode(code);
      expect(await store.identity.enrolmentCode('hash')).toEqual(code);
      const [first, second] = [workstationOf(clinicId), workstationOf(clinicId)];
      expect(
        await Promise.all([first, second].map((each) => store.identity.enrol('hash', NOW, each))),
      ).toEqual([true, false]);
      expect(await store.identity.workstationsOf(clinicId)).toHaveLength(2);
      expect(await store.identity.workstation(second.workstationId)).toBeNull();
    });
    test('a revocation keeps its first instant and knows its clinic', async () => {
      const { store, clinicId, founder } = opened();
      expect(await store.identity.revoke(clinicId, founder.workstationId, NOW)).toBe(true);
      expect(await store.identity.revoke(clinicId, founder.workstationId, LATER)).toBe(true);
      expect((await store.identity.workstation(founder.workstationId))?.revokedAt).toBe(NOW);
      expect(await store.identity.revoke(clinicId, randomUUID(), NOW)).toBe(false);
    });
    test('what a workstation has never goes back, but for a new life of its database', async () => {
      const { store, founder } = opened();
      await store.identity.sawWorkstation(founder.workstationId, NOW, 7);
      await store.identity.sawWorkstation(founder.workstationId, NOW, 3);
      expect((await store.identity.workstation(founder.workstationId))?.pulledThrough).toBe(7);
      const epoch = randomUUID();
      await store.identity.beginEpoch(founder.workstationId, epoch, 0);
      expect(await store.identity.workstation(founder.workstationId)).toMatchObject({
        epoch,
        pulledThrough: 0,
      });
    });
    test('decisions about people’s acts are kept in order, apart for each clinic', async () => {
      const { store, clinicId, founder } = opened();
      const entry = {
        recordedAt: NOW,
        event: 'workstation-revoked',
        agentId: randomUUID(),
        workstationId: founder.workstationId,
        entityId: randomUUID(),
        outcome: 'refused',
      } as const;
      const later = { ...entry, recordedAt: LATER, entityId: null, outcome: 'allowed' } as const;
      await store.audit.addEntry(clinicId, entry);
      await store.audit.addEntry(clinicId, later);
      expect(await store.audit.entriesOf(clinicId)).toEqual([entry, later]);
      expect(await store.audit.entriesOf(randomUUID())).toEqual([]);
    });
    test('sessions are found until they are forgotten', async () => {
      const { store, clinicId, founder } = opened();
      const session = {
        tokenHash: 'token',
        workstationId: founder.workstationId,
        clinicId,
        expiresAt: LATER,
      };
      await store.identity.putSession(session);
      expect(await store.identity.session('token')).toEqual(session);
      await store.identity.forgetSessionsBefore('2026-11-24T00:00:00.000Z');
      expect(await store.identity.session('token')).toBeNull();
    });
  });
}

export function workstationOf(clinicId: string): WorkstationRecord {
  return {
    workstationId: randomUUID(),
    clinicId,
    name: 'Desk',
    publicKey: 'key',
    epoch: randomUUID(),
    pulledThrough: 0,
    enrolledAt: NOW,
    lastSeenAt: null,
    revokedAt: null,
  };
}
