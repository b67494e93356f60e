import { hash } from 'node:crypto';
import { instantOf, type Clock } from '../../domain/ids.ts';
import type { ClinicDatabase } from '../database/open-database.ts';

/** FHIR R4 AuditEventAction. */
export type AuditAction = 'C' | 'R' | 'U' | 'D' | 'E';

/** What happened, in ids and codes; never a value of the record. */
export interface AuditEntry {
  readonly action: AuditAction;
  /** A kebab-case word for what was done: 'chart-opened', 'sign-in', 'sign-in-failed', 'printed', 'resource-written'. */
  readonly event: string;
  readonly agentId: string | null;
  readonly entityType: string | null;
  readonly entityId: string | null;
  readonly changeId: string | null;
  readonly outcome: 'success' | 'refused';
}

/** The first entry that does not fit its chain. */
export interface AuditBreak {
  readonly sequence: number;
}

/** Append-only, hash-chained: each entry's SHA-256 covers the one before. */
export interface AuditTrail {
  /** Appends within the transaction that is open, if one is; answers the entry's sequence. Throws when the disk is full. */
  readonly record: (entry: AuditEntry) => number;
  /** Walks the chain; null when it holds. */
  readonly verify: () => AuditBreak | null;
}

interface AuditRow extends AuditEntry {
  readonly sequence: number;
  readonly recordedAt: string;
  readonly hash: string;
}

/** What the first entry's hash covers in place of a previous one. */
const GENESIS = '0'.repeat(64);

const SELECT_CHAIN = `
  SELECT sequence, recorded_at AS recordedAt, action, event, agent_id AS agentId, entity_type AS entityType,
    entity_id AS entityId, change_id AS changeId, outcome, hash
  FROM audit_event ORDER BY sequence`;

/** The trail of an open database. */
export function createAuditTrail({
  database: { sqlite },
  clock,
}: {
  readonly database: ClinicDatabase;
  readonly clock: Clock;
}): AuditTrail {
  const head = sqlite.prepare<[], { hash: string; issued: number }>(
    `SELECT hash, (SELECT seq FROM sqlite_sequence WHERE name = 'audit_event') AS issued
     FROM audit_event ORDER BY sequence DESC LIMIT 1`,
  );
  const insert = sqlite.prepare(
    `INSERT INTO audit_event (sequence, recorded_at, action, event, agent_id, entity_type, entity_id, change_id, outcome, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const issued = sqlite
    .prepare<[], number>(`SELECT seq FROM sqlite_sequence WHERE name = 'audit_event'`)
    .pluck();

  return {
    record: (entry) => {
      const last = head.get();
      const sequence = (last?.issued ?? issued.get() ?? 0) + 1;
      const recordedAt = instantOf(clock);
      const link = linkHash(last?.hash ?? GENESIS, { ...entry, sequence, recordedAt });
      const { action, event, agentId, entityType, entityId, changeId, outcome } = entry;
      insert.run(sequence, recordedAt, action, event, agentId, entityType, entityId, changeId, outcome, link);
      return sequence;
    },
    verify: () => {
      let previous = { sequence: 0, hash: GENESIS };
      for (const row of sqlite.prepare<[], AuditRow>(SELECT_CHAIN).iterate()) {
        const expected = previous.sequence + 1;
        if (row.sequence !== expected) return { sequence: expected };
        if (row.hash !== linkHash(previous.hash, row)) return { sequence: row.sequence };
        previous = row;
      }
      // a cut tail: SQLite remembers how far it had counted
      return previous.sequence < (issued.get() ?? 0) ? { sequence: previous.sequence + 1 } : null;
    },
  };
}

function linkHash(previousHash: string, row: Omit<AuditRow, 'hash'>): string {
  const { sequence, recordedAt, action, event, agentId, entityType, entityId, changeId, outcome } = row;
  const columns = [
    previousHash,
    sequence,
    recordedAt,
    action,
    event,
    agentId,
    entityType,
    entityId,
    changeId,
    outcome,
  ];
  return hash('sha256', JSON.stringify(columns));
}
