import type {
  DefaultThreshold,
  PatientThreshold,
} from '../../../domain/contract/ipc/observation-definition.ts';
import type { Alert, AlertScope } from '../../../domain/contract/ipc/task.ts';
import type { Threshold } from '../../../domain/observation-definition/observation-definition.ts';
import { suggestedThresholdOf } from '../../../domain/observation-definition/suggested-thresholds.ts';
import { idOf, PATIENTS, summaryOf } from './invented-day.ts';

const SPO2 = '59408-5';
const HEART_RATE = '8867-4';
const BODY_WEIGHT = '29463-7';

const threshold = (setAt: string, given: Partial<Threshold> = {}): Threshold => ({
  status: 'active',
  intervals: [{ code: SPO2, unit: '%', low: 92, high: null, criticalLow: 88, criticalHigh: null }],
  appliesFromYears: 16,
  noReadingsAfterDays: null,
  performer: { role: 'practitioner', practitionerId: null },
  escalation: { afterMinutes: 30, role: 'owner' },
  source: null,
  watchedSince: setAt,
  setById: idOf(2, 1),
  setAt,
  ...given,
});

/** Three open alerts as the core sorts them: one grave and escalated, one somebody has, one silence. */
export function inventAlerts(nowMs: number): Alert[] {
  const ago = (minutes: number) => new Date(nowMs - minutes * 60_000).toISOString();
  return [
    alert(1, { gravity: 'stat', value: 86, openedAt: ago(50), escalatedAt: ago(20), count: 3 }),
    {
      ...alert(2, { gravity: 'urgent', value: 91, openedAt: ago(15), escalatedAt: null, count: 1 }),
      state: 'taken',
      owner: { practitionerId: idOf(2, 2), name: 'Dr Ben Specimen' },
      takenBy: [{ practitionerId: idOf(2, 2), name: 'Dr Ben Specimen', at: ago(10) }],
    },
    silence(3, ago(9)),
  ];
}

interface Invented {
  readonly gravity: Alert['gravity'];
  readonly value: number;
  readonly openedAt: string;
  readonly escalatedAt: string | null;
  readonly count: number;
}

function alert(number: number, { gravity, value, openedAt, escalatedAt, count }: Invented): Alert {
  const patient = PATIENTS[number];
  if (patient === undefined) throw new Error('there are sixty invented patients');
  return {
    task: {
      id: idOf(9, number),
      patientId: patient.id,
      code: 'threshold-crossing',
      observationCode: SPO2,
      focusId: idOf(5, number),
      occurredAt: openedAt,
      openedAt,
      priority: 'urgent',
      status: 'requested',
      statusReason: null,
      performerRoles: ['practitioner'],
      ownerId: null,
      acknowledgements: [],
      heldUntil: null,
      escalatedAt,
      completedAt: null,
      completedById: null,
      note: null,
    },
    patient: summaryOf(patient),
    gravity,
    state: 'waiting',
    newest: {
      judgement: gravity === 'stat' ? 'critical' : 'outside',
      observation: {
        id: idOf(5, number),
        patientId: patient.id,
        encounterId: null,
        code: SPO2,
        value,
        unit: '%',
        components: [],
        valueCode: null,
        effectiveAt: openedAt,
        source: 'patient',
        performerId: null,
        evidence: null,
        status: 'final',
        statusReason: null,
        releasedAt: null,
      },
    },
    readingCount: count,
    intervals: threshold(openedAt).intervals,
    owner: null,
    takenBy: [],
    completedBy: null,
  };
}

function silence(number: number, openedAt: string): Alert {
  const made = alert(number, { gravity: 'routine', value: 96, openedAt, escalatedAt: null, count: 0 });
  return { ...made, task: { ...made.task, code: 'no-readings', priority: 'routine' } };
}

/** What of the open alerts a scope shows; the core's own rules are the use cases' to test. */
export function alertsIn(alerts: readonly Alert[], scope: AlertScope): Alert[] {
  const isClosed = ({ state }: Alert) => state === 'snoozed' || state === 'done';
  if (scope === 'snoozed' || scope === 'done')
    return alerts.filter(({ state }) => state === (scope === 'done' ? 'done' : 'snoozed'));
  return alerts.filter((each) => !isClosed(each) && (scope === 'all' || each.state === 'waiting'));
}

export function inventPatientThresholds(setAt: string): PatientThreshold[] {
  const byDefault = { threshold: threshold(setAt), setByName: 'Dr Ada Rehearsal', performerName: null };
  return [
    { code: SPO2, byDefault, own: null, inForce: 'default', latest: null },
    { code: HEART_RATE, byDefault: null, own: null, inForce: 'not-set', latest: null },
  ];
}

export function inventDefaults(setAt: string): DefaultThreshold[] {
  const byDefault = { threshold: threshold(setAt), setByName: 'Dr Ada Rehearsal', performerName: null };
  return [
    { code: SPO2, byDefault, suggestion: suggestedThresholdOf(SPO2) },
    { code: HEART_RATE, byDefault: null, suggestion: suggestedThresholdOf(HEART_RATE) },
    { code: BODY_WEIGHT, byDefault: null, suggestion: null },
  ];
}
