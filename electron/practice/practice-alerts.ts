import { ageInYears } from '../../domain/patient/age.ts';
import {
  definitionName,
  type Threshold,
} from '../../domain/observation-definition/observation-definition.ts';
import {
  suggestedThresholdOf,
  SUGGESTED_THRESHOLDS,
} from '../../domain/observation-definition/suggested-thresholds.ts';
import {
  BLOOD_PRESSURE_PANEL,
  DIASTOLIC,
  OXYGEN_SATURATION,
  SYSTOLIC,
} from '../../domain/observation/codes.ts';
import type { FieldsOf } from '../../domain/resource/registry.ts';
import { settleSilences } from '../task/settle-silences.ts';
import { idOf } from '../record/id-of.ts';
import { RefusedSeed, writeNew, type PracticeContext, type PracticePatient } from './practice-record.ts';

const ADULT_YEARS = 18;
const HOUR_MS = 3_600_000;
/** Patients from here on are not on today's board, so that an alert is not about somebody who sits in the clinic. */
const FIRST_AT_HOME = 175;
const SILENT_DAYS = 4;

/**
 * The clinic's defaults as shipped, and an alert of each gravity: a saturation that keeps being low at home, a blood pressure
 * beyond the critical limit, and a patient of whom nothing came for days.
 */
export function writeAlerts(context: PracticeContext, patients: readonly PracticePatient[]): void {
  const nowMs = context.clinic.clock.nowMs();
  const at = (hoursAgo: number): string => new Date(nowMs - hoursAgo * HOUR_MS).toISOString();
  for (const { code, draft } of SUGGESTED_THRESHOLDS)
    writeThreshold(context, null, code, { ...draft, ...setBy(context, at(24)) });
  const [low, high, silent] = adultsAtHome(context, patients);
  if (low === undefined || high === undefined || silent === undefined) return;
  for (const [value, hoursAgo] of [
    [91, 1.5],
    [90, 0.6],
  ] as const)
    writeHomeReading(context, low, at(hoursAgo), {
      code: OXYGEN_SATURATION,
      value,
      unit: '%',
      components: [],
    });
  writeHomeReading(context, high, at(0.4), {
    code: BLOOD_PRESSURE_PANEL,
    value: null,
    unit: null,
    components: [
      { code: SYSTOLIC, value: 222, unit: 'mm[Hg]' },
      { code: DIASTOLIC, value: 124, unit: 'mm[Hg]' },
    ],
  });
  const draft = suggestedThresholdOf(OXYGEN_SATURATION);
  if (draft === null) return;
  const own = { ...draft, appliesFromYears: null, source: null, noReadingsAfterDays: SILENT_DAYS };
  writeThreshold(context, silent, OXYGEN_SATURATION, { ...own, ...setBy(context, at(24 * 10)) });
  writeHomeReading(context, silent, at(24 * SILENT_DAYS + 3), {
    code: OXYGEN_SATURATION,
    value: 95,
    unit: '%',
    components: [],
  });
  const settled = settleSilences(context.clinic);
  if (!settled.ok) throw new RefusedSeed(settled.error);
}

function adultsAtHome({ clinic }: PracticeContext, patients: readonly PracticePatient[]): readonly string[] {
  const today = new Date(clinic.clock.nowMs()).toISOString().slice(0, 10);
  const isAdult = (patientId: string): boolean => {
    const patient = clinic.records.get('Patient', patientId);
    return (ageInYears(patient?.birthDate ?? null, today) ?? 0) >= ADULT_YEARS;
  };
  return patients
    .slice(FIRST_AT_HOME)
    .map(({ patientId }) => patientId)
    .filter(isAdult);
}

function setBy({ ownerId }: PracticeContext, setAt: string) {
  return { watchedSince: setAt, setAt, setById: ownerId };
}

function writeThreshold(
  { clinic, ownerId }: PracticeContext,
  patientId: string | null,
  code: string,
  threshold: Threshold,
): void {
  const id = idOf(definitionName(patientId, code));
  const fields = { patientId, code, threshold };
  const written = clinic.records.write({ practitionerId: ownerId }, 'ObservationDefinition', id, fields);
  if (!written.ok) throw new RefusedSeed(written.error);
}

type Measured = Pick<FieldsOf<'Observation'>, 'code' | 'value' | 'unit' | 'components'>;

function writeHomeReading(
  context: PracticeContext,
  patientId: string,
  effectiveAt: string,
  measured: Measured,
): void {
  writeNew(context, 'Observation', {
    ...measured,
    patientId,
    valueCode: null,
    encounterId: null,
    effectiveAt,
    source: 'patient',
    performerId: null,
    evidence: null,
    status: 'final',
    statusReason: null,
    releasedAt: null,
  });
}
