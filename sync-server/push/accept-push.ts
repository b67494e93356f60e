import type { PushOutcome } from '../../domain/contract/sync/wire.ts';
import type { ServerContext } from '../server-context.ts';
import type { WorkstationRecord } from '../store/identity-store.ts';

/** What became of a push. */
export interface AcceptedPush {
  readonly outcomes: PushOutcome[];
  readonly head: number;
  /** Whether other workstations have something to fetch. */
  readonly hasNews: boolean;
}

export async function acceptPush(
  _context: ServerContext,
  _workstation: WorkstationRecord,
  _received: readonly unknown[],
): Promise<AcceptedPush> {
  throw new Error('to come');
}
