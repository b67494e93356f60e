import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { isAllowed } from '../domain/access/roles.ts';
import { parsePatientQuery, patientSearchWords } from '../domain/patient/search-words.ts';
import { ok } from '../domain/result.ts';
import { createIdSource } from '../domain/uuid-v7.ts';
import { openDatabase } from '../electron/database/open-database.ts';
import { openClinic } from '../electron/open-clinic.ts';
import { searchPatients } from '../electron/patient/search-patients.ts';
import { median, report } from './report.ts';

/**
 * What a person types into the search field of a clinic with 100,000 patients: each query's median
 * in the encrypted database, with the fields of the answer. Floor: the same words asked of a bare full-text index in plain SQLite.
 */
const PATIENTS = 100_000;
const BATCH = 5_000;
const RUNS = 7;
const FAMILIES = [
  'Testperson',
  'Sample',
  'Practicepatient',
  'Muñoz-Sample',
  'Ångström-Test',
  'Specimen',
  'Placeholder',
];
const GIVEN = [
  'Alder',
  'Birch',
  'Cedar',
  'Dahlia',
  'Elm',
  'Fern',
  'Ginkgo',
  'Hazel',
  'Iris',
  'Juniper',
  'Kapok',
];
const TYPED = [
  't',
  'te',
  'tes',
  'test',
  'testperson',
  'testperson al',
  'test a 1961',
  'munoz',
  'angs fern',
  's',
  's b',
  '1961',
  '12.04.1961',
  '12/04',
  '555',
  '5550100',
  '0',
  '4',
  'tp99999',
  'tp9',
  'zzz',
  'a b c',
];

const folder = mkdtempSync(join(tmpdir(), 'clinic-bench-'));
const opened = openDatabase({ file: join(folder, 'clinic.db'), key: randomBytes(32) });
if (!opened.ok) throw new Error(opened.error.code);
const clock = { nowMs: () => Date.now() };
const clinic = openClinic({
  database: opened.value,
  clock,
  ids: createIdSource(clock, randomBytes),
  workstationId: '0199a000-0000-7000-8000-0000000000aa',
  announce: () => {},
});

const two = (value: number): string => String(value).padStart(2, '0');
const ids: string[] = [];
for (let from = 0; from < PATIENTS; from += BATCH) {
  clinic.records.together(() => {
    for (let index = from; index < from + BATCH; index += 1) {
      const id = clinic.ids.nextId();
      ids.push(id);
      clinic.records.write({ practitionerId: null }, 'Patient', id, {
        family: `${FAMILIES[index % FAMILIES.length]} ${(index * 7919).toString(36)}`,
        given: GIVEN[index % GIVEN.length] ?? null,
        birthDate: `${1930 + (index % 90)}-${two(1 + (index % 12))}-${two(1 + (index % 28))}`,
        gender: 'unknown',
        phone: `+1 555 ${two(index % 100)}0 ${String(index).padStart(6, '0')}`,
        email: null,
        addressLine: null,
        addressCity: null,
        addressPostalCode: null,
        identifiers: [{ system: 'clinic', value: `TP-${index}` }],
        active: true,
      });
    }
    return ok(null);
  });
}

const session = { practitionerId: ids[0] ?? '', displayName: 'Testperson', role: 'owner' as const };
const signedIn = {
  clinic,
  session,
  may: (permission: Parameters<typeof isAllowed>[1]) => isAllowed('owner', permission),
};
const timeOf = (work: () => void): number => {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
};
const medianOf = (work: () => void): number => median(Array.from({ length: RUNS }, () => timeOf(work)));

/** The words alone, unencrypted, without the rows. */
function openBareIndex(): Database.Database {
  const plain = new Database(join(folder, 'plain.db'));
  plain.exec(
    `CREATE VIRTUAL TABLE bare USING fts5 (words, content = '', detail = 'none', prefix = '1 2 3 4', tokenize = 'ascii')`,
  );
  const insert = plain.prepare('INSERT INTO bare (rowid, words) VALUES (?, ?)');
  plain.transaction(() => {
    for (const [index, id] of ids.entries()) {
      const patient = clinic.records.get('Patient', id);
      if (patient !== null) insert.run(index + 1, patientSearchWords(patient));
    }
  })();
  return plain;
}

const plain = openBareIndex();
const bare = plain.prepare('SELECT rowid FROM bare WHERE bare MATCH ? LIMIT 20');
const firstMeaning = (text: string): string =>
  parsePatientQuery(text)
    .flatMap((term) => term[0] ?? [])
    .map((word) => `"${word}" *`)
    .join(' AND ');
for (const text of TYPED) {
  const floor = medianOf(() => void bare.all(firstMeaning(text)));
  const measured = medianOf(() => void searchPatients(signedIn, { text, limit: 20 }));
  report({ name: `search-100k-patients "${text}"`, measured, floor, unit: 'ms', goal: 'under 50 ms' });
}
plain.close();
opened.value.close();
rmSync(folder, { recursive: true });
