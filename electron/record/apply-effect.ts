import { isResourceType, type ResourceType } from '../../domain/resource/registry.ts';
import type { FieldValues, SnapshotRow } from '../../domain/sync/change.ts';
import { packStamps, stampOf, unpackStamps, type PackedStamps } from '../../domain/sync/stamps.ts';
import { isConstraint } from '../database/sqlite-failure.ts';
import type { Outbox } from './outbox.ts';
import type { ParkedEffects } from './parked-effects.ts';
import type { RowCodec } from './row-codec.ts';
import type { Rows } from './rows.ts';
import type { SearchIndex } from './search-index.ts';
import type { StampClock } from './stamp-clock.ts';

/** What applying needs; assembled by createRecordStore. */
export interface ApplyParts {
  readonly rows: Rows;
  readonly outbox: Outbox;
  readonly parked: ParkedEffects;
  readonly searchIndex: SearchIndex;
  readonly stampClock: StampClock;
}

/** Called for each row that changed, after its write. */
export type Applied = (type: ResourceType, id: string, fields: FieldValues) => void;

/**
 * Brings one effect of the server into its row, or parks it with the reason. Never fails for what it was sent; only the
 * disk can make it throw. Inside a transaction with the gate open.
 */
export function applyEffect(parts: ApplyParts, effect: SnapshotRow, applied: Applied): void {
  const { resourceType, resourceId } = effect;
  parts.stampClock.observe(effect.stamps);
  if (!isResourceType(resourceType)) {
    parts.parked.keepUnknown(effect, (known) => mergeRows(known, effect));
    return;
  }
  const pending = parts.outbox.pendingFields(resourceId);
  const now = pending.size === 0 ? effect : withoutPending(parts, effect, pending);
  if (now !== null) writeEffect(parts, parts.rows.codecs[resourceType], now, applied);
}

/** Parks the fields that have a local change without the server's word; answers the rest. */
function withoutPending(
  { parked }: ApplyParts,
  effect: SnapshotRow,
  pending: ReadonlySet<string>,
): SnapshotRow | null {
  const names = Object.keys(effect.fields);
  const held = names.filter((name) => pending.has(name));
  if (held.length > 0) parked.park(pickFields(effect, held), 'pending-change', null);
  const free = names.filter((name) => !pending.has(name));
  return free.length > 0 ? pickFields(effect, free) : null;
}

function writeEffect(parts: ApplyParts, codec: RowCodec, effect: SnapshotRow, applied: Applied): void {
  const { rows, parked } = parts;
  const { resourceId: id } = effect;
  const current = rows.readStamps(codec.type, id);
  if (current === null && isIncomplete(codec, effect.fields)) {
    parked.park(effect, 'incomplete-row', null);
    return;
  }
  const { known, extra } = splitFields(codec, effect.fields, current?.extra ?? null);
  const stamps = current === null ? effect.stamps : mergeStamps(codec, current, effect);
  try {
    const write = { fields: known, stamps, extra, changeId: null };
    if (current === null) rows.insert(codec.type, id, write);
    else rows.update(codec.type, id, write);
  } catch (error) {
    if (!isConstraint(error)) throw error;
    const missing = missingParentOf(rows, codec, known);
    parked.park(effect, missing === null ? 'not-understood' : 'missing-parent', missing);
    return;
  }
  indexAgain(parts, codec.type, id, known, current === null);
  applied(codec.type, id, effect.fields);
  if (current === null && parked.hasAny()) {
    for (const waiting of parked.takeForArrival(id)) applyEffect(parts, waiting, applied);
  }
}

function indexAgain(
  { rows, searchIndex }: ApplyParts,
  type: ResourceType,
  id: string,
  known: FieldValues,
  isNew: boolean,
): void {
  if (!searchIndex.concerns(type, known)) return;
  const whole = isNew ? known : rows.read(type, id)?.fields;
  if (whole !== undefined) searchIndex.put(type, id, whole);
}

function isIncomplete({ fields }: RowCodec, given: FieldValues): boolean {
  return fields.some(({ name, isNullable }) => !isNullable && given[name] === undefined);
}

function splitFields(
  { fieldByName }: RowCodec,
  fields: FieldValues,
  before: FieldValues | null,
): { readonly known: FieldValues; readonly extra: FieldValues | null } {
  const unknown = Object.entries(fields).filter(([name]) => !fieldByName.has(name));
  if (unknown.length === 0) return { known: fields, extra: before };
  const known = Object.fromEntries(Object.entries(fields).filter(([name]) => fieldByName.has(name)));
  return { known, extra: { ...before, ...Object.fromEntries(unknown) } };
}

function mergeStamps(
  { fieldByName }: RowCodec,
  current: { readonly stamps: PackedStamps; readonly extra: FieldValues | null },
  effect: SnapshotRow,
): PackedStamps {
  const before = unpackStamps(current.stamps, [...fieldByName.keys(), ...Object.keys(current.extra ?? {})]);
  return packStamps({ ...before, ...unpackStamps(effect.stamps, Object.keys(effect.fields)) });
}

function mergeRows(known: SnapshotRow, effect: SnapshotRow): SnapshotRow {
  const before = unpackStamps(known.stamps, Object.keys(known.fields));
  const after = unpackStamps(effect.stamps, Object.keys(effect.fields));
  return {
    ...effect,
    fields: { ...known.fields, ...effect.fields },
    stamps: packStamps({ ...before, ...after }),
  };
}

function missingParentOf(rows: Rows, { fields }: RowCodec, known: FieldValues): string | null {
  for (const { name, parentType } of fields) {
    const parentId = known[name];
    if (parentType !== null && typeof parentId === 'string' && !rows.exists(parentType, parentId))
      return parentId;
  }
  return null;
}

function pickFields(effect: SnapshotRow, names: readonly string[]): SnapshotRow {
  return {
    ...effect,
    fields: Object.fromEntries(names.map((name) => [name, effect.fields[name] ?? null])),
    stamps: packStamps(unpackStamps(effect.stamps, names)),
  };
}

/**
 * What waited for the server's word on a resource, once a change of it was acknowledged or refused. After a refusal the
 * server's values stand. After an acknowledgement a `review` or `immutable` field shows what the server holds; of the
 * others the later stamp stands, and the server sends back what it made of ours where that differs.
 */
export function releasePending(
  parts: ApplyParts,
  resourceId: string,
  word: 'acknowledged' | 'refused',
  applied: Applied,
): void {
  for (const effect of parts.parked.takeForPendingChange(resourceId)) {
    if (!isResourceType(effect.resourceType)) continue;
    const codec = parts.rows.codecs[effect.resourceType];
    const current = parts.rows.readStamps(codec.type, resourceId);
    const stands = Object.keys(effect.fields).filter((name) => {
      const policy = codec.fieldByName.get(name)?.policy ?? 'newest';
      if (word === 'refused' || policy === 'review' || policy === 'immutable') return true;
      const here = stampOf(current?.stamps ?? null, name);
      const there = stampOf(effect.stamps, name);
      return here === null || (there !== null && there >= here);
    });
    if (stands.length > 0) applyEffect(parts, pickFields(effect, stands), applied);
  }
}
