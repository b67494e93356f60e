import { z } from 'zod';
import type { PushOutcome } from '../../domain/contract/sync/wire.ts';
import { definitionOf, isResourceType, type ResourceType } from '../../domain/resource/registry.ts';
import type { ResourceDefinition } from '../../domain/resource/define-resource.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { Change, type FieldValues } from '../../domain/sync/change.ts';
import { MAX_STAMP_LEAD_MS, nodeOf, stampMs, stampNode } from '../../domain/sync/hlc.ts';
import { stampOf } from '../../domain/sync/stamps.ts';

/** The most a single change may carry, in UTF-16 units of its values: a long note fits five times. */
export const MAX_CHANGE_CHARS = 600_000;

/** How deep a value may nest; no resource goes beyond three. */
const MAX_DEPTH = 32;

/** A Change whose field values are looked at one by one afterwards: once for being JSON, once by their own schema. */
const ChangeEnvelope = Change.extend({ fields: z.record(z.string().max(60), z.unknown()) });

export type RefusalReason = NonNullable<PushOutcome['reason']>;
export type Refusal = { readonly code: RefusalReason };

/** A change whose form is right; whether it fits the record is for `acceptPush` to find. */
export interface CheckedChange {
  readonly change: Change;
  readonly type: ResourceType;
  readonly definition: ResourceDefinition;
}

/** The form of one received change: shape, size, stamp, type and the values of the fields this version knows. */
export function checkChange(
  received: unknown,
  workstationId: string,
  nowMs: number,
): Result<CheckedChange, Refusal> {
  const change = parseChange(received);
  if (change === null) return err({ code: 'malformed' });
  if (charsOf(change.fields) > MAX_CHANGE_CHARS) return err({ code: 'oversize' });
  if (change.workstationId !== workstationId || stampNode(change.stamp) !== nodeOf(workstationId)) {
    return err({ code: 'wrong-workstation' });
  }
  if (stampMs(change.stamp) > nowMs + MAX_STAMP_LEAD_MS) return err({ code: 'clock-ahead' });
  if (!isResourceType(change.resourceType)) return err({ code: 'unknown-type' });
  const definition = definitionOf(change.resourceType);
  if (!hasValidFields(change, definition)) return err({ code: 'invalid-fields' });
  return ok({ change, type: change.resourceType, definition });
}

/** null for anything that is not a Change, writes nothing, or claims to have seen its own future. */
function parseChange(received: unknown): Change | null {
  const parsed = ChangeEnvelope.safeParse(received).data;
  if (parsed === undefined || !isShallowJson(parsed.fields, MAX_DEPTH)) return null;
  const fields = Object.keys(parsed.fields);
  if (fields.length === 0) return null;
  const isAfterBase = fields.every((field) => (stampOf(parsed.base, field) ?? '') < parsed.stamp);
  return isAfterBase ? { ...parsed, fields: parsed.fields } : null;
}

/** A new resource needs every field that may not be unknown; an edit only valid values. Fields of a newer version pass. */
function hasValidFields({ fields, base }: Change, definition: ResourceDefinition): boolean {
  return Object.entries(definition.fields).every(([name, { schema }]) => {
    const value = fields[name];
    if (value === undefined) return base !== null || schema.safeParse(null).success;
    return schema.safeParse(value).success;
  });
}

/** Whether a value is what JSON can say and nests no deeper; anything else msgpack can bring is refused. */
function isShallowJson(value: unknown, depth: number): value is FieldValues {
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value !== 'object' || depth === 0) return false;
  if (Array.isArray(value)) return value.every((member) => isShallowJson(member, depth - 1));
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  return Object.values(value).every((member) => isShallowJson(member, depth - 1));
}

function charsOf(fields: Change['fields']): number {
  let chars = 0;
  for (const value of Object.values(fields)) {
    if (typeof value === 'string') chars += value.length;
    else if (typeof value === 'object' && value !== null) chars += JSON.stringify(value).length;
  }
  return chars;
}
