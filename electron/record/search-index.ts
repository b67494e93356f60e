import type Database from 'better-sqlite3';
import { patientSearchWords } from '../../domain/patient/search-words.ts';
import type { Patient } from '../../domain/patient/patient.ts';
import type { ResourceType } from '../../domain/resource/registry.ts';
import type { FieldValues } from '../../domain/sync/change.ts';

/** Keeps the full-text indexes in the transaction that writes the row. */
export interface SearchIndex {
  /** Whether a write of these fields changes what the resource is found by. */
  readonly concerns: (type: ResourceType, fields: FieldValues) => boolean;
  readonly put: (type: ResourceType, id: string, whole: FieldValues) => void;
}

const PATIENT_FIELDS = ['family', 'given', 'birthDate', 'phone', 'identifiers'] as const;

export function createSearchIndex(sqlite: Database.Database): SearchIndex {
  const patients = createIndex(sqlite, 'patient', 'words');
  const notes = createIndex(sqlite, 'document_reference', 'text');
  return {
    concerns: (type, fields) =>
      (type === 'Patient' && PATIENT_FIELDS.some((name) => fields[name] !== undefined)) ||
      (type === 'DocumentReference' && fields['text'] !== undefined),
    put: (type, id, whole) => {
      if (type === 'Patient') patients.put(id, patientSearchWords(whole as unknown as Patient)); // its whole row
      const text = whole['text'];
      if (type === 'DocumentReference') notes.put(id, typeof text === 'string' ? text : '');
    },
  };
}

function createIndex(sqlite: Database.Database, table: string, column: string) {
  const rowOf = sqlite.prepare<[string], number>(`SELECT search_id FROM ${table} WHERE id = ?`).pluck();
  const put = sqlite.prepare(`INSERT OR REPLACE INTO ${table}_search (rowid, ${column}) VALUES (?, ?)`);
  return {
    put: (id: string, words: string) => void put.run(rowOf.get(id), words),
  };
}
