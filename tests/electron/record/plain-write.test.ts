import { getTableName } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { resources, type ResourceType } from '../../../domain/resource/registry.ts';
import { resourceTables } from '../../../drizzle/workstation/resource-tables.ts';
import { sampleFields, sampleIdOf } from '../../support/sample-resources.ts';
import { openTestClinic } from '../../support/test-clinic.ts';

const types = Object.keys(resources) as ResourceType[]; // the registry's keys are its types

function openWithSamples() {
  const { clinic } = openTestClinic();
  for (const type of types) {
    expect(
      clinic.records.write({ practitionerId: null }, type, sampleIdOf(type), sampleFields[type]).ok,
    ).toBe(true);
  }
  return { clinic, sqlite: clinic.database.sqlite };
}

test.each(types)('%s: a plain INSERT without a change record is refused', (type) => {
  const { sqlite } = openWithSamples();
  const table = `"${getTableName(resourceTables[type])}"`;
  sqlite.exec(`CREATE TEMP TABLE copy AS SELECT * FROM ${table}`);
  const columns = (sqlite.pragma('table_info(copy)') as { name: string }[]).map(({ name }) => name); // SQLite's own shape
  if (columns.includes('search_id')) sqlite.exec('UPDATE copy SET search_id = search_id + 1000');
  const insert = `INSERT INTO ${table} SELECT * FROM copy`;
  sqlite.exec(`UPDATE copy SET id = '0199d000-0000-7000-8000-000000000000'`);
  expect(() => sqlite.exec(insert)).toThrow('no-change-record');
  sqlite.exec('UPDATE copy SET change_id = NULL');
  expect(() => sqlite.exec(insert)).toThrow('no-change-record');
});

test.each(types)('%s: a plain UPDATE or DELETE is refused', (type) => {
  const { sqlite } = openWithSamples();
  const table = `"${getTableName(resourceTables[type])}"`;
  expect(() => sqlite.exec(`UPDATE ${table} SET stamps = 'x'`)).toThrow('no-change-record');
  expect(() => sqlite.exec(`UPDATE ${table} SET change_id = NULL`)).toThrow('no-change-record');
  expect(() => sqlite.exec(`DELETE FROM ${table}`)).toThrow('records-are-never-deleted');
});

test('a change record writes one row of its own resource once, and cannot be made fresh again', () => {
  const { sqlite } = openWithSamples();
  const changeId = sqlite.prepare(`SELECT change_id FROM patient`).pluck().get();
  expect(() => sqlite.prepare(`UPDATE practitioner SET change_id = ?`).run(changeId)).toThrow(
    'no-change-record',
  );
  expect(() => sqlite.prepare(`UPDATE patient SET phone = '1', change_id = ?`).run(changeId)).toThrow(
    'no-change-record',
  );
  expect(() => sqlite.exec('UPDATE change SET is_applied = 0')).toThrow('change-is-immutable');
  expect(() => sqlite.exec(`UPDATE change SET fields = '{}'`)).toThrow('change-is-immutable');
  expect(() => sqlite.exec('DELETE FROM change')).toThrow('change-is-not-acknowledged');
});

test('a change record without its audit entry is refused', () => {
  const { sqlite } = openWithSamples();
  const insert = `INSERT INTO change (change_id, resource_type, resource_id, fields, stamp, workstation_id, schema_version, audit_sequence)
    VALUES ('0199d000-0000-7000-8000-000000000001', 'Patient', '${sampleIdOf('Patient')}', '{}', 's', 'w', 1, ?)`;
  expect(() => sqlite.prepare(insert).run(1)).toThrow('no-audit-entry');
  expect(() => sqlite.prepare(insert).run(999)).toThrow('no-audit-entry');
});

test('the gate of pulled effects cannot be left open', () => {
  const { sqlite } = openWithSamples();
  expect(() => sqlite.exec('INSERT INTO apply_gate VALUES (1, 1)')).toThrow('FOREIGN KEY');
  expect(() => sqlite.exec('INSERT INTO apply_gate_key VALUES (1)')).toThrow('CHECK');
  sqlite.exec('BEGIN; INSERT INTO apply_gate VALUES (1, 1);');
  expect(() => sqlite.exec('COMMIT')).toThrow('FOREIGN KEY');
  sqlite.exec('ROLLBACK');
});

test('a signed note and measured facts stay as they are, even with a change record', () => {
  const { sqlite, clinic } = openWithSamples();
  const id = sampleIdOf('DocumentReference');
  const seal = {
    docStatus: 'final',
    signedAt: '2026-11-23T09:05:00.000Z',
    signedById: sampleIdOf('Practitioner'),
  } as const;
  clinic.records.write({ practitionerId: null }, 'DocumentReference', id, seal);
  const freshChange = (type: ResourceType, resourceId: string): string => {
    const changeId = clinic.ids.nextId();
    const entry = {
      action: 'U',
      event: 'x',
      agentId: null,
      entityType: type,
      entityId: resourceId,
      outcome: 'success',
    } as const;
    const sequence = clinic.audit.record({ ...entry, changeId });
    sqlite
      .prepare(
        `INSERT INTO change (change_id, resource_type, resource_id, fields, stamp, workstation_id, schema_version, audit_sequence)
         VALUES (?, ?, ?, '{}', 's', 'w', 1, ?)`,
      )
      .run(changeId, type, resourceId, sequence);
    return changeId;
  };
  const note = sqlite.prepare(`UPDATE document_reference SET text = 'other', change_id = ?`);
  expect(() => note.run(freshChange('DocumentReference', id))).toThrow('already-signed');
  const fact = sqlite.prepare('UPDATE observation SET value = 1, change_id = ?');
  expect(() => fact.run(freshChange('Observation', sampleIdOf('Observation')))).toThrow('field-is-immutable');
  const code = sqlite.prepare(`UPDATE observation SET value_code = 'A', change_id = ?`);
  expect(() => code.run(freshChange('Observation', sampleIdOf('Observation')))).toThrow('field-is-immutable');
});
