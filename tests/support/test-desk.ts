import type { ClinicRole } from '../../domain/access/roles.ts';
import type { Failure, Result } from '../../domain/result.ts';
import type { SignedIn } from '../../electron/clinic.ts';
import { sampleFields } from './sample-resources.ts';
import { openTestClinic, type TestClinic } from './test-clinic.ts';

/** The value of a Result that a test expects to be good. */
export function valueOf<Value>(result: Result<Value, Failure>): Value {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** A clinic in Europe/Madrid with one bookable doctor, who is signed in, and one patient. Monday 2026-11-23, 10:00 there. */
export interface TestDesk extends TestClinic {
  readonly doctor: SignedIn;
  readonly patientId: string;
  readonly as: (role: ClinicRole) => SignedIn;
}

const WEEK = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startTime: '08:00', endTime: '14:00' }));

export function openTestDesk(): TestDesk {
  const opened = openTestClinic();
  const { records, ids } = opened.clinic;
  const nobody = { practitionerId: null };
  const patientId = ids.nextId();
  const doctor = opened.signIn('practitioner');
  valueOf(records.write(nobody, 'Organization', ids.nextId(), sampleFields.Organization));
  valueOf(records.write(nobody, 'Patient', patientId, sampleFields.Patient));
  valueOf(
    records.write(nobody, 'Schedule', ids.nextId(), {
      ...sampleFields.Schedule,
      practitionerId: doctor.session.practitionerId,
      weekly: WEEK,
    }),
  );
  return { ...opened, doctor, patientId, as: opened.signIn };
}
