import { expect, test } from 'vitest';
import { codedReadingOf, measuredValuesOf } from '../../../domain/device/measured-values.ts';
import type { DeviceReading } from '../../../domain/device/outcome.ts';

const systolic: DeviceReading = { kind: 'reading', measure: 'systolic', value: 128, unit: 'mm[Hg]' };
const diastolic: DeviceReading = { kind: 'reading', measure: 'diastolic', value: 81, unit: 'mm[Hg]' };
const pulse: DeviceReading = { kind: 'reading', measure: 'pulse', value: 72, unit: '/min' };

test('the two pressures become one panel, the pulse stands beside it', () => {
  expect(measuredValuesOf([pulse, diastolic, systolic])).toEqual([
    {
      code: '85354-9',
      value: null,
      unit: null,
      components: [
        { code: '8480-6', value: 128, unit: 'mm[Hg]' },
        { code: '8462-4', value: 81, unit: 'mm[Hg]' },
      ],
    },
    { code: '8867-4', value: 72, unit: '/min', components: [] },
  ]);
});

test('half a blood pressure stays visibly half', () => {
  expect(measuredValuesOf([systolic])[0]?.components).toEqual([
    { code: '8480-6', value: 128, unit: 'mm[Hg]' },
  ]);
});

test('the converted value is filed where the device sends another unit', () => {
  const weight: DeviceReading = {
    kind: 'reading',
    measure: 'weight',
    value: 154,
    unit: '[lb_av]',
    si: { value: 69.85, unit: 'kg' },
  };
  expect(codedReadingOf(weight)).toEqual({ code: '29463-7', value: 69.85, unit: 'kg' });
});

test('glucose keeps the unit its meter sent, with the code of that unit', () => {
  const sent: DeviceReading = {
    kind: 'reading',
    measure: 'glucose',
    value: 104,
    unit: 'mg/dL',
    si: { value: 5.8, unit: 'mmol/L' },
  };
  expect(codedReadingOf(sent)).toEqual({ code: '41653-7', value: 104, unit: 'mg/dL' });
  const molar = { measure: 'glucose', value: 5.8, unit: 'mmol/L' } as const;
  expect(codedReadingOf(molar)).toEqual({ code: '14743-9', value: 5.8, unit: 'mmol/L' });
});

test('an unconverted foreign unit and what is no vital sign are never filed', () => {
  expect(codedReadingOf({ measure: 'body-temperature', value: 98.6, unit: '[degF]' })).toBeNull();
  expect(codedReadingOf({ measure: 'ambient-temperature', value: 21, unit: 'Cel' })).toBeNull();
  expect(
    measuredValuesOf([{ kind: 'reading', measure: 'ambient-temperature', value: 21, unit: 'Cel' }]),
  ).toEqual([]);
});
