import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { clinicContract } from '../../../domain/contract/ipc/contract.ts';
import type { WorkstationEvent } from '../../../domain/contract/ipc/workstation.ts';
import { findImplausible } from '../../../domain/observation/plausibility.ts';
import { createClinicClient, type ClinicClient } from '../../../renderer/workstation/app/clinic-client.ts';
import { createMemoryDevices } from './memory-devices.ts';
import { createMemoryReading } from './memory-reading.ts';
import { DOCTOR_ID, type PracticeRecord } from './practice-record.ts';

/** What a window asked for that changes something, in order: `['observation.record', input]`. */
export type Asked = readonly [call: string, input: unknown];

export interface MemoryClinic {
  readonly client: ClinicClient;
  readonly record: PracticeRecord;
  readonly asked: Asked[];
  /** The next call of this name is refused with this code. */
  readonly refuseNext: (call: string, code: string) => void;
  /** Changes the record as another workstation or a device would, and tells the window. */
  readonly happen: (event: WorkstationEvent, change: (record: PracticeRecord) => void) => void;
  /** Whether the window follows the events already; what happens before is only seen when it asks. */
  readonly isHeard: () => boolean;
  readonly close: () => void;
}

const os = implement(clinicContract);

/** A clinic behind a real MessagePort with the real contract; only what lies behind the calls is invented. */
export function createMemoryClinic(record: PracticeRecord, nowMs: () => number): MemoryClinic {
  const asked: Asked[] = [];
  const refusals = new Map<string, string>();
  const listeners = new Set<(event: WorkstationEvent) => void>();
  const tell = (event: WorkstationEvent) => {
    for (const listener of listeners) listener(event);
  };
  const note = (call: string, input: unknown, errors: Readonly<Record<string, unknown>>) => {
    asked.push([call, input]);
    const code = refusals.get(call);
    refusals.delete(call);
    const refuse = code === undefined ? undefined : errors[code];
    if (typeof refuse === 'function') throw refuse();
  };
  let made = 900;
  const nextId = () => `0199c000-0000-7000-8000-${String((made += 1)).padStart(12, '0')}`;
  const now = () => new Date(nowMs()).toISOString();
  const changed = () =>
    tell({
      kind: 'resource',
      resourceType: null,
      resourceIds: [],
      patientId: record.patient.id,
      origin: 'here',
    });

  const router = {
    ...createMemoryReading(os, record, listeners),
    workstation: {
      ...createMemoryReading(os, record, listeners).workstation,
      lock: os.workstation.lock.handler(({ input, errors }) => {
        note('workstation.lock', input, errors);
        return {};
      }),
    },
    encounter: {
      ...createMemoryReading(os, record, listeners).encounter,
      start: os.encounter.start.handler(({ input, errors }) => {
        note('encounter.start', input, errors);
        const encounterId = nextId();
        record.encounters.push({
          id: encounterId,
          patientId: input.patientId,
          practitionerId: DOCTOR_ID,
          appointmentId: input.appointmentId,
          class: 'AMB',
          status: 'in-progress',
          reason: input.reason,
          startedAt: now(),
          endedAt: null,
        });
        changed();
        return { encounterId };
      }),
      finish: os.encounter.finish.handler(({ input, errors }) => {
        note('encounter.finish', input, errors);
        record.encounters = record.encounters.map((one) =>
          one.id === input.encounterId ? { ...one, status: 'finished', endedAt: now() } : one,
        );
        changed();
        return {};
      }),
      focus: os.encounter.focus.handler(({ input, errors }) => {
        note('encounter.focus', input, errors);
        return {};
      }),
      visitSummary: os.encounter.visitSummary.handler(({ input, errors }) => {
        note('encounter.visitSummary', input, errors);
        return { done: true };
      }),
    },
    documentReference: {
      saveDraft: os.documentReference.saveDraft.handler(({ input, errors }) => {
        note('documentReference.saveDraft', input, errors);
        const documentId = input.documentId ?? nextId();
        record.notes = [
          ...record.notes.filter(({ note: { id } }) => id !== documentId),
          {
            note: {
              id: documentId,
              patientId: record.patient.id,
              encounterId: input.encounterId,
              type: '11506-3',
              relatesToId: null,
              authorId: DOCTOR_ID,
              docStatus: 'preliminary',
              text: input.text,
              signedAt: null,
              signedById: null,
            },
            addenda: [],
          },
        ];
        changed();
        return { documentId, savedAt: now() };
      }),
      sign: os.documentReference.sign.handler(({ input, errors }) => {
        note('documentReference.sign', input, errors);
        record.notes = record.notes.map((thread) =>
          thread.note.id === input.documentId
            ? {
                ...thread,
                note: { ...thread.note, docStatus: 'final', signedAt: now(), signedById: DOCTOR_ID },
              }
            : thread,
        );
        changed();
        return {};
      }),
      addAddendum: os.documentReference.addAddendum.handler(({ input, errors }) => {
        note('documentReference.addAddendum', input, errors);
        const documentId = nextId();
        record.notes = record.notes.map((thread) =>
          thread.note.id === input.documentId
            ? {
                ...thread,
                addenda: [
                  ...thread.addenda,
                  {
                    ...thread.note,
                    id: documentId,
                    relatesToId: thread.note.id,
                    text: input.text,
                    signedAt: now(),
                  },
                ],
              }
            : thread,
        );
        changed();
        return { documentId };
      }),
      discardDraft: os.documentReference.discardDraft.handler(({ input, errors }) => {
        note('documentReference.discardDraft', input, errors);
        record.notes = record.notes.filter(({ note: { id } }) => id !== input.documentId);
        changed();
        return {};
      }),
    },
    observation: {
      ...createMemoryReading(os, record, listeners).observation,
      record: os.observation.record.handler(({ input, errors }) => {
        note('observation.record', input, errors);
        const findings = findImplausible(input.measured, 65);
        const stands = findings.some(({ severity }) => severity === 'impossible') || !input.confirmedUnusual;
        if (findings.length > 0 && stands) throw errors.implausible({ data: { findings } });
        const filed = input.measured.map((measured) => file(measured, input.encounterId, 'manual'));
        changed();
        return { observationIds: filed };
      }),
      fileNews2: os.observation.fileNews2.handler(({ input, errors }) => {
        note('observation.fileNews2', input, errors);
        return { observationId: nextId(), score: 8 };
      }),
      recordHome: os.observation.recordHome.handler(({ input, errors }) => {
        note('observation.recordHome', input, errors);
        const findings = findImplausible(input.measured, 65);
        if (findings.length > 0 && !input.confirmedUnusual) throw errors.implausible({ data: { findings } });
        changed();
        return { observationIds: input.measured.map(nextId) };
      }),
      acceptProposal: os.observation.acceptProposal.handler(({ input, errors }) => {
        note('observation.acceptProposal', input, errors);
        const found = record.proposals.find(({ proposalId }) => proposalId === input.proposalId);
        if (found === undefined) throw errors['proposal-gone']();
        record.proposals = record.proposals.filter((one) => one !== found);
        const filed = found.measured.map((measured) => file(measured, input.encounterId, 'device'));
        tell({ kind: 'proposals' });
        changed();
        return { observationIds: filed };
      }),
      dismissProposal: os.observation.dismissProposal.handler(({ input, errors }) => {
        note('observation.dismissProposal', input, errors);
        record.proposals = record.proposals.filter(({ proposalId }) => proposalId !== input.proposalId);
        tell({ kind: 'proposals' });
        return {};
      }),
      markEnteredInError: os.observation.markEnteredInError.handler(({ input, errors }) => {
        note('observation.markEnteredInError', input, errors);
        record.observations = record.observations.map((one) =>
          one.id === input.observationId
            ? { ...one, status: 'entered-in-error', statusReason: input.reason }
            : one,
        );
        changed();
        return {};
      }),
    },
    device: createMemoryDevices({ os, record, note, nextId, tell }),
    telehealth: {
      ...createMemoryReading(os, record, listeners).telehealth,
      createLink: os.telehealth.createLink.handler(({ input, errors }) => {
        note('telehealth.createLink', input, errors);
        return {
          visitId: record.visits[0]?.visitId ?? nextId(),
          link: `http://127.0.0.1:4180/visit#invented-${input.appointmentId}`,
          expiresAt: new Date(nowMs() + 86_400_000).toISOString(),
        };
      }),
      admit: os.telehealth.admit.handler(({ input, errors }) => {
        note('telehealth.admit', input, errors);
        record.visits = record.visits.map((one) =>
          one.visitId === input.visitId ? { ...one, state: 'admitted' } : one,
        );
        tell({ kind: 'telehealth' });
        return { iceServers: [] };
      }),
      leave: os.telehealth.leave.handler(({ input, errors }) => {
        note('telehealth.leave', input, errors);
        return {};
      }),
      sendSignal: os.telehealth.sendSignal.handler(({ errors }) => {
        throw errors['not-delivered']();
      }),
    },
  };

  function file(
    measured: PracticeRecord['proposals'][number]['measured'][number],
    encounterId: string,
    source: 'manual' | 'device',
  ): string {
    const observationId = nextId();
    record.observations.push({
      id: observationId,
      patientId: record.patient.id,
      encounterId,
      ...measured,
      valueCode: measured.valueCode ?? null,
      effectiveAt: now(),
      source,
      performerId: DOCTOR_ID,
      evidence: null,
      status: 'final',
      statusReason: null,
      releasedAt: null,
    });
    return observationId;
  }

  const { port1, port2 } = new MessageChannel();
  new RPCHandler(router).upgrade(port2);
  port2.start();
  return {
    client: createClinicClient(port1),
    record,
    asked,
    refuseNext: (call, code) => void refusals.set(call, code),
    happen: (event, change) => {
      change(record);
      tell(event);
    },
    isHeard: () => listeners.size > 0,
    close: () => {
      port1.close();
      port2.close();
    },
  };
}
