import { oc } from '@orpc/contract';

/**
 * What every signed-in call may answer besides its own errors.
 * - `not-signed-in`: no session, or it was locked meanwhile. Remedy: sign in.
 * - `not-allowed`: the role lacks the permission. Remedy: ask the owner.
 * - `storage-full`: the disk refused the write; nothing was saved. Remedy: free space, try again.
 * - `not-found`: the record named is not on this workstation.
 * - `clock-ahead`: this machine's clock is wrong by more than five minutes; nothing was saved. Remedy: set the clock.
 */
export const call = oc.errors({
  'not-signed-in': {},
  'not-allowed': {},
  'storage-full': {},
  'not-found': {},
  'clock-ahead': {},
});

/** A call before anybody is signed in. */
export const openCall = oc.errors({ 'storage-full': {} });
