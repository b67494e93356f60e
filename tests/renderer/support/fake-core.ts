import { implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { permissionsOf, type ClinicRole } from '../../../domain/access/roles.ts';
import { clinicContract } from '../../../domain/contract/ipc/contract.ts';
import type { BoardRow, BoardState } from '../../../domain/contract/ipc/scheduling.ts';
import type { ThresholdDraft } from '../../../domain/contract/ipc/observation-definition.ts';
import type { Alert } from '../../../domain/contract/ipc/task.ts';
import type { SyncState } from '../../../domain/contract/ipc/sync.ts';
import type { VideoVisit } from '../../../domain/contract/telehealth/video-visit.ts';
import type { WorkstationEvent, WorkstationState } from '../../../domain/contract/ipc/workstation.ts';
import { createClinicClient, type ClinicClient } from '../../../renderer/workstation/app/clinic-client.ts';
import { createFakeAlerts } from './fake-alerts.ts';
import { inventAlerts } from './invented-alerts.ts';
import { inventConflict, type ListedConflict } from './invented-conflicts.ts';
import {
  idOf,
  inventDay,
  inventFreeSlots,
  PATIENTS,
  PRACTITIONERS,
  ROOMS,
  summaryOf,
} from './invented-day.ts';

/** What the in-memory core holds; a test may look and change. */
export interface FakeCore {
  readonly client: ClinicClient;
  readonly calls: string[];
  state: WorkstationState;
  sync: SyncState;
  rows: BoardRow[];
  visits: VideoVisit[];
  alerts: Alert[];
  conflicts: ListedConflict[];
  /** Thresholds as they were sent, newest last; `patientId` null = a default. */
  readonly thresholdsSet: {
    readonly patientId: string | null;
    readonly code: string;
    readonly draft: ThresholdDraft;
  }[];
  /** Contract paths (`scheduling.day`) that answer with a bug until they are taken out again. */
  readonly broken: Set<string>;
  readonly emit: (event: WorkstationEvent) => void;
}

export function unlockedAs(role: ClinicRole, practitionerId: string = idOf(2, 1)): WorkstationState {
  return {
    state: 'unlocked',
    clinicName: 'Practice Clinic Larch',
    timeZone: 'Europe/Madrid',
    isPractice: true,
    session: { practitionerId, displayName: 'Dr Ada Rehearsal', role, permissions: [...permissionsOf(role)] },
  };
}

const IN_STEP: SyncState = {
  state: 'idle',
  serverUrl: 'https://127.0.0.1:7443',
  pendingChanges: 0,
  quarantined: 0,
  openConflicts: 2,
  lastSyncedAt: null,
  nextTryAt: null,
  clockSkewMs: 0,
};

const STATE_BY_STATUS: Readonly<Record<string, BoardState>> = {
  booked: 'booked',
  arrived: 'arrived',
  'checked-in': 'in-room',
  fulfilled: 'done',
  cancelled: 'cancelled',
  noshow: 'noshow',
};

/**
 * The workstation's core as the window sees it: the contract over a real MessagePort, with memory behind it instead of a
 * database. The only fake of the screens' tests; rules are the use cases' to test.
 */
export function startFakeCore(
  options: { readonly state?: WorkstationState; readonly nowMs?: number } = {},
): FakeCore {
  const nowMs = options.nowMs ?? Date.now();
  const listeners = new Set<(event: WorkstationEvent) => void>();
  const { port1, port2 } = new MessageChannel();
  const core: FakeCore = {
    client: createClinicClient(port1),
    calls: [],
    state: options.state ?? unlockedAs('owner'),
    sync: { ...IN_STEP, lastSyncedAt: new Date(nowMs - 40_000).toISOString() },
    rows: inventDay(nowMs),
    visits: [],
    alerts: inventAlerts(nowMs),
    conflicts: [
      inventConflict('birthDate', '1961-04-12', '1961-12-04'),
      inventConflict('gender', 'female', null),
    ],
    thresholdsSet: [],
    broken: new Set(),
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
  };
  const handler = new RPCHandler(routerOf(core, nowMs, listeners));
  handler.upgrade(port2);
  port2.start();
  return core;
}

function routerOf(core: FakeCore, nowMs: number, listeners: Set<(event: WorkstationEvent) => void>) {
  const os = implement(clinicContract).use(({ path, next }) => {
    core.calls.push(path.join('.'));
    if (core.broken.has(path.join('.'))) throw new Error('a bug of the core');
    return next();
  });
  const patientOf = (patientId: string) => PATIENTS.find(({ id }) => id === patientId);
  return {
    workstation: {
      state: os.workstation.state.handler(() => core.state),
      events: os.workstation.events.handler(({ signal }) => eventsUntil(listeners, signal)),
      createClinic: os.workstation.createClinic.handler(() => ({
        recoveryKey: Array.from({ length: 15 }, (_, index) => `AB${String(index).padStart(2, '0')}`).join(
          '-',
        ),
      })),
      confirmRecoveryKey: os.workstation.confirmRecoveryKey.handler(({ input, errors }) => {
        if (
          input.by === 'typing' &&
          input.groups.some(({ position, text }) => text !== `AB${String(position - 1).padStart(2, '0')}`)
        ) {
          throw errors['wrong-groups']();
        }
        core.state = unlockedAs('owner');
        return {};
      }),
      recoverySheet: os.workstation.recoverySheet.handler(() => ({ done: true })),
      joinClinic: os.workstation.joinClinic.handler(({ errors }) => {
        throw errors['code-expired']();
      }),
      signIn: os.workstation.signIn.handler(({ input, errors }) => {
        if (input.password !== 'a long practice password')
          throw errors['wrong-password']({ data: { triesBeforeWait: 3 } });
        core.state = unlockedAs('owner');
        return {};
      }),
      lock: os.workstation.lock.handler(({ input }) => {
        core.state = lockedState(input.depth === 'soft');
        core.emit({ kind: 'state' });
        return {};
      }),
      retryKeychain: os.workstation.retryKeychain.handler(() => core.state),
    },
    patient: {
      search: os.patient.search.handler(({ input }) => {
        const words = input.text.toLowerCase().split(/\s+/);
        const found = PATIENTS.filter((patient) => {
          const text =
            `${patient.family} ${patient.given ?? ''} ${patient.phone ?? ''} ${patient.birthDate ?? ''} ${patient.identifiers[0]?.value ?? ''}`.toLowerCase();
          return words.every((word) => text.split(/\s+/).some((part) => part.startsWith(word)));
        });
        return { patients: found.slice(0, input.limit).map(summaryOf), tookMs: 1 };
      }),
      findDuplicates: os.patient.findDuplicates.handler(({ input }) =>
        PATIENTS.filter(
          ({ family, birthDate }) => family === input.family && birthDate === input.birthDate,
        ).map((patient) => ({
          patient: summaryOf(patient),
          score: 0.9,
          reasons: ['same-birth-date', 'similar-name'],
        })),
      ),
      register: os.patient.register.handler(() => ({ patientId: idOf(1, 1) })),
      update: os.patient.update.handler(() => ({})),
      banner: os.patient.banner.handler(({ input, errors }) => {
        const patient = patientOf(input.patientId);
        if (patient === undefined) throw errors['not-found']();
        return { patient, allergies: { state: 'not-asked', allergies: [] }, openConflicts: 0 };
      }),
    },
    scheduling: {
      day: os.scheduling.day.handler(({ input }) => ({
        rows: core.rows.filter(
          ({ appointment }) =>
            input.practitionerId === null || appointment.practitionerId === input.practitionerId,
        ),
        practitioners: [...PRACTITIONERS],
        locations: [...ROOMS],
      })),
      freeSlots: os.scheduling.freeSlots.handler(({ input }) =>
        inventFreeSlots(nowMs, input.practitionerId, Math.min(input.limit, 18)),
      ),
      book: os.scheduling.book.handler(() => ({ appointmentId: idOf(4, 90) })),
      setStatus: os.scheduling.setStatus.handler(({ input, errors }) => {
        const row = core.rows.find(({ appointment }) => appointment.id === input.appointmentId);
        if (row === undefined) throw errors['not-found']();
        const state = STATE_BY_STATUS[input.status] ?? 'booked';
        const at = new Date(nowMs).toISOString();
        const appointment = {
          ...row.appointment,
          status: input.status,
          locationId: input.locationId,
          arrivedAt: state === 'arrived' ? at : row.appointment.arrivedAt,
        };
        core.rows = core.rows.map((one) =>
          one === row ? { ...row, state, stateSince: at, appointment } : one,
        );
        return { previous: row.appointment.status };
      }),
      practitioners: os.scheduling.practitioners.handler(() => [...PRACTITIONERS]),
    },
    encounter: {
      start: os.encounter.start.handler(() => ({ encounterId: idOf(5, 1) })),
      listOfPatient: os.encounter.listOfPatient.handler(() => []),
    },
    ...createFakeAlerts(os, core, nowMs),
    device: { list: os.device.list.handler(() => []) },
    telehealth: { visits: os.telehealth.visits.handler(() => core.visits) },
    sync: {
      status: os.sync.status.handler(() => core.sync),
      syncNow: os.sync.syncNow.handler(() => ({})),
      createEnrolmentCode: os.sync.createEnrolmentCode.handler(() => ({
        enrolmentCode: `clinic1.${'Q3J5cHRvZ3JhcGhpYy1lbnJvbG1lbnQ'.repeat(5)}`,
        expiresAt: new Date(nowMs + 900_000).toISOString(),
      })),
      workstations: os.sync.workstations.handler(() => [
        {
          workstationId: idOf(6, 1),
          name: 'Front desk',
          enrolledAt: '2026-10-02T08:00:00.000Z',
          lastSeenAt: new Date(nowMs).toISOString(),
          revokedAt: null,
          isThis: true,
        },
        {
          workstationId: idOf(6, 2),
          name: 'Room 2',
          enrolledAt: '2026-10-05T08:00:00.000Z',
          lastSeenAt: '2026-11-20T08:00:00.000Z',
          revokedAt: null,
          isThis: false,
        },
      ]),
    },
    conflict: {
      list: os.conflict.list.handler(({ input }) =>
        core.conflicts.filter(({ conflict }) => conflict.status === input.status),
      ),
      settle: os.conflict.settle.handler(() => ({})),
    },
    staff: {
      list: os.staff.list.handler(() =>
        PRACTITIONERS.map((practitioner, index) => ({
          practitioner,
          username: practitioner.given?.toLowerCase() ?? null,
          role: index === 0 ? 'owner' : 'practitioner',
          active: true,
        })),
      ),
    },
  };
}

export function lockedState(databaseOpen: boolean): WorkstationState {
  return {
    state: 'locked',
    databaseOpen,
    clinicName: 'Practice Clinic Larch',
    isPractice: true,
    usernames: ['ada', 'ben', 'cleo'],
    lastUsername: 'ada',
  };
}

async function* eventsUntil(
  listeners: Set<(event: WorkstationEvent) => void>,
  signal: AbortSignal | undefined,
): AsyncGenerator<WorkstationEvent> {
  const queue: WorkstationEvent[] = [];
  let wake = () => {};
  const listener = (event: WorkstationEvent) => {
    queue.push(event);
    wake();
  };
  listeners.add(listener);
  signal?.addEventListener('abort', () => wake());
  try {
    while (signal?.aborted !== true) {
      const event = queue.shift();
      if (event !== undefined) yield event;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    listeners.delete(listener);
  }
}
