import type { FieldsOf, ResourceOf, ResourceType } from '../../domain/resource/registry.ts';
import type { Result } from '../../domain/result.ts';
import type { Change, Effect, SnapshotRow } from '../../domain/sync/change.ts';

/** Who writes: the signed-in Practitioner, or null for the workstation itself (set-up, practice data). */
export interface Author {
  readonly practitionerId: string | null;
}

/**
 * Why a write was refused; nothing of the transaction was saved.
 * - `invalid-fields`: a value does not fit the resource's schema (a bug of the caller when it comes from a checked call).
 * - `storage-full`: SQLITE_FULL. Remedy: free space.
 * - `clock-ahead`: the clock would have to run more than five minutes ahead. Remedy: set the clock.
 * - `missing-parent`: a resource it points to is not here.
 * - `already-signed`: the DocumentReference is final.
 * - `signature-not-own`: it would be signed by somebody else than the author.
 */
export type WriteError =
  | { readonly code: 'invalid-fields'; readonly fields: readonly string[] }
  | { readonly code: 'storage-full' }
  | { readonly code: 'clock-ahead'; readonly leadMs: number }
  | { readonly code: 'missing-parent' }
  | { readonly code: 'already-signed' }
  | { readonly code: 'signature-not-own' };

/** What a listener hears after the commit, never before. */
export interface RecordNotice {
  readonly resourceType: ResourceType | null;
  readonly resourceIds: readonly string[];
  readonly patientId: string | null;
  readonly origin: 'here' | 'elsewhere';
}

export type SettleHook = (touched: readonly RecordNotice[]) => Result<null, WriteError>;

/**
 * The one way into the clinic's record. Each `write` is one transaction of audit entry, change record and row
 * (docs/decisions/0001-record.md); `together` makes several writes one transaction: all or none.
 */
export interface RecordStore {
  /** `changeId` is null when every value was there already: nothing was written then. A new row needs every field. */
  readonly write: <Type extends ResourceType>(
    author: Author,
    type: Type,
    id: string,
    fields: Partial<FieldsOf<Type>>,
  ) => Result<{ readonly changeId: string | null }, WriteError>;
  /** Runs `work`; rolls everything back when it answers an error (or throws), and tells listeners only after the commit. */
  readonly together: <Value, Error extends { readonly code: string }>(
    work: () => Result<Value, Error>,
  ) => Result<Value, Error>;
  readonly get: <Type extends ResourceType>(type: Type, id: string) => ResourceOf<Type> | null;
  /**
   * Rules that follow from what was written: `hook` hears what a transaction touched (here, or pulled) before its commit, and
   * what it writes is part of that transaction. Its error rolls all of it back. Answers the way out.
   */
  readonly onSettle: (hook: SettleHook) => () => void;
  readonly onCommitted: (listener: (notice: RecordNotice) => void) => () => void;
}

/** What sync needs beside it: the outbox, and applying what the server sent. */
export interface ReplicaStore {
  /** Changes not yet acknowledged, oldest first, at most `limit`. */
  readonly pendingChanges: (limit: number) => readonly Change[];
  readonly pendingCount: () => number;
  /** Takes acknowledged changes out of the outbox in one transaction. */
  readonly dropPending: (changeIds: readonly string[]) => void;
  /** Marks changes the server refused for good, with its reason; they stay readable. */
  readonly quarantine: (refused: readonly { readonly changeId: string; readonly reason: string }[]) => void;
  readonly quarantinedCount: () => number;
  /** Applies a page of effects and stores the new cursor in the same transaction. A field with a pending local change is left until that is acknowledged. A row whose parent is missing is parked and applied once the parent came. Unknown types and fields are kept in `unknown_resource` / `extra` and passed on. */
  readonly applyEffects: (effects: readonly Effect[], cursor: number) => void;
  /** The same for rows of a first snapshot. Both throw ReplicaStorageFull when the disk is full; nothing was applied then. */
  readonly applySnapshot: (rows: readonly SnapshotRow[]) => void;
  readonly cursor: () => number;
  readonly setCursor: (sequence: number) => void;
}
