import { StorageFullError } from '../server-store.ts';
import { isSqliteError } from './open-database.ts';

/** Runs pieces of work one after the other, so that nothing else touches the connection inside a transaction. */
export type OneAtATime = <Value>(work: () => Value | Promise<Value>) => Promise<Value>;

/** A full disk (SQLITE_FULL) comes out as StorageFullError; every other error as it is. */
export function createOneAtATime(): OneAtATime {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work).catch((error: unknown) => {
      throw isSqliteError(error, ['SQLITE_FULL'])
        ? new StorageFullError('disk full', { cause: error })
        : error;
    });
    last = result.catch(() => undefined); // whoever asked hears of the error; the next in line does not
    return result;
  };
}
