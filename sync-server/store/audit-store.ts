/** What the server lets a person do by role. */
export type AuditedEvent =
  | 'enrolment-code-made'
  | 'workstation-revoked'
  | 'visit-link-made'
  | 'visit-admitted';

/** One decision about a person's act. Ids only: names and values stay in the record. */
export interface AuditEntry {
  readonly recordedAt: string;
  readonly event: AuditedEvent;
  /** The Practitioner the workstation named. */
  readonly agentId: string;
  readonly workstationId: string;
  /** What it is about; null for what is only made. */
  readonly entityId: string | null;
  readonly outcome: 'allowed' | 'refused';
}

/** Who did what by role; entries are only ever added. */
export interface AuditStore {
  readonly addEntry: (clinicId: string, entry: AuditEntry) => Promise<void>;
  /** Oldest first. */
  readonly entriesOf: (clinicId: string) => Promise<readonly AuditEntry[]>;
}
