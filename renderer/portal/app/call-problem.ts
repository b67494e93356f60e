import { ORPCError } from '@orpc/client';
import { z } from 'zod';
import { Instant } from '../../../domain/ids.ts';

/** Why a page cannot go on; `unreachable` stands for everything that never got an answer of ours. */
export type CallProblem =
  | 'link-wrong'
  | 'link-expired'
  | 'link-used'
  | 'no-link'
  | 'session-expired'
  | 'visit-ended'
  | 'too-many-requests'
  | 'server-failed'
  | 'unreachable';

const KNOWN: ReadonlySet<string> = new Set<CallProblem>([
  'link-wrong',
  'link-expired',
  'link-used',
  'session-expired',
  'visit-ended',
  'too-many-requests',
  'server-failed',
]);

/** The problem behind a failed call of the portal. */
export function callProblemOf(error: unknown): CallProblem {
  if (!(error instanceof ORPCError)) return 'unreachable';
  const code = String(error.code);
  if (KNOWN.has(code)) return code as CallProblem; // one of the set
  // A malformed token is a wrong link to the patient.
  return code === 'BAD_REQUEST' ? 'link-wrong' : 'server-failed';
}

/** Whether a call failed with this code of the contract. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof ORPCError && error.code === code;
}

const TriesLeft = z.object({ triesLeft: z.int() });
const OpensAt = z.object({ opensAt: Instant });

/** How many birth dates may still be tried; null for any other failure. */
export function triesLeftOf(error: unknown): number | null {
  const data =
    hasCode(error, 'birth-date-wrong') && error instanceof ORPCError ? TriesLeft.safeParse(error.data) : null;
  return data?.data?.triesLeft ?? null;
}

/** When the waiting room opens; null for any other failure. */
export function opensAtOf(error: unknown): string | null {
  const data =
    hasCode(error, 'too-early') && error instanceof ORPCError ? OpensAt.safeParse(error.data) : null;
  return data?.data?.opensAt ?? null;
}
