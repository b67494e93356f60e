import { isOwnSignature } from '../../domain/document-reference/own-signature.ts';
import type { IdSource } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { ResourceType } from '../../domain/resource/registry.ts';
import type { FieldValues } from '../../domain/sync/change.ts';
import { withStamp } from '../../domain/sync/stamps.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Outbox } from './outbox.ts';
import { readFields } from './read-fields.ts';
import type { Author, WriteError } from './record-store.ts';
import type { RowCodec } from './row-codec.ts';
import type { Rows, StoredRow } from './rows.ts';
import type { SearchIndex } from './search-index.ts';
import type { StampClock } from './stamp-clock.ts';
import type { Transactions } from './transactions.ts';

/** What a write needs; assembled by createRecordStore. */
export interface WriteParts {
  readonly rows: Rows;
  readonly outbox: Outbox;
  readonly searchIndex: SearchIndex;
  readonly stampClock: StampClock;
  readonly transactions: Transactions;
  readonly audit: AuditTrail;
  readonly ids: IdSource;
  readonly workstationId: string;
  readonly schemaVersion: number;
}

/** Audit entry, change and row, in this order: the triggers of the database refuse any other. Inside a transaction. */
export function writeResource(
  parts: WriteParts,
  author: Author,
  type: ResourceType,
  id: string,
  given: Readonly<Record<string, unknown>>,
): Result<{ readonly changeId: string | null }, WriteError> {
  const { rows, stampClock, ids } = parts;
  const codec = rows.codecs[type];
  const current = rows.read(type, id);
  const read = readFields(codec, current, given);
  if (!read.ok) return read;
  const fields = read.value;
  if (current !== null && Object.keys(fields).length === 0) return ok({ changeId: null });
  if (type === 'DocumentReference') {
    if (touchesSigned(current, fields)) return err({ code: 'already-signed' });
    if (!isOwnSignature(fields, author.practitionerId, current?.fields ?? null))
      return err({ code: 'signature-not-own' });
  }
  if (isParentMissing(rows, codec, fields)) return err({ code: 'missing-parent' });
  const stamp = stampClock.next();
  if (!stamp.ok) return stamp;

  const changeId = ids.nextId();
  const auditSequence = parts.audit.record({
    action: current === null ? 'C' : 'U',
    event: 'resource-written',
    agentId: author.practitionerId,
    entityType: type,
    entityId: id,
    changeId,
    outcome: 'success',
  });
  parts.outbox.add(
    {
      changeId,
      resourceType: type,
      resourceId: id,
      fields,
      base: current?.stamps ?? null,
      stamp: stamp.value,
      authorId: author.practitionerId,
      workstationId: parts.workstationId,
      schemaVersion: parts.schemaVersion,
    },
    auditSequence,
  );
  writeRow(parts, codec, { id, current, fields, stamp: stamp.value, changeId });
  return ok({ changeId });
}

interface WrittenRow {
  readonly id: string;
  readonly current: StoredRow | null;
  readonly fields: FieldValues;
  readonly stamp: string;
  readonly changeId: string;
}

function writeRow(
  { rows, searchIndex, transactions }: WriteParts,
  codec: RowCodec,
  { id, current, fields, stamp, changeId }: WrittenRow,
): void {
  const { type } = codec;
  const allFields = [...codec.fieldByName.keys(), ...Object.keys(current?.extra ?? {})];
  const stamps = withStamp(current?.stamps ?? null, allFields, Object.keys(fields), stamp);
  const write = { fields, stamps, extra: current?.extra ?? null, changeId };
  if (current === null) rows.insert(type, id, write);
  else rows.update(type, id, write);
  const whole = { ...current?.fields, ...fields };
  if (searchIndex.concerns(type, fields)) searchIndex.put(type, id, whole);
  transactions.notify({
    resourceType: type,
    resourceIds: [id],
    patientId: patientIdOf(codec, id, whole),
    origin: 'here',
  });
}

/** Whose record a row belongs to; null for clinic-wide ones. */
export function patientIdOf({ patientField }: RowCodec, id: string, whole: FieldValues): string | null {
  if (patientField === null) return null;
  const value = patientField === 'id' ? id : whole[patientField];
  return typeof value === 'string' ? value : null;
}

/** What a signature seals; a signed note may still be marked entered-in-error. */
function touchesSigned(current: StoredRow | null, fields: FieldValues): boolean {
  if (current === null || current.fields['signedAt'] === null) return false;
  const isSealed = ['text', 'signedAt', 'signedById'].some((name) => fields[name] !== undefined);
  return isSealed || fields['docStatus'] === 'preliminary';
}

function isParentMissing(rows: Rows, codec: RowCodec, fields: FieldValues): boolean {
  return codec.fields.some(({ name, parentType }) => {
    const parentId = fields[name];
    return parentType !== null && typeof parentId === 'string' && !rows.exists(parentType, parentId);
  });
}
