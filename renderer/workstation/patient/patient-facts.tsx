import type { AllergySummary } from '../../../domain/contract/ipc/patient.ts';
import type { Patient } from '../../../domain/patient/patient.ts';
import { Age, CalendarDay, Unknown } from '../../ui/moment.tsx';
import { Facts, Panel } from '../../ui/panel.tsx';
import { useWords } from '../../ui/words.ts';
import { patientWords } from './patient.words.ts';
import { AllergyWords } from './allergy-words.tsx';

/** Who somebody is and how to reach them; what is not known says so. */
export function PatientFacts({
  patient,
  allergies,
}: {
  readonly patient: Patient;
  readonly allergies: AllergySummary;
}) {
  const say = useWords(patientWords);
  const orUnknown = (text: string | null) => text ?? <Unknown>{say('notRecorded')}</Unknown>;
  const identifiers = patient.identifiers.map(({ system, value }) => `${value} (${system})`).join(', ');
  const words = allergies.allergies.map(({ substance }) => substance ?? '').filter((word) => word !== '');
  return (
    <Panel title={say('person')}>
      <Facts
        facts={[
          [say('family'), <bdi key="family">{patient.family}</bdi>],
          [say('given'), <bdi key="given">{orUnknown(patient.given)}</bdi>],
          [say('birthDate'), <CalendarDay key="birth" on={patient.birthDate} />],
          [say('age'), <Age key="age" birthDate={patient.birthDate} />],
          [say('gender'), say(patient.gender)],
          [say('allergies'), <AllergyWords key="allergies" state={allergies.state} words={words} />],
          [say('phone'), orUnknown(patient.phone)],
          [say('email'), orUnknown(patient.email)],
          [say('addressLine'), orUnknown(patient.addressLine)],
          [say('addressPostalCode'), orUnknown(patient.addressPostalCode)],
          [say('addressCity'), orUnknown(patient.addressCity)],
          [say('identifiers'), orUnknown(identifiers === '' ? null : identifiers)],
        ]}
      />
    </Panel>
  );
}
