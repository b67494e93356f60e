import { err, ok } from '../../../domain/result.ts';
import type { Keychain } from '../../../electron/keys/keychain.ts';

/** A keychain whose troubles a test chooses; it stands for the operating system, at the port. */
export interface MemoryKeychain extends Keychain {
  readonly secrets: Map<string, string>;
  trouble: 'none' | 'locked' | 'unavailable' | 'forgets-writes';
}

export function createMemoryKeychain(): MemoryKeychain {
  const secrets = new Map<string, string>();
  const keychain: MemoryKeychain = {
    secrets,
    trouble: 'none',
    async get(account) {
      if (keychain.trouble === 'unavailable') return err({ code: 'unavailable' });
      return ok(keychain.trouble === 'locked' ? null : (secrets.get(account) ?? null));
    },
    async set(account, secret) {
      if (keychain.trouble === 'unavailable' || keychain.trouble === 'locked')
        return err({ code: 'unavailable' });
      if (keychain.trouble === 'forgets-writes') return err({ code: 'refused' });
      secrets.set(account, secret);
      return ok(null);
    },
  };
  return keychain;
}
