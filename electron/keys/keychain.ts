import { err, ok, type Result } from '../../domain/result.ts';

/**
 * The keychain of the operating system.
 * - `unavailable`: there is no secret service here, or it is locked and said so.
 * - `refused`: it took the secret and gave back something else.
 */
export interface Keychain {
  /**
   * The secret, or null. Null means absent *or* locked with the prompt dismissed (measured), so it never means "first run".
   */
  readonly get: (account: string) => Promise<Result<string | null, { readonly code: 'unavailable' }>>;
  /** Stores, reads back and compares. */
  readonly set: (
    account: string,
    secret: string,
  ) => Promise<Result<null, { readonly code: 'unavailable' | 'refused' }>>;
}

/** The two functions of keytar that are safe: findCredentials crashes the process on a locked keyring. */
export interface Keytar {
  readonly getPassword: (service: string, account: string) => Promise<string | null>;
  readonly setPassword: (service: string, account: string, password: string) => Promise<void>;
}

const SERVICE = 'clinicdesk';

/** Long enough for a person to answer the system's own prompt. */
const PROMPT_TIMEOUT_MS = 120_000;

/** The system's keychain through keytar, which is loaded only when it is first asked for. */
export function createOsKeychain(loadKeytar: () => Promise<Keytar> = importKeytar): Keychain {
  const ask = async <Value>(
    question: (keytar: Keytar) => Promise<Value>,
  ): Promise<Result<Value, { code: 'unavailable' }>> => {
    try {
      return ok(await withinTime(loadKeytar().then(question)));
    } catch {
      // keytar throws plain errors for every trouble (no D-Bus, locked collection, addon missing): all mean the same here.
      return err({ code: 'unavailable' });
    }
  };
  const get: Keychain['get'] = (account) => ask((keytar) => keytar.getPassword(SERVICE, account));
  return {
    get,
    async set(account, secret) {
      const written = await ask((keytar) => keytar.setPassword(SERVICE, account, secret));
      if (!written.ok) return written;
      const readBack = await get(account);
      if (!readBack.ok) return readBack;
      return readBack.value === secret ? ok(null) : err({ code: 'refused' });
    },
  };
}

async function importKeytar(): Promise<Keytar> {
  const { default: keytar } = await import('keytar');
  return keytar;
}

async function withinTime<Value>(work: Promise<Value>): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('the keychain did not answer')), PROMPT_TIMEOUT_MS);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
