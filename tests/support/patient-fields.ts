import type { FieldsOf } from '../../domain/resource/registry.ts';

/** An invented patient of whom little is known; `known` is what a test says of them. */
export function patientFields(known: Partial<FieldsOf<'Patient'>> = {}): FieldsOf<'Patient'> {
  return {
    family: 'Testperson Alder',
    given: null,
    birthDate: '1961-04-12',
    gender: 'unknown',
    phone: null,
    email: null,
    addressLine: null,
    addressCity: null,
    addressPostalCode: null,
    identifiers: [],
    active: true,
    ...known,
  };
}
