import { err, ok, type Result } from '../../domain/result.ts';
import { instantOf } from '../../domain/ids.ts';
import type { ResourceType } from '../../domain/resource/registry.ts';
import type { SignedIn } from '../clinic.ts';
import { isStorageFull } from '../database/sqlite-failure.ts';

/** A screen asks again whenever something changes; within this time that is still the same look at the same record. */
const SAME_LOOK_MS = 10 * 60_000;

/**
 * Writes down that somebody looked at a record, once a look. Error `storage-full`: what cannot be written down is not
 * shown either.
 */
export function auditRead(
  { clinic, session }: SignedIn,
  event: string,
  entityType: ResourceType,
  entityId: string,
): Result<null, { readonly code: 'storage-full' }> {
  const { sqlite } = clinic.database;
  const lookedAt = sqlite
    .prepare<[string, string, string], string>(
      `SELECT recorded_at FROM audit_event WHERE entity_id = ? AND agent_id = ? AND event = ?
       ORDER BY sequence DESC LIMIT 1`,
    )
    .pluck()
    .get(entityId, session.practitionerId, event);
  const since = instantOf({ nowMs: () => clinic.clock.nowMs() - SAME_LOOK_MS });
  if (lookedAt !== undefined && lookedAt > since) return ok(null);
  try {
    clinic.audit.record({
      action: 'R',
      event,
      agentId: session.practitionerId,
      entityType,
      entityId,
      changeId: null,
      outcome: 'success',
    });
    return ok(null);
  } catch (error) {
    if (isStorageFull(error)) return err({ code: 'storage-full' });
    throw error;
  }
}
