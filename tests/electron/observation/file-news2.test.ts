import { expect, test } from 'vitest';
import type { MeasuredValue } from '../../../domain/contract/ipc/observation.ts';
import { fileNews2 } from '../../../electron/observation/file-news2.ts';
import { markEnteredInError, recordObservations } from '../../../electron/observation/record-observations.ts';
import { createScriptedTransport } from '../../support/scripted-transport.ts';
import { openTestDevices } from '../../support/test-devices.ts';

const single = (code: string, value: number, unit: string): MeasuredValue => ({
  code,
  value,
  unit,
  components: [],
});
const WHOLE: readonly MeasuredValue[] = [
  single('9279-1', 22, '/min'),
  single('59408-5', 93, '%'),
  single('3151-8', 0, 'L/min'),
  {
    code: '85354-9',
    value: null,
    unit: null,
    components: [
      { code: '8480-6', value: 105, unit: 'mm[Hg]' },
      { code: '8462-4', value: 70, unit: 'mm[Hg]' },
    ],
  },
  single('8867-4', 112, '/min'),
  { code: '67775-7', value: null, unit: null, components: [], valueCode: 'A' },
  single('8310-5', 38.4, 'Cel'),
];

function openVisitWith(measured: readonly MeasuredValue[]) {
  const bench = openTestDevices({ transports: [createScriptedTransport().transport] });
  const { encounterId, patientId } = bench.startEncounter('Testperson Alder');
  const input = { encounterId, measured, effectiveAt: null, confirmedUnusual: true };
  expect(recordObservations(bench.nurse, input).ok).toBe(true);
  const scores = () =>
    bench.clinic.database.sqlite
      .prepare("SELECT value FROM observation WHERE code = '1104051000000101'")
      .pluck()
      .all();
  return { ...bench, encounterId, patientId, scores };
}

test('the score of a full set is made from the record and filed once, with its scale', () => {
  const { nurse, clinic, encounterId, patientId, scores } = openVisitWith(WHOLE);
  const filed = fileNews2(nurse, { encounterId, scale: 1 });
  if (!filed.ok) throw new Error(filed.error.code);
  expect(filed.value.score).toBe(8);
  expect(clinic.records.get('Observation', filed.value.observationId)).toMatchObject({
    patientId,
    encounterId,
    value: 8,
    unit: '{score}',
    components: [{ code: 'news2-spo2-scale', value: 1, unit: '1' }],
  });
  expect(fileNews2(nurse, { encounterId, scale: 1 })).toEqual(filed);
  expect(scores()).toEqual([8]);
  expect(fileNews2(nurse, { encounterId, scale: 2 })).toMatchObject({ value: { score: 6 } });
  expect(scores()).toHaveLength(2);
});

test('a score marked entered in error is not said to be filed', () => {
  const { nurse, encounterId } = openVisitWith(WHOLE);
  const filed = fileNews2(nurse, { encounterId, scale: 1 });
  if (!filed.ok) throw new Error(filed.error.code);
  markEnteredInError(nurse, { observationId: filed.value.observationId, reason: 'wrong patient' });
  expect(fileNews2(nurse, { encounterId, scale: 1 })).toEqual({
    ok: false,
    error: { code: 'score-withdrawn' },
  });
});

test('a score goes with the reading it was made with, and not with another', () => {
  const { nurse, clinic, encounterId } = openVisitWith(WHOLE);
  const filed = fileNews2(nurse, { encounterId, scale: 1 });
  if (!filed.ok) throw new Error(filed.error.code);
  const statusOfScore = () => clinic.records.get('Observation', filed.value.observationId)?.status;
  const pulse = single('8867-4', 70, '/min');
  const input = { encounterId, measured: [pulse], effectiveAt: null, confirmedUnusual: true };
  const later = recordObservations(nurse, input);
  if (!later.ok) throw new Error(later.error.code);
  markEnteredInError(nurse, { observationId: later.value.observationIds[0] ?? '', reason: 'slip' });
  expect(statusOfScore()).toBe('final');
  const temperature = clinic.database.sqlite
    .prepare<[], string>("SELECT id FROM observation WHERE code = '8310-5'")
    .pluck()
    .get();
  markEnteredInError(nurse, { observationId: temperature ?? '', reason: 'slip' });
  expect(statusOfScore()).toBe('entered-in-error');
});

test('a set that lacks a sign, a finished visit and a visit that is not there file nothing', () => {
  const { nurse, clinic, encounterId, scores } = openVisitWith(WHOLE.slice(1));
  expect(fileNews2(nurse, { encounterId, scale: 1 })).toEqual({
    ok: false,
    error: { code: 'incomplete-set' },
  });
  expect(fileNews2(nurse, { encounterId: clinic.ids.nextId(), scale: 1 })).toMatchObject({
    error: { code: 'not-found' },
  });
  clinic.records.write(nurse.session, 'Encounter', encounterId, { status: 'finished' });
  expect(fileNews2(nurse, { encounterId, scale: 1 })).toEqual({
    ok: false,
    error: { code: 'encounter-not-open' },
  });
  expect(scores()).toEqual([]);
});
