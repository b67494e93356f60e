import { getTableColumns, getTableName } from 'drizzle-orm';
import { definitionOf, resources, type ResourceType } from '../../domain/resource/registry.ts';
import type { ResourceField } from '../../domain/resource/define-resource.ts';
import type { FieldValues } from '../../domain/sync/change.ts';
import { resourceTables } from '../../drizzle/workstation/resource-tables.ts';

type JsonValue = FieldValues[string];
export type SqlValue = string | number | null;

/** One field of a resource and the column that holds it. */
export interface FieldColumn extends ResourceField {
  readonly name: string;
  /** Quoted for SQL. */
  readonly column: string;
  readonly kind: 'plain' | 'boolean' | 'json';
  readonly isNullable: boolean;
  /** The resource type it points to and which must be there first; null = none. */
  readonly parentType: ResourceType | null;
}

/** How one resource lies in its table. */
export interface RowCodec {
  readonly type: ResourceType;
  /** Quoted for SQL. */
  readonly table: string;
  readonly fields: readonly FieldColumn[];
  readonly fieldByName: ReadonlyMap<string, FieldColumn>;
  readonly patientField: string | null;
}

export type RowCodecs = Readonly<Record<ResourceType, RowCodec>>;

/** Reads table and registry once; every statement of the record store is made from this. */
export function createRowCodecs(): RowCodecs {
  const types = Object.keys(resources) as ResourceType[]; // the registry's keys are its types
  return Object.fromEntries(types.map((type) => [type, createRowCodec(type)])) as Record<
    ResourceType,
    RowCodec
  >; // one each
}

function createRowCodec(type: ResourceType): RowCodec {
  const { fields, parents, patientField } = definitionOf(type);
  const columns = getTableColumns(resourceTables[type]) as Readonly<Record<string, DrizzleColumn>>; // the part read here
  const fieldColumns = Object.entries(fields).map(([name, field]) =>
    toFieldColumn(type, name, field, columns[name], parents[name]),
  );
  return {
    type,
    table: `"${getTableName(resourceTables[type])}"`,
    fields: fieldColumns,
    fieldByName: new Map(fieldColumns.map((field) => [field.name, field])),
    patientField,
  };
}

interface DrizzleColumn {
  readonly name: string;
  readonly dataType: string;
  readonly notNull: boolean;
}

function toFieldColumn(
  type: ResourceType,
  name: string,
  field: ResourceField,
  column: DrizzleColumn | undefined,
  parentType: string | undefined,
): FieldColumn {
  if (column === undefined) throw new Error(`${type}.${name} has no column`);
  return {
    ...field,
    name,
    column: `"${column.name}"`,
    kind: column.dataType === 'boolean' || column.dataType === 'json' ? column.dataType : 'plain',
    isNullable: !column.notNull,
    parentType: (parentType ?? null) as ResourceType | null, // the registry's parents are its types
  };
}

/** A field's value as its column holds it. */
export function toSql({ kind }: FieldColumn, value: JsonValue | undefined): SqlValue {
  if (value === null || value === undefined) return null;
  if (kind === 'json') return JSON.stringify(value);
  if (kind === 'boolean') return value === true ? 1 : 0;
  // a wrong type from elsewhere is refused by the STRICT column
  return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value);
}

/** A column's value as the field has it. */
export function fromSql({ kind }: FieldColumn, value: SqlValue): JsonValue {
  if (value === null) return null;
  if (kind === 'json') return JSON.parse(String(value)) as JsonValue; // toSql wrote it
  return kind === 'boolean' ? value === 1 : value;
}
