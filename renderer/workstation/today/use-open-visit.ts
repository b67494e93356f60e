import { useNavigate } from 'react-router';
import type { BoardRow } from '../../../domain/contract/ipc/scheduling.ts';
import { useCan } from '../app/session-context.tsx';
import { usePatientPath } from '../patient/use-patient-path.ts';

/** Opens what Enter should open: the running visit for those who care, otherwise the patient. */
export function useOpenVisit(): (row: BoardRow) => void {
  const navigate = useNavigate();
  const canCare = useCan('encounter.write');
  const patientPath = usePatientPath();
  return (row) => {
    const hasVisit = canCare && row.encounterId !== null && row.state === 'with-doctor';
    void navigate(hasVisit ? `/encounters/${row.encounterId}` : patientPath(row.patient.id));
  };
}
