import { z } from 'zod';
import type { PushOutcome } from '../../domain/contract/sync/wire.ts';
import { definitionOf, isResourceType, type ResourceType } from '../../domain/resource/registry.ts';
import type { ResourceDefinition } from '../../domain/resource/define-resource.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { Change, type FieldValues } from '../../domain/sync/change.ts';
import { isFieldValues } from '../../domain/sync/field-values.ts';
import { MAX_STAMP_LEAD_MS, nodeOf, stampMs, stampNode } from '../../domain/sync/hlc.ts';
import { stampOf } from '../../domain/sync/stamps.ts';

/** The most a single change may carry, in UTF-16 units of its values: a long note fits five times. */
export const MAX_CHANGE_CHARS = 600_000;

/** A Change as it is read here; each value is looked at again by its own schema. */
const ReceivedChange = Change.extend({ fields: z.custom<FieldValues>(isFieldValues) });

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
  const parsed = ReceivedChange.safeParse(received).data;
  if (parsed === undefined) return null;
  const fields = Object.keys(parsed.fields);
  if (fields.length === 0) return null;
  const isAfterBase = fields.every((field) => (stampOf(parsed.base, field) ?? '') < parsed.stamp);
  return isAfterBase ? parsed : null;
}

/** A new resource needs every field that may not be unknown; an edit only valid values. Fields of a newer version pass. */
function hasValidFields({ fields, base }: Change, definition: ResourceDefinition): boolean {
  return Object.entries(definition.fields).every(([name, { schema }]) => {
    const value = fields[name];
    if (value === undefined) return base !== null || schema.safeParse(null).success;
    return schema.safeParse(value).success;
  });
}

function charsOf(fields: Change['fields']): number {
  let chars = 0;
  for (const value of Object.values(fields)) {
    if (typeof value === 'string') chars += value.length;
    else if (typeof value === 'object' && value !== null) chars += JSON.stringify(value).length;
  }
  return chars;
}
