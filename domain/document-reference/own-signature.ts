import type { FieldValues } from '../sync/change.ts';

/** Whether a change of a DocumentReference puts a signature to it. */
export function isSigning(fields: FieldValues): boolean {
  return fields['docStatus'] === 'final' || typeof fields['signedById'] === 'string';
}

/**
 * Whether a signature on a DocumentReference is that of the change's author: nobody signs in another's name, and no note
 * becomes final without a signer. `before` is the document as it is, null where there is none yet. A change without an
 * author is a set-up import, which `sync-server/push/may-write.ts` allows to the founding workstation alone.
 */
export function isOwnSignature(
  fields: FieldValues,
  authorId: string | null,
  before: FieldValues | null,
): boolean {
  if (authorId === null || !isSigning(fields)) return true;
  const { signedById } = fields;
  return signedById === undefined ? typeof before?.['signedById'] === 'string' : signedById === authorId;
}
