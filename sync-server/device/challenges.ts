import { createPublicKey, verify } from 'node:crypto';
import type { Clock } from '../../domain/ids.ts';
import { sessionProof } from '../../domain/contract/sync/wire.ts';
import { newToken } from '../http/tokens.ts';

/** How long a nonce may be signed, in ms: a minute. */
const NONCE_MS = 60_000;
/** The most nonces open at once; the oldest goes first, so that nobody fills the memory by asking. */
const MAX_NONCES = 10_000;

/** Nonces given out and not yet signed; each is good once. */
export interface Challenges {
  readonly give: (workstationId: string) => string;
  /** Takes the nonce out; false when it was not given to this workstation or is over. */
  readonly take: (workstationId: string, nonce: string) => boolean;
}

/** Keeps nonces in memory: after a restart of the server a workstation just asks for another. */
export function createChallenges(clock: Clock, randomBytes: (length: number) => Uint8Array): Challenges {
  const givenByNonce = new Map<string, { readonly workstationId: string; readonly untilMs: number }>();
  return {
    give(workstationId) {
      for (const [nonce, { untilMs }] of givenByNonce) {
        if (untilMs > clock.nowMs() && givenByNonce.size < MAX_NONCES) break;
        givenByNonce.delete(nonce);
      }
      const nonce = newToken(randomBytes);
      givenByNonce.set(nonce, { workstationId, untilMs: clock.nowMs() + NONCE_MS });
      return nonce;
    },
    take(workstationId, nonce) {
      const given = givenByNonce.get(nonce);
      givenByNonce.delete(nonce);
      return given !== undefined && given.workstationId === workstationId && given.untilMs > clock.nowMs();
    },
  };
}

/** Whether `signature` (Ed25519, base64url) is the workstation's over this server's nonce. A key that is none proves nothing. */
export function isSessionProof(
  {
    serverId,
    workstationId,
    nonce,
  }: { readonly serverId: string; readonly workstationId: string; readonly nonce: string },
  publicKey: string,
  signature: string,
): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64url'), format: 'der', type: 'spki' });
    if (key.asymmetricKeyType !== 'ed25519') return false;
    const message = Buffer.from(sessionProof(serverId, workstationId, nonce), 'utf8');
    return verify(null, message, key, Buffer.from(signature, 'base64url'));
  } catch (error) {
    if (error instanceof Error) return false; // node:crypto throws plain errors for bytes that are no key
    throw error;
  }
}
