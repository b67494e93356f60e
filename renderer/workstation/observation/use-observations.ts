import { useQuery } from '@tanstack/react-query';
import { useClinic } from '../app/clinic-provider.tsx';

/** Years of visits; older ones are read by their visit. */
const LIMIT = 500;

/** The patient's readings, those entered in error included. */
export function useObservations(patientId: string) {
  const { queries } = useClinic();
  return useQuery(queries.observation.listOfPatient.queryOptions({ input: { patientId, limit: LIMIT } }));
}
