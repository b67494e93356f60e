import type { Patient } from '../../../domain/patient/patient.ts';
import { Age, CalendarDay, Unknown } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words.ts';
import { chartWords } from './chart.words.ts';
import classes from './chart.module.css';

interface PatientIdentityProps {
  readonly patient: Pick<Patient, 'birthDate' | 'gender' | 'identifiers'>;
}

/** What tells two people of one name apart: birth date and age, sex, identifiers. */
export function PatientIdentity({ patient }: PatientIdentityProps) {
  const say = useWords(chartWords);
  return (
    <>
      {patient.birthDate === null ? (
        <Unknown>{say('banner.birthDateUnknown')}</Unknown>
      ) : (
        <span>
          <CalendarDay on={patient.birthDate} /> (<Age birthDate={patient.birthDate} />)
        </span>
      )}
      <span>{say(`banner.gender.${patient.gender}`)}</span>
      <Identifiers patient={patient} />
    </>
  );
}

function Identifiers({ patient }: PatientIdentityProps) {
  const say = useWords(chartWords);
  if (patient.identifiers.length === 0) return <Unknown>{say('banner.noIdentifier')}</Unknown>;
  const systemName = (system: string) =>
    system === 'clinic' || system === 'national' || system === 'insurer'
      ? say(`banner.identifier.${system}`)
      : system;
  return patient.identifiers.map(({ system, value }) => (
    <span key={`${system} ${value}`}>
      <span className={classes.muted}>{systemName(system)}</span> <bdi>{value}</bdi>
    </span>
  ));
}
