import type { FieldValues } from '../../domain/sync/change.ts';
import type { RowTrail } from '../../domain/sync/echo.ts';
import type { Stamp } from '../../domain/sync/hlc.ts';
import type { PackedStamps } from '../../domain/sync/stamps.ts';

/** One resource as the server holds it. */
export interface ResourceRow {
  readonly resourceType: string;
  readonly resourceId: string;
  /** Whose record it belongs to; null for clinic-wide resources. */
  readonly patientId: string | null;
  readonly fields: FieldValues;
  readonly stamps: PackedStamps;
  /** Who wrote the values that carry each stamp of this row; null = the workstation itself. */
  readonly writers: Readonly<Record<Stamp, string | null>>;
  readonly trail: RowTrail;
}

export interface ResourceRef {
  readonly resourceType: string;
  readonly resourceId: string;
}

/** One line of the clinic's log: what took effect. `echoed`: it is sent to its author's workstation as well. */
export interface LogEntry {
  readonly sequence: number;
  readonly workstationId: string | null;
  readonly echoed: boolean;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly fields: FieldValues;
  readonly stamps: PackedStamps;
}

/** A change kept until the resource it waits for has come. `change` is the Change as it was received. */
export interface ParkedChange {
  readonly changeId: string;
  readonly workstationId: string;
  readonly waitsFor: ResourceRef;
  readonly change: unknown;
  readonly parkedAt: string;
}

/** A change refused for good, kept as it was received. */
export interface QuarantinedChange {
  readonly changeId: string;
  readonly workstationId: string;
  readonly reason: string;
  readonly received: unknown;
  readonly quarantinedAt: string;
}

/** A time a practitioner is taken, from an Appointment that is not cancelled. */
export interface Booking {
  readonly appointmentId: string;
  readonly practitionerId: string;
  readonly startAt: string;
  readonly endAt: string;
}

/** Everything one push did, written at once. */
export interface AcceptedBatch {
  readonly rows: readonly ResourceRow[];
  readonly log: readonly LogEntry[];
  /** Ids of changes that are not to be taken again: accepted, parked or quarantined. */
  readonly knownChangeIds: readonly string[];
  readonly parked: readonly ParkedChange[];
  readonly unparkedChangeIds: readonly string[];
  readonly quarantined: readonly QuarantinedChange[];
  readonly lastStamp: Stamp | null;
}

/** What the acceptance of changes may read and write inside its one transaction of one clinic. */
export interface AcceptTransaction {
  readonly head: () => Promise<number>;
  /** The last stamp the server made itself (for Conflicts). */
  readonly lastStamp: () => Promise<Stamp | null>;
  /** Those of these that were taken before. */
  readonly knownChangeIds: (changeIds: readonly string[]) => Promise<ReadonlySet<string>>;
  /** The rows that exist of those asked for. */
  readonly rows: (resourceType: string, resourceIds: readonly string[]) => Promise<readonly ResourceRow[]>;
  /** Ids of the resources of that type that exist of those asked for. */
  readonly present: (resourceType: string, resourceIds: readonly string[]) => Promise<readonly string[]>;
  readonly rowsOfType: (resourceType: string) => Promise<readonly ResourceRow[]>;
  readonly parkedFor: (refs: readonly ResourceRef[]) => Promise<readonly ParkedChange[]>;
  /** Bookings of that practitioner that overlap the half-open time from `startAt` to `endAt`. */
  readonly bookingsWithin: (
    practitionerId: string,
    startAt: string,
    endAt: string,
  ) => Promise<readonly Booking[]>;
  readonly putBooking: (booking: Booking) => Promise<void>;
  readonly dropBooking: (appointmentId: string) => Promise<void>;
  readonly write: (batch: AcceptedBatch) => Promise<void>;
}

/** A page of msgpack-encoded Effects or SnapshotRows, ready for the wire. */
export interface EncodedPage {
  readonly records: readonly Uint8Array[];
  /** Where the next page begins; null when this was the last. */
  readonly next: string | null;
}

/** The clinic's record: rows, their order of change, and what could not be taken. */
export interface ClinicRecordStore {
  /** One transaction at a time for one clinic; everything is undone when `work` throws. */
  readonly accept: <Value>(
    clinicId: string,
    work: (tx: AcceptTransaction) => Promise<Value>,
  ) => Promise<Value>;
  readonly head: (clinicId: string) => Promise<number>;
  /** Effects after `after` but for the workstation's own that are not echoed, up to `maxBytes`; `next` is the sequence to continue from. */
  readonly effectsAfter: (
    clinicId: string,
    workstationId: string,
    after: number,
    maxBytes: number,
  ) => Promise<{ readonly records: readonly Uint8Array[]; readonly next: number; readonly head: number }>;
  /** Rows in the registry's order of types, then by id. */
  readonly snapshotPage: (clinicId: string, cursor: string | null, maxBytes: number) => Promise<EncodedPage>;
  readonly countRows: (clinicId: string) => Promise<number>;
  readonly resource: (
    clinicId: string,
    resourceType: string,
    resourceId: string,
  ) => Promise<ResourceRow | null>;
  readonly resourcesOfType: (clinicId: string, resourceType: string) => Promise<readonly ResourceRow[]>;
  readonly resourcesOfPatient: (
    clinicId: string,
    patientId: string,
    resourceType: string,
  ) => Promise<readonly ResourceRow[]>;
  readonly quarantinedOf: (clinicId: string) => Promise<readonly QuarantinedChange[]>;
}
