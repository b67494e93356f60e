import { expect, test } from 'vitest';
import { openTestClinic } from '../../support/test-clinic.ts';

function openWithEntries() {
  const { clinic } = openTestClinic();
  for (const event of ['chart-opened', 'printed', 'sign-in', 'sign-in-failed']) {
    clinic.audit.record({
      action: 'R',
      event,
      agentId: null,
      entityType: null,
      entityId: null,
      changeId: null,
      outcome: 'success',
    });
  }
  const { sqlite } = clinic.database;
  /** What somebody with the key and a SQL shell would do first. */
  const disarm = () =>
    sqlite.exec('DROP TRIGGER audit_event_is_never_changed; DROP TRIGGER audit_event_is_never_deleted');
  return { audit: clinic.audit, sqlite, disarm };
}

test('an untouched chain holds, an empty one too', () => {
  expect(openWithEntries().audit.verify()).toBeNull();
  expect(openTestClinic().clinic.audit.verify()).toBeNull();
});

test('entries can be neither changed nor deleted', () => {
  const { sqlite } = openWithEntries();
  expect(() => sqlite.exec(`UPDATE audit_event SET outcome = 'refused'`)).toThrow('audit-is-append-only');
  expect(() => sqlite.exec('DELETE FROM audit_event')).toThrow('audit-is-append-only');
});

test.each([
  ['an edited entry', `UPDATE audit_event SET event = 'nothing' WHERE sequence = 2`, 2],
  ['a removed entry', 'DELETE FROM audit_event WHERE sequence = 2', 2],
  ['a cut tail', 'DELETE FROM audit_event WHERE sequence > 2', 3],
  ['an emptied trail', 'DELETE FROM audit_event', 1],
  [
    'exchanged entries',
    `UPDATE audit_event SET sequence = 99 WHERE sequence = 2; UPDATE audit_event SET sequence = 2 WHERE sequence = 3;
     UPDATE audit_event SET sequence = 3 WHERE sequence = 99`,
    2,
  ],
])('%s is found', (_, tampering, sequence) => {
  const { audit, sqlite, disarm } = openWithEntries();
  disarm();
  sqlite.exec(tampering);
  expect(audit.verify()).toEqual({ sequence });
});

test('writing on after a cut tail does not hide the cut', () => {
  const { audit, sqlite, disarm } = openWithEntries();
  disarm();
  sqlite.exec('DELETE FROM audit_event WHERE sequence > 2');
  const entry = { action: 'E', event: 'x', agentId: null, entityType: null, entityId: null } as const;
  audit.record({ ...entry, changeId: null, outcome: 'success' });
  expect(audit.verify()).toEqual({ sequence: 3 });
});
