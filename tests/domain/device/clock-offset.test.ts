import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockOffsetSeconds, correctedLocalTime, findClockOff } from '../../../domain/device/clock-offset.ts';

describe('how far a device clock is ahead', () => {
  test.each([
    ['2026-11-23T09:00:00', '2026-11-23T09:00:00', 0],
    ['2026-11-23T09:05:30', '2026-11-23T09:00:00', 330],
    ['2026-11-23T08:59', '2026-11-23T09:00:00', -60],
    ['2016-11-23T09:00:00', '2026-11-23T09:00:00', -315_532_800],
    ['2026-02-28T23:59:59', '2026-03-01T00:00:00', -1],
    ['2026-13-01T00:00:00', '2026-11-23T09:00:00', null],
    ['2026-11-23T09:00:00Z', '2026-11-23T09:00:00', null],
    ['yesterday', '2026-11-23T09:00:00', null],
    ['', '2026-11-23T09:00:00', null],
  ])('%s against %s is %j s', (device, workstation, offset) => {
    expect(clockOffsetSeconds(device, workstation)).toBe(offset);
  });
});

test.each([
  [null, 0],
  [undefined, 0],
  [900, 0],
  [-900, 0],
  [901, 1],
  [-901, 1],
])(
  'an offset of %j s gives %i findings: more than a quarter of an hour is told, unknown is not',
  (offset, count) => {
    expect(findClockOff(offset)).toHaveLength(count);
  },
);

test('a time that is corrected by its offset is the workstation’s', () => {
  const localTime = fc
    .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 19));
  fc.assert(
    fc.property(localTime, localTime, (device, workstation) => {
      const offset = clockOffsetSeconds(device, workstation);
      expect(correctedLocalTime(device, offset ?? Number.NaN)).toBe(workstation);
    }),
  );
});
