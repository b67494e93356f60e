import { encode } from '@msgpack/msgpack';
import { SYNC_PATHS } from '../../domain/contract/sync/wire.ts';
import { ok, err, type Result } from '../../domain/result.ts';
import { PullAnswer, SnapshotAnswer } from './answers.ts';
import { callBulk } from './bulk-client.ts';
import { pushOutbox, type Pushed, type PushParts } from './push.ts';
import type { SyncFailure } from './sync-failure.ts';

type SnapshotPart = Pick<SnapshotAnswer, 'rows' | 'asOf' | 'cursor'>;

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
    const page = await callBulk(line, SYNC_PATHS.pull, encode({ epoch, after }), PullAnswer);
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
 * Pages of a snapshot that are written together. Their rows scatter over the same index pages, each of which is encrypted
 * anew by every transaction that touches it; more at once would hold the window still for longer than a fifth of a second.
 */
const PAGES_AT_ONCE = 4;

/**
 * Loads the whole clinic as rows: a first sync, or the repair of a database that went back in time. Goes on where it was cut.
 * The next pages travel while some are written. The first page makes the server take this database's new life; what waits
 * here is sent then, and before each writing, and comes back as an echo after the snapshot.
 */
export async function loadSnapshot(parts: PushParts): Promise<Result<null, SyncFailure>> {
  const { replica, identity } = parts;
  let place = identity.get().snapshot;
  if (place === null) return ok(null);
  let pages = await snapshotPages(parts, place);
  for (;;) {
    if (!pages.ok) return pages;
    const { rows, asOf, cursor } = pages.value;
    place = { asOf, cursor };
    const nextPages = cursor === null ? null : snapshotPages(parts, place);
    const pushed = await pushOutbox(parts);
    if (!pushed.ok) {
      await nextPages;
      return pushed;
    }
    try {
      replica.applySnapshot(rows);
    } catch (error) {
      await nextPages;
      throw error;
    }
    if (nextPages === null) {
      replica.setCursor(asOf);
      identity.update({ snapshot: null });
      return ok(null);
    }
    identity.update({ snapshot: place });
    pages = await nextPages;
  }
}

/** The pages that are written next, as one; fewer when one of them does not come. */
async function snapshotPages(
  parts: PushParts,
  from: { readonly asOf: number | null; readonly cursor: string | null },
): Promise<Result<SnapshotPart, SyncFailure>> {
  const first = await snapshotPage(parts, from);
  if (!first.ok) return first;
  const rows = [...first.value.rows];
  let { asOf, cursor } = first.value;
  for (let pages = 1; cursor !== null && pages < PAGES_AT_ONCE; pages += 1) {
    const page = await snapshotPage(parts, { asOf, cursor });
    if (!page.ok) break;
    rows.push(...page.value.rows);
    ({ asOf, cursor } = page.value);
  }
  return ok({ rows, asOf, cursor });
}

function snapshotPage(
  { line, identity }: PushParts,
  place: { readonly asOf: number | null; readonly cursor: string | null },
): Promise<Result<SnapshotPart, SyncFailure>> {
  const { epoch } = identity.get();
  return callBulk(line, SYNC_PATHS.snapshot, encode({ epoch, ...place }), SnapshotAnswer);
}
