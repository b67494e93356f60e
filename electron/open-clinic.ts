import type { WorkstationEvent } from '../domain/contract/ipc/workstation.ts';
import type { Clock, IdSource } from '../domain/ids.ts';
import { SCHEMA_VERSION } from '../domain/resource/schema-version.ts';
import { createAuditTrail } from './audit/audit-trail.ts';
import type { Clinic } from './clinic.ts';
import type { ClinicDatabase } from './database/open-database.ts';
import { createRecordStore } from './record/create-record-store.ts';
import { followReadings } from './task/follow-readings.ts';

export interface OpenClinicOptions {
  readonly database: ClinicDatabase;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly workstationId: string;
  /** Hears of every committed change of the record; never carries values. */
  readonly announce: (event: WorkstationEvent) => void;
}

/** The record, its audit trail and its replica over an open database, as one clinic that use cases get handed in. */
export function openClinic(options: OpenClinicOptions): Clinic {
  const { database, clock, announce } = options;
  const audit = createAuditTrail({ database, clock });
  const { records, replica } = createRecordStore({ ...options, audit, schemaVersion: SCHEMA_VERSION });
  records.onCommitted((notice) =>
    announce({
      kind: 'resource',
      resourceType: notice.resourceType,
      resourceIds: [...notice.resourceIds],
      patientId: notice.patientId,
      origin: notice.origin,
    }),
  );
  const clinic = { ...options, records, replica, audit };
  followReadings(clinic);
  return clinic;
}
