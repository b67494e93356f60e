import type { VisitRoomState } from '../../domain/contract/telehealth/signaling.ts';

/** One video visit. Tokens and secrets are kept as SHA-256 only. */
export interface VisitRecord {
  readonly visitId: string;
  readonly clinicId: string;
  readonly appointmentId: string;
  readonly patientId: string;
  readonly tokenHash: string;
  readonly linkExpiresAt: string;
  /** The browser that opened the link first; null until then. */
  readonly deviceSecretHash: string | null;
  readonly state: VisitRoomState;
  readonly waitingSince: string | null;
  readonly birthDateTries: number;
}

/** A patient's browser session behind one visit. */
export interface PatientSessionRecord {
  readonly tokenHash: string;
  readonly visitId: string;
  readonly clinicId: string;
  readonly patientId: string;
  readonly expiresAt: string;
  /** When the birth date opened the record for this session; null = not yet. */
  readonly birthDateConfirmedAt: string | null;
}

/** Video visits and the patients' sessions. Every method is one transaction. */
export interface VisitStore {
  /** Adds or replaces the visit of that id. */
  readonly putVisit: (visit: VisitRecord) => Promise<void>;
  readonly visit: (visitId: string) => Promise<VisitRecord | null>;
  readonly visitOfAppointment: (clinicId: string, appointmentId: string) => Promise<VisitRecord | null>;
  readonly visitByTokenHash: (tokenHash: string) => Promise<VisitRecord | null>;
  /** Newest link first. */
  readonly visitsOfClinic: (clinicId: string) => Promise<readonly VisitRecord[]>;
  /**
   * Reads, lets `change` decide, and writes, with nothing in between; `change` answers null to leave it as it is.
   * Answers what is stored afterwards, null when there is no such visit.
   */
  readonly changeVisit: (
    visitId: string,
    change: (visit: VisitRecord) => VisitRecord | null,
  ) => Promise<VisitRecord | null>;
  /** Adds or replaces the session of that token. */
  readonly putPatientSession: (session: PatientSessionRecord) => Promise<void>;
  readonly patientSession: (tokenHash: string) => Promise<PatientSessionRecord | null>;
  readonly forgetPatientSessionsOf: (visitId: string) => Promise<void>;
}
