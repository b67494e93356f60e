import { z } from 'zod';

/**
 * How two concurrent values of one field become one (docs/merge-policy.md prints the whole table).
 * - `newest`: the later stamp wins; the replaced value is kept as a noted Conflict and shown on the record.
 * - `review`: the value the server had stays as the safe reading, both are kept, an open Conflict waits for a person.
 * - `union`: sets (JSON arrays) never lose a member that nobody removed having seen it.
 * - `immutable`: written once; a different later value opens a Conflict and changes nothing.
 */
export type MergePolicy = 'newest' | 'review' | 'union' | 'immutable';

/** One field of a resource: what it may hold, and how concurrent values of it merge. */
export interface ResourceField {
  readonly schema: z.ZodType;
  readonly policy: MergePolicy;
}

/** A FHIR resource as this product keeps it: flat fields, each one value for the merge. */
export interface ResourceDefinition<
  Type extends string = string,
  Fields extends Readonly<Record<string, ResourceField>> = Readonly<Record<string, ResourceField>>,
> {
  readonly type: Type;
  readonly fields: Fields;
  /** The field that names the patient this resource belongs to (`id` for Patient itself); null for clinic-wide ones. */
  readonly patientField: string | null;
  /** Fields that point to another resource which must be there first. */
  readonly parents: Readonly<Record<string, string>>;
  /** The whole resource: `id` and every field; used at every border. */
  readonly schema: z.ZodType;
}

type FieldShape<Fields extends Readonly<Record<string, ResourceField>>> = {
  readonly [Name in keyof Fields]: Fields[Name]['schema'];
};

/** Declares a resource once: table columns, wire schema, merge and role scope all follow from it. */
export function defineResource<
  const Type extends string,
  const Fields extends Readonly<Record<string, ResourceField>>,
>(definition: {
  readonly type: Type;
  readonly patientField: (keyof Fields & string) | 'id' | null;
  readonly parents?: { readonly [Name in keyof Fields]?: string };
  readonly fields: Fields;
}) {
  const shape = Object.fromEntries(
    Object.entries(definition.fields).map(([name, field]) => [name, field.schema]),
  ) as unknown as FieldShape<Fields>; // the entries are exactly the fields' schemas
  return {
    type: definition.type,
    fields: definition.fields,
    patientField: definition.patientField,
    parents: (definition.parents ?? {}) as Readonly<Record<string, string>>, // optional keys carry no undefined
    schema: z.object({ id: z.uuid(), ...shape }),
  };
}

/** Shorthands that keep a resource declaration readable as a table. */
export const newest = <S extends z.ZodType>(schema: S) => ({ schema, policy: 'newest' }) as const;
export const review = <S extends z.ZodType>(schema: S) => ({ schema, policy: 'review' }) as const;
export const union = <S extends z.ZodType>(schema: S) => ({ schema, policy: 'union' }) as const;
export const immutable = <S extends z.ZodType>(schema: S) => ({ schema, policy: 'immutable' }) as const;
