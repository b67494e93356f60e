import type Database from 'better-sqlite3';
import { err, type Result } from '../../domain/result.ts';
import { isStorageFull } from '../database/sqlite-failure.ts';
import type { RecordNotice, SettleHook } from './record-store.ts';

type Together = <Value, Error extends { readonly code: string }>(
  work: () => Result<Value, Error>,
) => Result<Value, Error>;

type Settled = <Value, Error extends { readonly code: string }>(
  work: () => Result<Value, Error>,
) => () => Result<Value, Error>;

/** One transaction at a time, nested ones as savepoints; listeners hear after the outermost commit. */
export interface Transactions {
  /** Rolls back when `work` answers an error or throws. A full disk becomes `storage-full`, whatever `work` made of it. */
  readonly together: Together;
  /** Runs when the outermost work is done, before its commit, with what it touched; what the hook writes is part of it. */
  readonly onSettle: (hook: SettleHook) => () => void;
  /** Runs last before each outermost commit. */
  readonly beforeCommit: (hook: () => void) => void;
  readonly notify: (notice: RecordNotice) => void;
  readonly onCommitted: (listener: (notice: RecordNotice) => void) => () => void;
}

export function createTransactions(sqlite: Database.Database): Transactions {
  const listeners = new Set<(notice: RecordNotice) => void>();
  const hooks: (() => void)[] = [];
  const settleHooks = new Set<SettleHook>();
  let notices: RecordNotice[] = [];
  let depth = 0;

  const settled: Settled = (work) => () => {
    const result = work();
    if (!result.ok || settleHooks.size === 0) return result;
    const touched = [...notices];
    for (const hook of settleHooks) {
      const answer = hook(touched);
      if (!answer.ok) return answer as unknown as typeof result; // every caller's Error includes what a write may answer
    }
    return result;
  };

  const together: Together = (work) => {
    const noticesBefore = notices.length;
    depth += 1;
    try {
      const result = depth === 1 ? outermost(sqlite, hooks, settled(work)) : nested(sqlite, depth, work);
      if (!result.ok) notices.length = noticesBefore;
      return result;
    } catch (error) {
      notices.length = noticesBefore;
      throw error;
    } finally {
      depth -= 1;
    }
  };

  return {
    together: (work) => {
      const result = together(work);
      if (depth === 0) {
        const heard = notices;
        notices = [];
        for (const notice of heard) tell(listeners, notice);
      }
      return result;
    },
    onSettle: (hook) => {
      settleHooks.add(hook);
      return () => void settleHooks.delete(hook);
    },
    beforeCommit: (hook) => void hooks.push(hook),
    notify: (notice) => void notices.push(notice),
    onCommitted: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function outermost<Value, Error extends { readonly code: string }>(
  sqlite: Database.Database,
  hooks: readonly (() => void)[],
  work: () => Result<Value, Error>,
): Result<Value, Error> {
  try {
    sqlite.exec('BEGIN IMMEDIATE');
    const result = work();
    if (!result.ok) {
      sqlite.exec('ROLLBACK');
      return result;
    }
    for (const hook of hooks) hook();
    sqlite.exec('COMMIT');
    return result;
  } catch (error) {
    // SQLite has already rolled back by itself after some disk errors
    if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
    // every caller's Error includes what a write may answer, and storage-full is one of it
    if (isStorageFull(error)) return err({ code: 'storage-full' }) as unknown as Result<Value, Error>;
    throw error;
  }
}

/** What throws goes up to the outermost, which rolls everything back. */
function nested<Value, Error extends { readonly code: string }>(
  sqlite: Database.Database,
  depth: number,
  work: () => Result<Value, Error>,
): Result<Value, Error> {
  const savepoint = `nested_${depth}`;
  sqlite.exec(`SAVEPOINT ${savepoint}`);
  const result = work();
  if (!result.ok) sqlite.exec(`ROLLBACK TO ${savepoint}`);
  sqlite.exec(`RELEASE ${savepoint}`);
  return result;
}

/** A listener's bug must not make a committed write look failed: it surfaces as an uncaught error of its own. */
function tell(listeners: ReadonlySet<(notice: RecordNotice) => void>, notice: RecordNotice): void {
  for (const listener of listeners) {
    try {
      listener(notice);
    } catch (error) {
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}
