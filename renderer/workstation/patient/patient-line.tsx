import type { PatientSummary } from '../../../domain/contract/ipc/patient.ts';
import { CalendarDay } from '../../ui/moment.tsx';
import { listName } from './patient-name.ts';
import classes from './patient.module.css';

/** One patient in a pick list: enough to tell two of the same name apart. */
export function PatientLine({ patient }: { readonly patient: PatientSummary }) {
  return (
    <span className={classes.line}>
      <bdi className={classes.lineName}>{listName(patient)}</bdi>
      <span className={classes.lineFact}>
        <CalendarDay on={patient.birthDate} />
      </span>
      <span className={classes.lineFact}>{patient.phone ?? patient.identifiers[0]?.value ?? ''}</span>
    </span>
  );
}
