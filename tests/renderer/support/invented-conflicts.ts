import type { ClinicClient } from '../../../renderer/workstation/app/clinic-client.ts';
import { idOf, PRACTITIONERS } from './invented-day.ts';

export type ListedConflict = Awaited<ReturnType<ClinicClient['conflict']['list']>>[number];
type Value = ListedConflict['conflict']['kept']['value'];

/** An open Conflict about a field of the first invented patient. */
export function inventConflict(
  field: string,
  kept: Value,
  other: Value,
  subjectType = 'Patient',
): ListedConflict {
  const side = (value: Value, number: number) => ({
    value,
    authorId: idOf(2, number),
    workstationId: idOf(6, number),
    at: '2026-11-22T09:12:00.000Z',
  });
  return {
    conflict: {
      id: idOf(7, field.length),
      patientId: idOf(1, 1),
      subjectType,
      subjectId: idOf(1, 1),
      field,
      kind: 'concurrent-edit',
      kept: side(kept, 1),
      other: side(other, 2),
      openedAt: '2026-11-22T09:13:00.000Z',
      status: 'open',
      settledById: null,
      settledAt: null,
      resolution: null,
    },
    patientLabel: 'Testperson Alder',
    authors: [...PRACTITIONERS],
  };
}
