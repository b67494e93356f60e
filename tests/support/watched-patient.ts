import type { Threshold } from '../../domain/observation-definition/observation-definition.ts';
import { definitionName } from '../../domain/observation-definition/observation-definition.ts';
import type { Task } from '../../domain/task/task.ts';
import type { Clinic } from '../../electron/clinic.ts';
import { idOf } from '../../electron/record/id-of.ts';
import { selectTasks } from '../../electron/task/task-rows.ts';
import { valueOf } from './test-desk.ts';

export const SPO2 = '59408-5';

interface Writer {
  readonly clinic: Clinic;
  /** Null: nobody is signed in. */
  readonly practitionerId: string | null;
}

/** SpO2 below 92 % alerts the nurses, below 88 % gravely; after half an hour the practitioners too. */
export function watchSaturation(
  { clinic, practitionerId }: Writer,
  patientId: string | null,
  given: Partial<Threshold> = {},
): string {
  const at = new Date(clinic.clock.nowMs()).toISOString();
  const id = idOf(definitionName(patientId, SPO2));
  valueOf(
    clinic.records.write({ practitionerId }, 'ObservationDefinition', id, {
      patientId,
      code: SPO2,
      threshold: {
        status: 'active',
        intervals: [{ code: SPO2, unit: '%', low: 92, high: null, criticalLow: 88, criticalHigh: null }],
        appliesFromYears: null,
        noReadingsAfterDays: null,
        performer: { role: 'nurse', practitionerId: null },
        escalation: { afterMinutes: 30, role: 'practitioner' },
        source: null,
        watchedSince: at,
        setById: '0199c000-0000-7000-8000-000000000002',
        setAt: at,
        ...given,
      },
    }),
  );
  return id;
}

/** Files a saturation, now or at another instant; answers its id. */
export function fileSaturation(
  { clinic, practitionerId }: Writer,
  patientId: string,
  value: number,
  given: { readonly unit?: string; readonly effectiveAt?: string; readonly id?: string } = {},
): string {
  const observationId = given.id ?? clinic.ids.nextId();
  valueOf(
    clinic.records.write({ practitionerId }, 'Observation', observationId, {
      patientId,
      encounterId: null,
      code: SPO2,
      value,
      unit: given.unit ?? '%',
      components: [],
      valueCode: null,
      effectiveAt: given.effectiveAt ?? new Date(clinic.clock.nowMs()).toISOString(),
      source: 'manual',
      performerId: practitionerId,
      evidence: null,
      status: 'final',
      statusReason: null,
      releasedAt: null,
    }),
  );
  return observationId;
}

/** Every Task of the record, closed ones too, earliest event first. */
export function allTasks(clinic: Clinic): Task[] {
  return selectTasks(clinic, undefined).toSorted((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1));
}
