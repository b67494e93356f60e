import { z } from 'zod';

/**
 * What a `hello` carries: `instance` names the sender's page, made once when it starts its side of the call. A page that was
 * reloaded has a new one; a socket that reconnected keeps it.
 */
export const HelloPayload = z.object({ instance: z.string().min(8).max(64) });
export type HelloPayload = z.infer<typeof HelloPayload>;

/** What becomes of a signal that arrives for a peer of `current` epoch (null: none yet). */
export type EpochVerdict = 'current' | 'newer' | 'stale';

/** A stale signal is dropped; a newer one means that the practitioner's side made a new peer. */
export function judgeEpoch(current: number | null, arriving: number): EpochVerdict {
  if (current === null || arriving > current) return 'newer';
  return arriving === current ? 'current' : 'stale';
}

/** The epoch of the practitioner's next peer: above everything either side has used. */
export function nextEpoch(own: number | null, heard: number): number {
  return Math.max(own ?? 0, heard) + 1;
}
