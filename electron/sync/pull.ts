import { encode } from '@msgpack/msgpack';
import { PullResponse, SnapshotResponse, SYNC_PATHS } from '../../domain/contract/sync/wire.ts';
import { ok, err, type Result } from '../../domain/result.ts';
import type { ReplicaStore } from '../record/record-store.ts';
import { callBulk } from './bulk-client.ts';
import type { ServerLine } from './session.ts';
import type { IdentityStore } from './sync-identity.ts';
import type { SyncFailure } from './sync-failure.ts';

interface PullParts {
  readonly line: ServerLine;
  readonly replica: ReplicaStore;
  readonly identity: IdentityStore;
}

/**
 * Takes the server's effects in its order, page by page, each with the new cursor in one transaction, until an answer brings
 * nothing: that last question also tells the server how far this workstation has come.
 */
export async function pullEffects({
  line,
  replica,
  identity,
}: PullParts): Promise<Result<number, SyncFailure>> {
  const { epoch } = identity.get();
  let applied = 0;
  for (;;) {
    const after = replica.cursor();
    const page = await callBulk(line, SYNC_PATHS.pull, encode({ epoch, after }), PullResponse);
    if (!page.ok) return page;
    const { effects, next, serverAt } = page.value;
    line.noteServerTime(serverAt);
    if (next < after) return err({ code: 'server-nonsense' });
    if (next === after) return ok(applied);
    replica.applyEffects(effects, next);
    applied += effects.length;
  }
}

/**
 * Loads the whole clinic as rows: a first sync, or the repair of a database that went back in time. Goes on where it was cut.
 * The next page travels while one is written.
 */
export async function loadSnapshot(parts: PullParts): Promise<Result<null, SyncFailure>> {
  const { replica, identity } = parts;
  let place = identity.get().snapshot;
  if (place === null) return ok(null);
  let page = await snapshotPage(parts, place);
  for (;;) {
    if (!page.ok) return page;
    const { rows, asOf, cursor } = page.value;
    place = { asOf, cursor };
    const nextPage = cursor === null ? null : snapshotPage(parts, place);
    try {
      replica.applySnapshot(rows);
    } catch (error) {
      await nextPage;
      throw error;
    }
    if (nextPage === null) {
      replica.setCursor(asOf);
      identity.update({ snapshot: null });
      return ok(null);
    }
    identity.update({ snapshot: place });
    page = await nextPage;
  }
}

function snapshotPage(
  { line, identity }: PullParts,
  place: { readonly asOf: number | null; readonly cursor: string | null },
): Promise<Result<SnapshotResponse, SyncFailure>> {
  const { epoch } = identity.get();
  return callBulk(line, SYNC_PATHS.snapshot, encode({ epoch, ...place }), SnapshotResponse);
}
