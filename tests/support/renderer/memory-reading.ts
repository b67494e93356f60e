import type { implement } from '@orpc/server';
import type { clinicContract } from '../../../domain/contract/ipc/contract.ts';
import type { TimelineEntry } from '../../../domain/contract/ipc/patient.ts';
import type { WorkstationEvent } from '../../../domain/contract/ipc/workstation.ts';
import { openClinic } from './open-clinic.ts';
import type { PracticeRecord } from './practice-record.ts';

type Contract = ReturnType<typeof implement<typeof clinicContract>>;

/** The calls that only read, answered from the record as it is at that moment. */
export function createMemoryReading(
  os: Contract,
  record: PracticeRecord,
  listeners: Set<(event: WorkstationEvent) => void>,
) {
  return {
    workstation: {
      state: os.workstation.state.handler(() => openClinic()),
      events: os.workstation.events.handler(async function* ({ signal }) {
        const waiting: WorkstationEvent[] = [];
        let wake = () => {};
        const listener = (event: WorkstationEvent) => {
          waiting.push(event);
          wake();
        };
        listeners.add(listener);
        signal?.addEventListener('abort', () => wake());
        while (signal?.aborted !== true) {
          const event = waiting.shift();
          if (event === undefined) await new Promise<void>((resolve) => (wake = resolve));
          else yield event;
        }
        listeners.delete(listener);
      }),
    },
    patient: {
      banner: os.patient.banner.handler(({ input, errors }) => {
        if (input.patientId !== record.patient.id) throw errors['not-found']();
        return {
          patient: record.patient,
          allergies: {
            state: record.allergies.length === 0 ? ('not-asked' as const) : ('listed' as const),
            allergies: record.allergies,
          },
          openConflicts: record.conflicts.length,
        };
      }),
      timeline: os.patient.timeline.handler(() => timelineOf(record)),
      search: os.patient.search.handler(({ input }) => {
        const isMeant = record.patient.family.toLowerCase().startsWith(input.text.toLowerCase());
        return { patients: isMeant ? [record.patient] : [], tookMs: 1 };
      }),
      recordAllergy: os.patient.recordAllergy.handler(() => ({ allergyId: record.patient.id })),
    },
    scheduling: {
      day: os.scheduling.day.handler(() => ({
        rows: [],
        practitioners: record.practitioners,
        locations: [],
      })),
      practitioners: os.scheduling.practitioners.handler(() => record.practitioners),
    },
    encounter: {
      get: os.encounter.get.handler(({ input, errors }) => {
        const encounter = record.encounters.find(({ id }) => id === input.encounterId);
        if (encounter === undefined) throw errors['not-found']();
        return {
          encounter,
          appointment: encounter.appointmentId === record.appointment.id ? record.appointment : null,
          observations: record.observations.filter(({ encounterId }) => encounterId === encounter.id),
          notes: record.notes.filter(({ note }) => note.encounterId === encounter.id),
        };
      }),
      listOfPatient: os.encounter.listOfPatient.handler(() => record.encounters),
    },
    observation: {
      listOfPatient: os.observation.listOfPatient.handler(() => record.observations),
      trends: os.observation.trends.handler(({ input }) => input.codes.map((code) => trendOf(record, code))),
      proposals: os.observation.proposals.handler(() => record.proposals),
    },
    telehealth: {
      visits: os.telehealth.visits.handler(() => record.visits),
      callEvents: os.telehealth.callEvents.handler(async function* () {
        yield { kind: 'room' as const, state: 'admitted' as const, otherSeatPresent: false };
        await new Promise(() => {});
      }),
    },
    sync: {
      status: os.sync.status.handler(() => ({
        state: 'idle' as const,
        serverUrl: 'http://127.0.0.1:4180',
        pendingChanges: 0,
        quarantined: 0,
        openConflicts: record.conflicts.length,
        lastSyncedAt: new Date().toISOString(),
        nextTryAt: null,
        clockSkewMs: 0,
      })),
    },
    conflict: {
      list: os.conflict.list.handler(() =>
        record.conflicts.map((conflict) => ({ conflict, patientLabel: null, authors: record.practitioners })),
      ),
    },
    staff: { list: os.staff.list.handler(() => []) },
  };
}

function trendOf(record: PracticeRecord, code: string) {
  const points = record.observations
    .filter(({ status }) => status === 'final')
    .flatMap(({ id, code: own, value, components, effectiveAt, source }) => {
      const found = own === code ? value : (components.find((part) => part.code === code)?.value ?? null);
      return found === null ? [] : [{ at: effectiveAt, value: found, observationId: id, source }];
    })
    .toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const units: Readonly<Record<string, string>> = {
    '59408-5': '%',
    '8867-4': '/min',
    '29463-7': 'kg',
    '8310-5': 'Cel',
  };
  const upTo: Readonly<Record<string, number>> = { '8480-6': 130, '8462-4': 80 };
  const isSaturation = code === '59408-5';
  return {
    code,
    unit: units[code] ?? 'mm[Hg]',
    points,
    bandLow: isSaturation ? 94 : null,
    bandHigh: isSaturation ? 100 : (upTo[code] ?? null),
  };
}

function timelineOf(record: PracticeRecord): TimelineEntry[] {
  const entries: TimelineEntry[] = [
    ...record.observations.map(({ id, code, effectiveAt, performerId }): TimelineEntry => ({
      kind: 'observation',
      id,
      at: effectiveAt,
      code,
      text: null,
      practitionerId: performerId,
    })),
    ...record.encounters.map(({ id, status, startedAt, reason, practitionerId }): TimelineEntry => ({
      kind: 'encounter',
      id,
      at: startedAt,
      code: status,
      text: reason,
      practitionerId,
    })),
    ...record.allergies.map(({ id, clinicalStatus, recordedAt, substance, recorderId }): TimelineEntry => ({
      kind: 'allergy',
      id,
      at: recordedAt,
      code: clinicalStatus,
      text: substance,
      practitionerId: recorderId,
    })),
  ];
  return entries.toSorted((a, b) => (a.at < b.at ? 1 : -1)).slice(0, 200);
}
