import { isSameSubstance } from '../../domain/allergy-intolerance/summarise-allergies.ts';
import type { AllergyIntolerance } from '../../domain/allergy-intolerance/allergy-intolerance.ts';
import { instantOf } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { SignedIn } from '../clinic.ts';
import type { WriteError } from '../record/record-store.ts';
import { refusalOf, type WriteRefusal } from '../record/write-refusal.ts';
import { allergiesOf } from './read-banner.ts';

/** What a person says about a patient's allergies. */
export type NewAllergy =
  | {
      readonly patientId: string;
      readonly kind: 'substance';
      readonly substance: string;
      readonly reaction: string | null;
      readonly criticality: AllergyIntolerance['criticality'];
    }
  | { readonly patientId: string; readonly kind: 'no-known-allergy' };

/** `already-listed`: the record says so already. `allergies-listed`: "none known" would contradict what is listed. */
export type RecordAllergyError = { readonly code: 'already-listed' | 'allergies-listed' } | WriteRefusal;

/** Lists a substance, which takes back an earlier "none known"; or writes down that the patient was asked and knows none. */
export function recordAllergy(
  { clinic, session }: SignedIn,
  input: NewAllergy,
): Result<{ allergyId: string }, RecordAllergyError> {
  const { state, allergies } = allergiesOf(clinic, input.patientId);
  if (input.kind === 'no-known-allergy' && state === 'listed') return err({ code: 'allergies-listed' });
  const isListed =
    input.kind === 'substance'
      ? allergies.some(({ substance }) => isSameSubstance(substance, input.substance))
      : state === 'none-known';
  if (isListed) return err({ code: 'already-listed' });
  const allergyId = clinic.ids.nextId();
  const written = clinic.records.together<null, WriteError>(() => {
    for (const { id, kind } of allergies) {
      if (kind !== 'no-known-allergy') continue;
      const taken = clinic.records.write(session, 'AllergyIntolerance', id, { clinicalStatus: 'inactive' });
      if (!taken.ok) return taken;
    }
    const added = clinic.records.write(session, 'AllergyIntolerance', allergyId, {
      patientId: input.patientId,
      kind: input.kind,
      substance: input.kind === 'substance' ? input.substance : null,
      reaction: input.kind === 'substance' ? input.reaction : null,
      criticality: input.kind === 'substance' ? input.criticality : 'unable-to-assess',
      clinicalStatus: 'active',
      verificationStatus: 'confirmed',
      recordedAt: instantOf(clinic.clock),
      recorderId: session.practitionerId,
    });
    return added.ok ? ok(null) : added;
  });
  return written.ok ? ok({ allergyId }) : err(refusalOf(written.error));
}
