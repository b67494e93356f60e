import type {
  DefaultThreshold,
  NamedThreshold,
  PatientThreshold,
} from '../../domain/contract/ipc/observation-definition.ts';
import { judgeReading } from '../../domain/observation-definition/judge-reading.ts';
import type { Threshold } from '../../domain/observation-definition/observation-definition.ts';
import { suggestedThresholdOf } from '../../domain/observation-definition/suggested-thresholds.ts';
import { thresholdInForce } from '../../domain/observation-definition/threshold-in-force.ts';
import { VITAL_SIGNS } from '../../domain/observation/codes.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { auditRead } from '../audit/audit-read.ts';
import type { Clinic, SignedIn } from '../clinic.ts';
import { ageOfPatient } from '../observation/patient-age.ts';
import { personNames, type NameOf } from '../staff/person-names.ts';
import { lastReading } from '../task/task-rows.ts';
import { thresholdsOf } from './definitions.ts';

const PARTS: ReadonlySet<string> = new Set(VITAL_SIGNS.flatMap(({ components }) => components));

/** What can be watched: panels as a whole and single numbers, in display order; a value that is a code has no limits. */
const WATCHABLE: readonly string[] = VITAL_SIGNS.filter(
  ({ code, answers }) => !PARTS.has(code) && answers.length === 0,
).map(({ code }) => code);

/** Every vital sign with what is watched of it for this patient, and where the latest reading lies; the look is audited. */
export function readPatientThresholds(
  signedIn: SignedIn,
  { patientId }: { readonly patientId: string },
): Result<PatientThreshold[], { readonly code: 'not-found' | 'storage-full' }> {
  const { clinic } = signedIn;
  if (clinic.records.get('Patient', patientId) === null) return err({ code: 'not-found' });
  const audited = auditRead(signedIn, 'thresholds-opened', 'Patient', patientId);
  if (!audited.ok) return audited;
  const set = thresholdsOf(clinic, patientId);
  const ageYears = ageOfPatient(clinic, patientId);
  const nameOf = personNames(clinic);
  return ok(
    WATCHABLE.map((code) => {
      const { own, byDefault } = set.get(code) ?? { own: null, byDefault: null };
      const inForce = thresholdInForce(own, byDefault, ageYears);
      return {
        code,
        byDefault: named(byDefault, nameOf),
        own: named(own, nameOf),
        inForce: inForce.from === 'nothing' ? inForce.reason : inForce.from,
        latest: latestOf(clinic, patientId, code, inForce.from === 'nothing' ? null : inForce.threshold),
      };
    }),
  );
}

/** The clinic's defaults, with what is suggested where there is a source for it. */
export function readDefaults({ clinic }: SignedIn): DefaultThreshold[] {
  const set = thresholdsOf(clinic, null);
  const nameOf = personNames(clinic);
  return WATCHABLE.map((code) => ({
    code,
    byDefault: named(set.get(code)?.byDefault ?? null, nameOf),
    suggestion: suggestedThresholdOf(code),
  }));
}

function latestOf(
  clinic: Clinic,
  patientId: string,
  code: string,
  threshold: Threshold | null,
): PatientThreshold['latest'] {
  const observation = lastReading(clinic, patientId, code);
  if (observation === null) return null;
  return { observation, judgement: judgeReading(threshold?.intervals ?? [], observation) };
}

function named(threshold: Threshold | null, nameOf: NameOf): NamedThreshold | null {
  if (threshold === null) return null;
  const { practitionerId } = threshold.performer;
  return {
    threshold,
    setByName: nameOf(threshold.setById),
    performerName: practitionerId === null ? null : nameOf(practitionerId),
  };
}
