import { describe, expect, test } from 'vitest';
import { BLOOD_PRESSURE_PANEL, DIASTOLIC, SYSTOLIC } from '../../../domain/observation/codes.ts';
import { meanBloodPressure } from '../../../domain/observation/blood-pressure-mean.ts';

function reading(minute: number, systolic: number, diastolic: number, status = 'final' as const) {
  return {
    id: `reading-${String(minute).padStart(2, '0')}`,
    code: BLOOD_PRESSURE_PANEL,
    status,
    effectiveAt: `2026-11-24T09:${String(minute).padStart(2, '0')}:00.000Z`,
    components: [
      { code: SYSTOLIC, value: systolic, unit: 'mm[Hg]' },
      { code: DIASTOLIC, value: diastolic, unit: 'mm[Hg]' },
    ],
  };
}

describe('the mean of several readings', () => {
  test('discards the first and takes the mean of the next two', () => {
    expect(meanBloodPressure([reading(2, 128, 80), reading(0, 150, 92), reading(1, 131, 83)])).toEqual({
      systolicMmHg: 130,
      diastolicMmHg: 82,
      observationIds: ['reading-01', 'reading-02'],
      leftOutIds: ['reading-00'],
    });
  });

  test('takes the last two of a longer series', () => {
    const four = [reading(0, 160, 99), reading(1, 140, 90), reading(2, 132, 84), reading(3, 130, 82)];
    expect(meanBloodPressure(four)).toMatchObject({
      systolicMmHg: 131,
      diastolicMmHg: 83,
      leftOutIds: ['reading-00', 'reading-01'],
    });
  });

  test.each([
    ['nothing', []],
    ['one reading', [reading(0, 150, 92)]],
    ['two readings', [reading(0, 150, 92), reading(1, 131, 83)]],
    [
      'three of which one is entered in error',
      [
        reading(0, 150, 92),
        { ...reading(1, 131, 83), status: 'entered-in-error' as const },
        reading(2, 128, 80),
      ],
    ],
    [
      'three of which one has only half a pressure',
      [
        reading(0, 150, 92),
        reading(1, 131, 83),
        { ...reading(2, 128, 80), components: [{ code: SYSTOLIC, value: 128, unit: 'mm[Hg]' }] },
      ],
    ],
    ['three with a long pause in between', [reading(0, 150, 92), reading(1, 131, 83), reading(17, 128, 80)]],
  ])('%s has none', (_name, readings) => {
    expect(meanBloodPressure(readings)).toBeNull();
  });

  test('after a long pause the later series counts', () => {
    const readings = [reading(0, 190, 110), reading(20, 150, 92), reading(21, 130, 84), reading(22, 128, 80)];
    expect(meanBloodPressure(readings)).toMatchObject({ systolicMmHg: 129, diastolicMmHg: 82 });
  });
});
