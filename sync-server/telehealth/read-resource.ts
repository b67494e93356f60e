import type { ResourceOf, ResourceType } from '../../domain/resource/registry.ts';
import { resources } from '../../domain/resource/registry.ts';
import type { ClinicRecordStore, ResourceRow } from '../store/clinic-record.ts';

/** A row as its resource, or null when its fields do not fit this version's schema. */
export function resourceOfRow<Type extends ResourceType>(
  type: Type,
  row: ResourceRow,
): ResourceOf<Type> | null {
  const parsed = resources[type].schema.safeParse({ ...row.fields, id: row.resourceId });
  return parsed.success ? (parsed.data as ResourceOf<Type>) : null; // the schema of that very type
}

/** One resource of the clinic, or null when it is not here or does not fit. */
export async function readResource<Type extends ResourceType>(
  record: ClinicRecordStore,
  clinicId: string,
  type: Type,
  id: string,
): Promise<ResourceOf<Type> | null> {
  const row = await record.resource(clinicId, type, id);
  return row === null ? null : resourceOfRow(type, row);
}
