import type { z } from 'zod';
import type { ClinicDatabase } from './open-database.ts';

/** What this workstation remembers about itself, by key; never synced, encrypted with the rest. */
export interface Settings {
  /** The value of a key; null when absent or when it does not fit the schema (an older version wrote it). */
  readonly get: <Schema extends z.ZodType>(key: string, schema: Schema) => z.infer<Schema> | null;
  readonly set: (key: string, value: unknown) => void;
  readonly remove: (key: string) => void;
}

export function createSettings({ sqlite }: ClinicDatabase): Settings {
  const read = sqlite.prepare<[string], { value: string }>('SELECT value FROM setting WHERE key = ?');
  const write = sqlite.prepare(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const remove = sqlite.prepare('DELETE FROM setting WHERE key = ?');
  return {
    get: (key, schema) => {
      const row = read.get(key);
      const parsed = row === undefined ? null : schema.safeParse(JSON.parse(row.value));
      return parsed?.success ? parsed.data : null;
    },
    set: (key, value) => void write.run(key, JSON.stringify(value)),
    remove: (key) => void remove.run(key),
  };
}
