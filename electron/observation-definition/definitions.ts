import { eq, isNotNull, isNull, or } from 'drizzle-orm';
import type {
  ObservationDefinition,
  Threshold,
} from '../../domain/observation-definition/observation-definition.ts';
import { thresholdInForce, type InForce } from '../../domain/observation-definition/threshold-in-force.ts';
import { recordColumns } from '../../drizzle/workstation/record-columns.ts';
import { observationDefinitionTable } from '../../drizzle/workstation/schema/observation-definition.ts';
import type { Clinic } from '../clinic.ts';
import { ageOfPatient } from '../observation/patient-age.ts';

/** What was ever set for one code: the clinic's default and the patient's own; null = never. */
export interface SetThresholds {
  readonly byDefault: Threshold | null;
  readonly own: Threshold | null;
}

/** Every code somebody set a threshold for, for this patient or as the default. */
export function thresholdsOf(
  { database }: Clinic,
  patientId: string | null,
): ReadonlyMap<string, SetThresholds> {
  const { patientId: whose } = observationDefinitionTable;
  const concerns = patientId === null ? isNull(whose) : or(isNull(whose), eq(whose, patientId));
  const rows = database.drizzle
    .select(recordColumns(observationDefinitionTable))
    .from(observationDefinitionTable)
    .where(concerns)
    .all();
  const byCode = Map.groupBy(rows, ({ code }) => code);
  return new Map(
    [...byCode].map(([code, definitions]) => [
      code,
      {
        byDefault: definitions.find((each) => each.patientId === null)?.threshold ?? null,
        own: definitions.find((each) => each.patientId !== null)?.threshold ?? null,
      },
    ]),
  );
}

/** What watches a patient, by code; a code without any threshold is not named. */
export function thresholdsInForce(clinic: Clinic, patientId: string): ReadonlyMap<string, InForce> {
  const set = thresholdsOf(clinic, patientId);
  if (set.size === 0) return new Map();
  const ageYears = ageOfPatient(clinic, patientId);
  return new Map(
    [...set].map(([code, { own, byDefault }]) => [code, thresholdInForce(own, byDefault, ageYears)]),
  );
}

/** The patients' own definitions that ask for readings within days. */
export function definitionsThatAskForReadings({ database }: Clinic): readonly ObservationDefinition[] {
  return database.drizzle
    .select(recordColumns(observationDefinitionTable))
    .from(observationDefinitionTable)
    .where(isNotNull(observationDefinitionTable.patientId))
    .all()
    .filter(({ threshold }) => threshold.status === 'active' && threshold.noReadingsAfterDays !== null);
}

/** Whether anything is watched in this clinic at all. */
export function isAnythingWatched({ database }: Clinic): boolean {
  const { id } = observationDefinitionTable;
  return database.drizzle.select({ id }).from(observationDefinitionTable).limit(1).get() !== undefined;
}
