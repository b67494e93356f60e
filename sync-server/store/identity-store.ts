/** This installation: `setupCode` is null once a clinic was founded with it. */
export interface ServerIdentity {
  readonly serverId: string;
  readonly setupCode: string | null;
}

export interface ClinicRecord {
  readonly clinicId: string;
  readonly name: string;
  readonly foundedAt: string;
  /** The workstation that founded it: only its set-up import may write without a known author. */
  readonly founderWorkstationId: string;
}

/** One enrolled workstation. `publicKey` is Ed25519 SPKI DER, base64url. */
export interface WorkstationRecord {
  readonly workstationId: string;
  readonly clinicId: string;
  readonly name: string;
  readonly publicKey: string;
  /** The life of its database; another one means restored or cloned. */
  readonly epoch: string;
  /** The highest sequence it has asked to continue from: it has everything up to here; -1 while it loads a snapshot. */
  readonly pulledThrough: number;
  readonly enrolledAt: string;
  readonly lastSeenAt: string | null;
  readonly revokedAt: string | null;
}

/** A one-time code; only its SHA-256 is kept. */
export interface EnrolmentCodeRecord {
  readonly secretHash: string;
  readonly clinicId: string;
  readonly practitionerId: string;
  readonly expiresAt: string;
  readonly usedAt: string | null;
}

/** An open session of a workstation; only the token's SHA-256 is kept. */
export interface SessionRecord {
  readonly tokenHash: string;
  readonly workstationId: string;
  readonly clinicId: string;
  readonly expiresAt: string;
}

/** Who is enrolled here. Every method is one transaction. */
export interface IdentityStore {
  readonly server: () => Promise<ServerIdentity>;
  /** Spends the set-up code; null when it was spent meanwhile. */
  readonly foundClinic: (clinic: ClinicRecord, founder: WorkstationRecord) => Promise<ClinicRecord | null>;
  readonly clinic: (clinicId: string) => Promise<ClinicRecord | null>;
  readonly workstation: (workstationId: string) => Promise<WorkstationRecord | null>;
  readonly workstationsOf: (clinicId: string) => Promise<readonly WorkstationRecord[]>;
  readonly putEnrolmentCode: (code: EnrolmentCodeRecord) => Promise<void>;
  readonly enrolmentCode: (secretHash: string) => Promise<EnrolmentCodeRecord | null>;
  /** Spends the code and adds the workstation; false when the code was spent meanwhile. */
  readonly enrol: (secretHash: string, usedAt: string, workstation: WorkstationRecord) => Promise<boolean>;
  /** Marks it revoked (once; the first instant stays); false when the clinic has no such workstation. Its sessions then answer 'workstation-revoked'. */
  readonly revoke: (clinicId: string, workstationId: string, revokedAt: string) => Promise<boolean>;
  /** Stores what a pull told: that the workstation has everything up to `pulledThrough`, and when it was seen. */
  readonly sawWorkstation: (
    workstationId: string,
    seenAt: string,
    pulledThrough: number | null,
  ) => Promise<void>;
  /** A new life of the workstation's database begins at `pulledThrough`. */
  readonly beginEpoch: (workstationId: string, epoch: string, pulledThrough: number) => Promise<void>;
  readonly putSession: (session: SessionRecord) => Promise<void>;
  readonly session: (tokenHash: string) => Promise<SessionRecord | null>;
  readonly forgetSessionsBefore: (instant: string) => Promise<void>;
}
