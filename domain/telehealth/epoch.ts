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

/** What the practitioner's side knows of its own peer; null = it has none. */
export interface OwnPeer {
  readonly epoch: number;
  /** The patient's page this peer was made for. */
  readonly otherInstance: string;
}

/**
 * Whether a patient's `hello` asks for a new peer: there is none, the page is another one, or the page had this very peer and
 * lost it. An older `hello` of the same page that was under way is not a reason.
 */
export function needsNewPeer(
  own: OwnPeer | null,
  hello: { readonly instance: string; readonly epoch: number },
): boolean {
  return own === null || own.otherInstance !== hello.instance || hello.epoch >= own.epoch;
}
