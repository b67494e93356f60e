import { maySettleConflict } from '../../domain/access/conflict-access.ts';
import { isResourceType, type FieldsOf, type ResourceType } from '../../domain/resource/registry.ts';
import { instantOf } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Conflict } from '../../domain/sync/conflict.ts';
import type { SignedIn } from '../clinic.ts';
import { refusalOf, type WriteRefusal } from '../record/write-refusal.ts';
import type { WriteError } from '../record/record-store.ts';

/** `cannot-take-other`: the other value cannot be written (a signed text, a field written once, a type of a newer version). */
export type SettleError = { readonly code: 'already-settled' | 'cannot-take-other' } | WriteRefusal;

const REFUSED_BY_RULE: ReadonlySet<WriteError['code']> = new Set([
  'already-signed',
  'signature-not-own',
  'invalid-fields',
]);

/**
 * A person's word on a conflict about something the person may write (any other is `not-found`): `kept` leaves the record, `other` writes the other value as this person's own change,
 * `both` lets two bookings stand. The conflict stays for ever, marked settled.
 */
export function settleConflict(
  { clinic, session, may }: SignedIn,
  { conflictId, resolution }: { readonly conflictId: string; readonly resolution: 'kept' | 'other' | 'both' },
): Result<null, SettleError> {
  const conflict = clinic.records.get('Conflict', conflictId);
  if (conflict === null || !maySettleConflict(conflict.subjectType, may)) return err({ code: 'not-found' });
  if (conflict.status === 'settled') return err({ code: 'already-settled' });
  const author = { practitionerId: session.practitionerId };
  let isRefusedByRule = false;
  const written = clinic.records.together<null, WriteError>(() => {
    if (resolution === 'other') {
      const taken = takeOther(clinic, author, conflict);
      if (taken === null || !taken.ok) {
        isRefusedByRule = taken === null || REFUSED_BY_RULE.has(taken.error.code);
        return taken ?? err({ code: 'invalid-fields', fields: [] });
      }
    }
    const settled = clinic.records.write(author, 'Conflict', conflictId, {
      status: 'settled',
      settledById: session.practitionerId,
      settledAt: instantOf(clinic.clock),
      resolution,
    });
    return settled.ok ? ok(null) : settled;
  });
  if (written.ok) return written;
  return err(isRefusedByRule ? { code: 'cannot-take-other' } : refusalOf(written.error));
}

/** Writes the value that lost or waited; null when there is no field to write it to. */
function takeOther(
  { records }: SignedIn['clinic'],
  author: { readonly practitionerId: string },
  { kind, subjectType, subjectId, field, other }: Conflict,
): Result<unknown, WriteError> | null {
  const isWritable = kind === 'concurrent-edit' || kind === 'edit-of-retracted';
  if (!isWritable || field === null || !isResourceType(subjectType)) return null;
  const fields = { [field]: other.value } as Partial<FieldsOf<ResourceType>>; // the store checks it against the schema
  return records.write(author, subjectType, subjectId, fields);
}
