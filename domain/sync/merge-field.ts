import type { z } from 'zod';
import type { MergePolicy } from '../resource/define-resource.ts';
import type { ConflictKind } from './conflict.ts';
import { stampAfter, type Stamp } from './hlc.ts';
import { canonicalJson, isSameValue } from './json-value.ts';

type Json = z.core.util.JSONType;

/** One side of a field: its value and the stamp it was written with. */
export interface FieldSide {
  readonly value: Json;
  readonly stamp: Stamp;
}

/** What a rule beyond the field's policy decides: whose value stands, and under which kind the other is kept; null = it is not kept, because no person wrote it. */
export interface FieldGuard {
  readonly stands: 'current' | 'incoming';
  readonly kind: ConflictKind | null;
}

/** The value that stands after the merge; `conflict` says what is to be kept of the other side. */
export interface MergedField {
  readonly value: Json;
  readonly stamp: Stamp;
  readonly conflict: {
    readonly kind: ConflictKind;
    readonly status: 'open' | 'noted';
    readonly kept: 'current' | 'incoming';
  } | null;
}

/**
 * Merges one field that the row already has. `seen`: the author had seen the current value (the bases match).
 * Values that mean the same never conflict and take the later stamp.
 */
export function mergeField(
  policy: MergePolicy,
  current: FieldSide,
  incoming: FieldSide,
  seen: boolean,
  guard: FieldGuard | null,
): MergedField {
  if (guard?.kind === null) return { ...(guard.stands === 'current' ? current : incoming), conflict: null };
  const later = incoming.stamp > current.stamp ? incoming : current;
  if (isSameValue(current.value, incoming.value)) {
    return { value: current.value, stamp: later.stamp, conflict: null };
  }
  if (guard !== null) {
    const stands = openConflict(current, incoming, guard.stands, guard.kind);
    // where stamps decide at the replicas, the value that stands must not carry the earlier one
    const byStamp = policy === 'newest' || policy === 'union';
    return byStamp ? { ...stands, stamp: notBefore(stands.stamp, later.stamp) } : stands;
  }
  switch (policy) {
    case 'immutable':
      return openConflict(current, incoming, 'current', 'immutable-field');
    case 'newest': {
      if (seen) return { ...incoming, conflict: null };
      const kept = later === incoming ? 'incoming' : 'current';
      return { ...later, conflict: { kind: 'concurrent-edit', status: 'noted', kept } };
    }
    case 'review':
      if (seen) return { ...incoming, conflict: null };
      return openConflict(current, incoming, 'current', 'concurrent-edit');
    case 'union':
      return seen ? { ...incoming, conflict: null } : { ...mergeMembers(current, incoming), conflict: null };
  }
}

function openConflict(
  current: FieldSide,
  incoming: FieldSide,
  kept: 'current' | 'incoming',
  kind: ConflictKind,
): MergedField {
  return { ...(kept === 'current' ? current : incoming), conflict: { kind, status: 'open', kept } };
}

/**
 * Both sides' members, each once, in an order that does not depend on who came first. Where the result is neither side's
 * value it carries a stamp of its own, so that nobody who has seen only one side can replace it as if seen.
 */
function mergeMembers(current: FieldSide, incoming: FieldSide): FieldSide {
  const memberByText = new Map<string, Json>();
  for (const member of [...membersOf(current.value), ...membersOf(incoming.value)]) {
    memberByText.set(canonicalJson(member), member);
  }
  const value = [...memberByText].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, member]) => member);
  const holds = (side: FieldSide) =>
    new Set(membersOf(side.value).map(canonicalJson)).size === memberByText.size;
  if (holds(incoming))
    return incoming.stamp > current.stamp ? incoming : { ...incoming, stamp: stampAfter(current.stamp) };
  if (holds(current)) return { ...current, stamp: notBefore(current.stamp, incoming.stamp) };
  return { value, stamp: stampAfter(incoming.stamp > current.stamp ? incoming.stamp : current.stamp) };
}

/** `stamp`, or the first one after `other` where that is later. */
function notBefore(stamp: Stamp, other: Stamp): Stamp {
  return other > stamp ? stampAfter(other) : stamp;
}

function membersOf(value: Json): readonly Json[] {
  if (Array.isArray(value)) return value;
  return value === null ? [] : [value];
}
