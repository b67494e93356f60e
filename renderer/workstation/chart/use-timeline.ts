import { useQuery } from '@tanstack/react-query';
import type { Observation } from '../../../domain/observation/observation.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { useObservations } from '../observation/use-observations.ts';

/** As many as the call gives. */
const TIMELINE_LIMIT = 200;

/** What happened to a patient, newest first, and the readings behind it by id. */
export function useTimeline(patientId: string) {
  const { queries } = useClinic();
  const timeline = useQuery(
    queries.patient.timeline.queryOptions({ input: { patientId, limit: TIMELINE_LIMIT } }),
  );
  const observations = useObservations(patientId);
  const byId: ReadonlyMap<string, Observation> = new Map(
    (observations.data ?? []).map((observation) => [observation.id, observation]),
  );
  return { timeline, observationById: (id: string) => byId.get(id) ?? null };
}
