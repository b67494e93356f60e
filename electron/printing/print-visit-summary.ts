import { err, ok, type Result } from '../../domain/result.ts';
import type { SignedIn } from '../clinic.ts';
import { readEncounter } from '../encounter/read-encounter.ts';
import { allergiesOf } from '../patient/read-banner.ts';
import { clinicOf } from '../session/clinic-profile.ts';
import { deliverPdf } from './deliver-pdf.ts';
import type { Output } from './output.ts';
import { renderPdf } from './render-pdf.ts';
import { visitSummaryDocument } from './visit-summary.ts';

/** No name of a person: file names show up in recent documents, backups and mails. */
const FILE_NAME = 'visit-summary.pdf';

/** Prints or saves a visit; that it left the program is audited. Errors: `not-found`, `cancelled`, `could-not-write`. */
export async function printVisitSummary(
  signedIn: SignedIn,
  output: Output,
  { encounterId, action }: { readonly encounterId: string; readonly action: 'save' | 'print' },
): Promise<
  Result<{ done: boolean }, { readonly code: 'not-found' | 'storage-full' | 'cancelled' | 'could-not-write' }>
> {
  const { clinic, session } = signedIn;
  const view = readEncounter(signedIn, { encounterId });
  if (!view.ok) return view;
  const patient = clinic.records.get('Patient', view.value.encounter.patientId);
  if (patient === null) return err({ code: 'not-found' });
  const { name: clinicName, timeZone, isPractice } = clinicOf(clinic);
  const allergies = allergiesOf(clinic, patient.id);
  const pdf = await renderPdf(
    visitSummaryDocument({
      ...view.value,
      clinicName,
      isPractice,
      timeZone,
      patient,
      allergies,
      displayNameOf: (id) => displayNameOf(signedIn, id),
    }),
  );
  const outcome = await deliverPdf(output, action, FILE_NAME, pdf);
  if (outcome !== 'done') return err({ code: outcome });
  clinic.audit.record({
    action: 'R',
    event: action === 'print' ? 'printed' : 'saved-as-file',
    agentId: session.practitionerId,
    entityType: 'Encounter',
    entityId: encounterId,
    changeId: null,
    outcome: 'success',
  });
  return ok({ done: true });
}

function displayNameOf({ clinic }: SignedIn, practitionerId: string): string | null {
  const practitioner = clinic.records.get('Practitioner', practitionerId);
  if (practitioner === null) return null;
  const { prefix, given, family } = practitioner;
  return [prefix, given, family].filter((part) => part !== null).join(' ');
}
