import { expect, test } from 'vitest';
import type { MeasuredValue } from '../../../domain/contract/ipc/observation.ts';
import { recordHomeObservations } from '../../../electron/observation/record-observations.ts';
import { openTestClinic } from '../../support/test-clinic.ts';
import { patientFields } from '../../support/patient-fields.ts';

const PULSE: MeasuredValue = { code: '8867-4', value: 71, unit: '/min', components: [] };
const AT = '2026-11-20T06:30:00.000Z';

function openDesk() {
  const { clinic, signIn } = openTestClinic();
  const patientId = clinic.ids.nextId();
  clinic.records.write(
    { practitionerId: null },
    'Patient',
    patientId,
    patientFields({ family: 'Testperson Alder' }),
  );
  return { clinic, nurse: signIn('nurse'), patientId };
}

test('a home reading stands in the record as the patient’s own, of no visit, at the time it was measured', () => {
  const { clinic, nurse, patientId } = openDesk();
  const filed = recordHomeObservations(nurse, {
    patientId,
    measured: [PULSE],
    effectiveAt: AT,
    confirmedUnusual: false,
  });
  if (!filed.ok) throw new Error(filed.error.code);
  expect(filed.value.observationIds.map((id) => clinic.records.get('Observation', id))).toMatchObject([
    { patientId, encounterId: null, source: 'patient', performerId: null, effectiveAt: AT, value: 71 },
  ]);
});

test.each([
  ['one of tomorrow', { effectiveAt: '2026-11-24T09:00:00.000Z' }, 'implausible'],
  ['an impossible one', { measured: [{ ...PULSE, value: 5 }], confirmedUnusual: true }, 'implausible'],
  ['an unusual one that nobody looked at again', { measured: [{ ...PULSE, value: 228 }] }, 'implausible'],
  ['one of nobody', { patientId: '0199c000-0000-7000-8000-00000000dead' }, 'not-found'],
])('%s is refused, and nothing is filed', (_name, changes, code) => {
  const { clinic, nurse, patientId } = openDesk();
  const input = { patientId, measured: [PULSE], effectiveAt: AT, confirmedUnusual: false, ...changes };
  expect(recordHomeObservations(nurse, input)).toMatchObject({ ok: false, error: { code } });
  expect(clinic.database.sqlite.prepare('SELECT count(*) FROM observation').pluck().get()).toBe(0);
});
