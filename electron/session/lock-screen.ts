import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { replaceFile } from '../keys/replace-file.ts';

/** What a closed workstation may show: the clinic's name and who works here. No patient is in it, and it decides nothing. */
export const LockScreen = z.object({
  clinicName: z.string().nullable(),
  isPractice: z.boolean(),
  /** Everybody with an active account, also those who have not signed in on this workstation yet. */
  usernames: z.array(z.string()).max(500),
  lastUsername: z.string().nullable(),
});
export type LockScreen = z.infer<typeof LockScreen>;

const NOTHING_KNOWN: LockScreen = { clinicName: null, isPractice: false, usernames: [], lastUsername: null };

/** What was last written, or nothing known. */
export async function readLockScreen(file: string): Promise<LockScreen> {
  try {
    return LockScreen.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // Absent, torn or of another version: the screen then asks for a name without offering any.
    return NOTHING_KNOWN;
  }
}

export function writeLockScreen(file: string, lockScreen: LockScreen): Promise<void> {
  return replaceFile(file, JSON.stringify(lockScreen));
}
