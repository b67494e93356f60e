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
  readonly record: (entry: AuditEntry) => void;
  /** Walks the chain; null when it holds. */
  readonly verify: () => AuditBreak | null;
}
