import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ResourceId } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { isAcceptableCost } from './password-hash.ts';
import { replaceFile } from './replace-file.ts';
import { SealedKey } from './sealed-key.ts';

/** The version this program writes; it reads no later one. */
export const ENVELOPE_VERSION = 1;

const Salt = z.base64url().min(22).max(44);
const Fingerprint = z.string().regex(/^[0-9a-f]{32}$/);

/** The data key under one person's password (and the device secret, where the keychain holds one). */
export const UserSlot = z.object({
  kind: z.literal('user'),
  practitionerId: ResourceId,
  username: z.string().max(40),
  scrypt: z.object({ log2N: z.int(), r: z.int(), p: z.int() }).refine(isAcceptableCost),
  salt: Salt,
  sealed: SealedKey,
  /** Of the StaffAccount's verifier when the slot was made: another one now means that the password was changed elsewhere. */
  verifierFingerprint: Fingerprint,
});
export type UserSlot = z.infer<typeof UserSlot>;

/** The data key under the printed recovery key; needs neither keychain nor password. */
export const RecoverySlot = z.object({ kind: z.literal('recovery'), salt: Salt, sealed: SealedKey });
export type RecoverySlot = z.infer<typeof RecoverySlot>;

/** keyring.json: everything needed to open the database except what people know and the keychain holds. No secret is in it. */
export const Envelope = z.object({
  version: z.literal(ENVELOPE_VERSION),
  vaultId: z.uuid(),
  /** Counts data keys; a slot is bound to its generation. */
  generation: z.int().min(1),
  cipher: z.literal('sqlcipher-4'),
  dataKeyFingerprint: Fingerprint,
  /** `absent` was chosen by a person where no keychain is usable; never fallen back to. */
  deviceSecret: z.discriminatedUnion('kept', [
    z.object({ kept: z.literal('in-keychain'), fingerprint: Fingerprint }),
    z.object({ kept: z.literal('absent') }),
  ]),
  /** `unfinished` until the recovery key was confirmed: nothing clinical can have been written yet. */
  setUp: z.enum(['unfinished', 'finished']),
  recovery: RecoverySlot,
  users: z.array(UserSlot).max(500),
});
export type Envelope = z.infer<typeof Envelope>;

/**
 * - `absent`: there is no file. Not yet proof of a first run: the database must be absent too.
 * - `unreadable`: the file is there and is not an envelope. Remedy: put the file back from a backup.
 * - `newer`: written by a later version. Remedy: update.
 * - `folder-unreadable`: the folder or file may not be read.
 */
export type EnvelopeError =
  | { readonly code: 'absent' }
  | { readonly code: 'unreadable' }
  | { readonly code: 'newer'; readonly version: number }
  | { readonly code: 'folder-unreadable'; readonly cause: string };

/** Reads the envelope; what it cannot read it reports and never repairs. */
export async function readEnvelope(file: string): Promise<Result<Envelope, EnvelopeError>> {
  const text = await readText(file);
  if (!text.ok) return text;
  const json = parseJson(text.value);
  const versioned = z.object({ version: z.int() }).safeParse(json);
  if (versioned.success && versioned.data.version > ENVELOPE_VERSION) {
    return err({ code: 'newer', version: versioned.data.version });
  }
  const envelope = Envelope.safeParse(json);
  return envelope.success ? ok(envelope.data) : err({ code: 'unreadable' });
}

/** Replaces the envelope, whole or not at all. */
export function writeEnvelope(file: string, envelope: Envelope): Promise<void> {
  return replaceFile(file, `${JSON.stringify(Envelope.parse(envelope), null, 2)}\n`);
}

async function readText(file: string): Promise<Result<string, EnvelopeError>> {
  try {
    return ok(await readFile(file, 'utf8'));
  } catch (error) {
    const cause = (error as NodeJS.ErrnoException).code ?? 'unknown'; // node:fs rejects with ErrnoException only
    return err(cause === 'ENOENT' ? { code: 'absent' } : { code: 'folder-unreadable', cause });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
