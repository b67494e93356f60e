import { encode } from '@msgpack/msgpack';
import { PullResponse, SnapshotResponse, SYNC_PATHS } from '../../domain/contract/sync/wire.ts';
import { ok, err, type Result } from '../../domain/result.ts';
import { callBulk } from './bulk-client.ts';
import { pushOutbox, type Pushed, type PushParts } from './push.ts';
import type { SyncFailure } from './sync-failure.ts';

/**
 * Meets the server: sends the outbox, then takes the server's effects in its order, page by page, each with the new cursor
 * in one transaction, until an answer brings nothing; that last question also tells the server how far this workstation has
 * come. Effects are applied only while nothing of our own waits: what is written meanwhile is sent first and the page asked
 * for anew, so that the server's order is the only one there is (tests/domain/sync/replica-model.ts). Only changes held back
 * for a wrong clock do not hold up the rest.
 */
export async function meetServer(parts: PushParts): Promise<Result<Pushed, SyncFailure>> {
  const { line, replica, identity } = parts;
  for (;;) {
    const pushed = await pushOutbox(parts);
    if (!pushed.ok) return pushed;
    const after = replica.cursor();
    const { epoch } = identity.get();
    const page = await callBulk(line, SYNC_PATHS.pull, encode({ epoch, after }), PullResponse);
    if (!page.ok) return page;
    const { effects, next, serverAt } = page.value;
    line.noteServerTime(serverAt);
    if (next < after) return err({ code: 'server-nonsense' });
    if (replica.pendingCount() > 0 && !pushed.value.clockAhead) continue;
    if (next === after) return pushed;
    replica.applyEffects(effects, next);
  }
}

/**
 * Loads the whole clinic as rows: a first sync, or the repair of a database that went back in time. Goes on where it was cut.
 * The next page travels while one is written. The first page makes the server take this database's new life; what waits here
 * is sent then, and before each page, and comes back as an echo after the snapshot.
 */
export async function loadSnapshot(parts: PushParts): Promise<Result<null, SyncFailure>> {
  const { replica, identity } = parts;
  let place = identity.get().snapshot;
  if (place === null) return ok(null);
  let page = await snapshotPage(parts, place);
  for (;;) {
    if (!page.ok) return page;
    const { rows, asOf, cursor } = page.value;
    place = { asOf, cursor };
    const nextPage = cursor === null ? null : snapshotPage(parts, place);
    const pushed = await pushOutbox(parts);
    if (!pushed.ok) {
      await nextPage;
      return pushed;
    }
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
  { line, identity }: PushParts,
  place: { readonly asOf: number | null; readonly cursor: string | null },
): Promise<Result<SnapshotResponse, SyncFailure>> {
  const { epoch } = identity.get();
  return callBulk(line, SYNC_PATHS.snapshot, encode({ epoch, ...place }), SnapshotResponse);
}
