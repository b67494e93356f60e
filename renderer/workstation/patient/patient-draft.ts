import type { z } from 'zod';
import { PatientFields } from '../../../domain/contract/ipc/patient.ts';
import type { AdministrativeGender } from '../../../domain/patient/patient.ts';
import { parseTypedBirthDate } from './parse-typed-date.ts';

export type PatientFieldValues = z.infer<typeof PatientFields>;

/** What stands in the form's fields: text as typed, blank = not known. */
export interface PatientDraft {
  readonly family: string;
  readonly given: string;
  readonly birthDate: string;
  readonly gender: AdministrativeGender;
  readonly phone: string;
  readonly email: string;
  readonly addressLine: string;
  readonly addressCity: string;
  readonly addressPostalCode: string;
  readonly identifiers: readonly { readonly system: string; readonly value: string }[];
}

export const EMPTY_DRAFT: PatientDraft = {
  family: '',
  given: '',
  birthDate: '',
  gender: 'unknown',
  phone: '',
  email: '',
  addressLine: '',
  addressCity: '',
  addressPostalCode: '',
  identifiers: [],
};

/** Why a field is refused. */
export type FieldFault =
  | 'needsFamily'
  | 'tooLong'
  | 'badText'
  | 'dateUnreadable'
  | 'dateAhead'
  | 'dateTooOld'
  | 'badEmail';

export type DraftFaults = Partial<Readonly<Record<keyof PatientDraft, FieldFault>>>;

export type DraftReading =
  | { readonly ok: true; readonly fields: PatientFieldValues }
  | { readonly ok: false; readonly faults: DraftFaults };

/** Turns the form into the fields of a Patient, or says what is wrong where. The schema of the domain decides. */
export function readDraft(draft: PatientDraft, today: string): DraftReading {
  const birth = parseTypedBirthDate(draft.birthDate, today);
  const orNull = (text: string) => (text.trim() === '' ? null : text);
  const parsed = PatientFields.safeParse({
    family: draft.family,
    given: orNull(draft.given),
    birthDate: birth.kind === 'date' ? birth.on : null,
    gender: draft.gender,
    phone: orNull(draft.phone),
    email: orNull(draft.email)?.trim() ?? null,
    addressLine: orNull(draft.addressLine),
    addressCity: orNull(draft.addressCity),
    addressPostalCode: orNull(draft.addressPostalCode),
    identifiers: draft.identifiers.filter(({ value }) => value.trim() !== ''),
    active: true,
  });
  const faults: Record<string, FieldFault> = {};
  if (birth.kind === 'refused') faults.birthDate = DATE_FAULTS[birth.code];
  for (const issue of parsed.error?.issues ?? []) {
    const field = String(issue.path[0]);
    faults[field] ??= faultOf(field, issue.code, draft.family.trim() === '');
  }
  if (!parsed.success || Object.keys(faults).length > 0) return { ok: false, faults };
  return { ok: true, fields: parsed.data };
}

const DATE_FAULTS = { unreadable: 'dateUnreadable', ahead: 'dateAhead', 'too-old': 'dateTooOld' } as const;

function faultOf(field: string, issueCode: string, isFamilyBlank: boolean): FieldFault {
  if (field === 'family' && isFamilyBlank) return 'needsFamily';
  if (issueCode === 'too_big') return 'tooLong';
  return field === 'email' ? 'badEmail' : 'badText';
}

/** The form's fields for a patient who is already here. */
export function draftOfPatient(patient: PatientFieldValues): PatientDraft {
  return {
    family: patient.family,
    given: patient.given ?? '',
    birthDate: patient.birthDate ?? '',
    gender: patient.gender,
    phone: patient.phone ?? '',
    email: patient.email ?? '',
    addressLine: patient.addressLine ?? '',
    addressCity: patient.addressCity ?? '',
    addressPostalCode: patient.addressPostalCode ?? '',
    identifiers: patient.identifiers,
  };
}

/** Only the fields that differ, so that an edit never writes over what somebody else changed meanwhile. */
export function changedFields(
  before: PatientFieldValues,
  after: PatientFieldValues,
): Partial<PatientFieldValues> {
  const changed = Object.entries(after).filter(
    ([field, value]) =>
      JSON.stringify(value) !== JSON.stringify(Object.entries(before).find(([name]) => name === field)?.[1]),
  );
  return Object.fromEntries(changed);
}
