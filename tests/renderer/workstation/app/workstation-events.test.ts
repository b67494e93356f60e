import { expect, test } from 'vitest';
import { createClinicQueries } from '../../../../renderer/workstation/app/clinic-client.ts';
import { staleKeys } from '../../../../renderer/workstation/app/workstation-events.ts';
import type { WorkstationEvent } from '../../../../domain/contract/ipc/workstation.ts';
import { resources } from '../../../../domain/resource/registry.ts';
import { startFakeCore } from '../../support/fake-core.ts';

const resourceEvent = (resourceType: string | null): WorkstationEvent => ({
  kind: 'resource',
  resourceType,
  resourceIds: [],
  patientId: null,
  origin: 'elsewhere',
});

test('every resource that is kept makes something on the screen old', () => {
  const queries = createClinicQueries(startFakeCore().client);
  for (const type of Object.keys(resources))
    expect(staleKeys(resourceEvent(type), queries)?.length).toBeGreaterThan(0);
});

test('a first sync and a resource of a later version make everything old', () => {
  const queries = createClinicQueries(startFakeCore().client);
  expect(staleKeys(resourceEvent(null), queries)).toBeNull();
  expect(staleKeys(resourceEvent('FromALaterVersion'), queries)).toBeNull();
});

test('a change of sync leaves the patients alone', () => {
  const queries = createClinicQueries(startFakeCore().client);
  expect(staleKeys({ kind: 'sync' }, queries)).toEqual([queries.sync.key()]);
});
