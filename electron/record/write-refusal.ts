import type { WriteError } from './record-store.ts';

/** What a person can meet when a checked call writes; every call's contract names these three. */
export interface WriteRefusal {
  readonly code: 'not-found' | 'storage-full' | 'clock-ahead';
}

/**
 * A refused write in the words of a call: a missing parent is a record that is not here. `invalid-fields`,
 * `already-signed` and `signature-not-own` are a bug of a use case that should have asked before, and throw.
 */
export function refusalOf(error: WriteError): WriteRefusal {
  switch (error.code) {
    case 'storage-full':
    case 'clock-ahead':
      return { code: error.code };
    case 'missing-parent':
      return { code: 'not-found' };
    case 'invalid-fields':
    case 'already-signed':
    case 'signature-not-own':
      throw new Error(`the write was refused: ${error.code}`);
  }
}
