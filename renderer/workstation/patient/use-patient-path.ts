import { useCallback } from 'react';
import { useCan } from '../app/session-context.tsx';

/** Where a patient opens: the chart for those who may read it, the details for the front desk. */
export function usePatientPath(): (patientId: string) => string {
  const canReadChart = useCan('chart.read');
  return useCallback(
    (patientId) => (canReadChart ? `/patients/${patientId}` : `/patients/${patientId}/details`),
    [canReadChart],
  );
}
