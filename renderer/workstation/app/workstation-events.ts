import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { WorkstationEvent } from '../../../domain/contract/ipc/workstation.ts';
import type { ResourceType } from '../../../domain/resource/registry.ts';
import type { ClinicClient, ClinicQueries } from './clinic-client.ts';
import type { UnsavedWork } from './unsaved-work.ts';

/** Which branches of the contract show something of a resource. */
const BRANCHES_BY_RESOURCE: Readonly<Record<ResourceType, readonly (keyof ClinicClient)[]>> = {
  Organization: ['workstation', 'scheduling'],
  Practitioner: ['staff', 'scheduling', 'conflict', 'task', 'observationDefinition'],
  StaffAccount: ['staff', 'task'],
  Location: ['scheduling'],
  Schedule: ['scheduling', 'staff'],
  Patient: ['patient', 'scheduling', 'conflict', 'task'],
  Appointment: ['scheduling', 'patient', 'encounter', 'telehealth'],
  Encounter: ['encounter', 'scheduling', 'patient'],
  Observation: ['observation', 'encounter', 'patient', 'task', 'observationDefinition'],
  AllergyIntolerance: ['patient', 'scheduling'],
  DocumentReference: ['documentReference', 'encounter', 'patient'],
  ObservationDefinition: ['observationDefinition', 'task'],
  Task: ['task'],
  Conflict: ['conflict', 'patient', 'sync'],
};

/** The query keys an event makes old; null means every one. */
export function staleKeys(event: WorkstationEvent, queries: ClinicQueries): readonly QueryKey[] | null {
  switch (event.kind) {
    case 'leaving':
      return [];
    case 'state':
      return [queries.workstation.key()];
    case 'sync':
      return [queries.sync.key()];
    case 'devices':
      return [queries.device.key()];
    case 'proposals':
      return [queries.observation.proposals.key()];
    case 'telehealth':
      return [queries.telehealth.key(), queries.scheduling.day.key()];
    case 'resource': {
      const branches = BRANCHES_BY_RESOURCE[event.resourceType as ResourceType]; // as: an unknown type finds nothing and makes all old
      return branches?.map((branch) => queries[branch].key()) ?? null;
    }
  }
}

/**
 * Follows the core's events until `signal` ends it, and lets the queries ask again for what changed; before the core locks by
 * itself, what was typed is saved. When the stream breaks
 * (the core restarts), everything is taken as old once and the stream is opened again.
 */
export async function followWorkstationEvents(
  client: ClinicClient,
  queries: ClinicQueries,
  queryClient: QueryClient,
  unsavedWork: UnsavedWork,
  signal: AbortSignal,
): Promise<void> {
  const RETRY_MS = 1_000;
  while (!signal.aborted) {
    try {
      for await (const event of await client.workstation.events(undefined, { signal })) {
        if (event.kind === 'leaving') void unsavedWork.saveAll();
        const keys = staleKeys(event, queries);
        if (keys === null) void queryClient.invalidateQueries();
        else for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey });
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof Error)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    void queryClient.invalidateQueries();
  }
}
