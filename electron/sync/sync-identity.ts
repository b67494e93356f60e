import { generateKeyPairSync, sign, createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import { Instant, ResourceId, type IdSource } from '../../domain/ids.ts';
import { sessionProof } from '../../domain/contract/sync/wire.ts';
import type { Settings } from '../database/settings.ts';

const KEY = 'sync-identity';

/** What this workstation remembers of itself and its server; in the encrypted database, never synced. */
const SyncIdentity = z.object({
  /** Ed25519 private key, PKCS#8 DER, base64url. */
  privateKey: z.string(),
  /** Ed25519 public key, SPKI DER, base64url. */
  publicKey: z.string(),
  /** The life of this database; a new one begins with each repair. */
  epoch: ResourceId,
  server: z
    .object({
      url: z.string(),
      certificateFingerprint: z.string().nullable(),
      serverId: ResourceId,
      clinicId: ResourceId,
    })
    .nullable(),
  /** A snapshot that is not finished: as of which sequence (null: not begun), and from where to go on. */
  snapshot: z.object({ asOf: z.int().nullable(), cursor: z.string().nullable() }).nullable(),
  lastSyncedAt: Instant.nullable(),
});
export type SyncIdentity = z.infer<typeof SyncIdentity>;
export type EnrolledServer = NonNullable<SyncIdentity['server']>;

/** The identity, made on first use. */
export interface IdentityStore {
  readonly get: () => SyncIdentity;
  readonly update: (change: Partial<SyncIdentity>) => void;
  /** The signature that opens a session, base64url. */
  readonly signSession: (serverId: string, workstationId: string, nonce: string) => string;
}

export function createIdentityStore(settings: Settings, ids: IdSource): IdentityStore {
  const get = (): SyncIdentity => {
    const known = settings.get(KEY, SyncIdentity);
    if (known !== null) return known;
    const made = makeIdentity(ids);
    settings.set(KEY, made);
    return made;
  };
  return {
    get,
    update: (change) => settings.set(KEY, { ...get(), ...change }),
    signSession(serverId, workstationId, nonce) {
      const key = createPrivateKey({
        key: Buffer.from(get().privateKey, 'base64url'),
        format: 'der',
        type: 'pkcs8',
      });
      return sign(null, Buffer.from(sessionProof(serverId, workstationId, nonce), 'utf8'), key).toString(
        'base64url',
      );
    },
  };
}

function makeIdentity(ids: IdSource): SyncIdentity {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url'),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64url'),
    epoch: ids.nextId(),
    server: null,
    snapshot: null,
    lastSyncedAt: null,
  };
}
