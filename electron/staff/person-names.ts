import { practitionerTable } from '../../drizzle/workstation/schema/practitioner.ts';
import type { Clinic } from '../clinic.ts';

/** The name of a Practitioner as people read it; null when that person is not in the record here. */
export type NameOf = (practitionerId: string) => string | null;

/** Everybody's name, read once. */
export function personNames({ database }: Clinic): NameOf {
  const { id, prefix, given, family } = practitionerTable;
  const people = database.drizzle.select({ id, prefix, given, family }).from(practitionerTable).all();
  const nameById = new Map(
    people.map((person) => [
      person.id,
      [person.prefix, person.given, person.family].filter((part) => part !== null).join(' '),
    ]),
  );
  return (practitionerId) => nameById.get(practitionerId) ?? null;
}
