import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** How dear one guess is; N is 2 ** log2N. */
export interface ScryptCost {
  readonly log2N: number;
  readonly r: number;
  readonly p: number;
}

/** About 0.2 to 0.4 s and 64 MiB a guess on a desk machine (measured in Electron 33; RFC 7914). */
export const SCRYPT_COST: ScryptCost = { log2N: 16, r: 8, p: 1 };

/** Costs a file may ask for: enough to protect, and not so much that a forged file stalls the program. */
export function isAcceptableCost({ log2N, r, p }: ScryptCost): boolean {
  return log2N >= 10 && log2N <= 18 && r === 8 && p === 1;
}

const HASH_BYTES = 32;
const SALT_BYTES = 16;

/** A fresh scrypt salt. */
export function makeSalt(): Buffer {
  return randomBytes(SALT_BYTES);
}

/** scrypt of a password (Unicode NFKC, so that the same letters typed on another system match), off the main thread. */
export function hashPassword(password: string, salt: Buffer, { log2N, r, p }: ScryptCost): Promise<Buffer> {
  const N = 2 ** log2N;
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, { N, r, p, maxmem: 256 * N * r }, (error, hash) => {
      if (error === null) resolve(hash);
      else reject(error);
    });
  });
}

/**
 * What a StaffAccount keeps of a password: `scrypt$<log2 N>$<r>$<p>$<salt base64url>$<hash base64url>`.
 * It activates a person on another workstation; the database key is never derived from it.
 */
export async function makePasswordVerifier(
  password: string,
  cost: ScryptCost = SCRYPT_COST,
): Promise<string> {
  const salt = makeSalt();
  const hash = await hashPassword(password, salt, cost);
  return ['scrypt', cost.log2N, cost.r, cost.p, salt.toString('base64url'), hash.toString('base64url')].join(
    '$',
  );
}

/**
 * Whether the password is the one of the verifier. A verifier that cannot be read refuses every password, after the
 * same time.
 */
export async function checkPasswordVerifier(verifier: string, password: string): Promise<boolean> {
  const parsed = parseVerifier(verifier);
  const { salt, hash, cost } = parsed ?? {
    salt: makeSalt(),
    hash: Buffer.alloc(HASH_BYTES),
    cost: SCRYPT_COST,
  };
  const given = await hashPassword(password, salt, cost);
  return timingSafeEqual(given, hash) && parsed !== null;
}

const VERIFIER = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([\w-]{22})\$([\w-]{43})$/;

function parseVerifier(verifier: string): { salt: Buffer; hash: Buffer; cost: ScryptCost } | null {
  const [, log2N, r, p, salt, hash] = VERIFIER.exec(verifier) ?? [];
  if (salt === undefined || hash === undefined) return null;
  const cost = { log2N: Number(log2N), r: Number(r), p: Number(p) };
  if (!isAcceptableCost(cost)) return null;
  return { salt: Buffer.from(salt, 'base64url'), hash: Buffer.from(hash, 'base64url'), cost };
}
