import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeviceReading } from '../../../domain/device/outcome.ts';
import { OXIMETER_STABILITY, SCALE_STABILITY } from '../../../electron/devices/stability.ts';
import { StableWindow, type StableReading } from '../../../electron/devices/stable-window.ts';
import { stabilityOf } from '../../../electron/devices/stream-session.ts';

const spo2 = (value: number): DeviceReading => ({ kind: 'reading', measure: 'spo2', value, unit: '%' });
const pulse = (value: number): DeviceReading => ({ kind: 'reading', measure: 'pulse', value, unit: '/min' });
const weight = (value: number, unit: 'kg' | '[lb_av]' = 'kg'): DeviceReading => ({
  kind: 'reading',
  measure: 'weight',
  value,
  unit,
});

/** Feeds one frame a second, or as often as told, and answers each time what is stable. */
function feed(
  window: StableWindow,
  frames: readonly (readonly DeviceReading[])[],
  everyMs = 1000,
): (StableReading | null)[] {
  return frames.map((readings, index) => {
    window.add({ atMs: index * everyMs, readings, raw: Uint8Array.of(index) });
    return window.stableAt(index * everyMs);
  });
}

describe('an oximeter', () => {
  test('is stable with the frame that completes ten seconds, as median of what was sent, with the seconds it took', () => {
    const values = [96, 97, 97, 98, 96, 97, 97, 96, 98, 97, 97];
    const told = feed(
      new StableWindow(OXIMETER_STABILITY),
      values.map((value, index) => [spo2(value), pulse(60 + index)]),
    );
    expect(told.slice(0, -1)).toEqual(Array(10).fill(null));
    expect(told.at(-1)).toEqual({
      readings: [spo2(97), pulse(65)],
      raw: Uint8Array.of(10),
      seconds: 10,
      frames: 11,
    });
  });

  test.each([
    [2, true],
    [3, false],
  ])('whose saturation moves by %i points is stable: %s', (spread, isStable) => {
    const told = feed(
      new StableWindow(OXIMETER_STABILITY),
      Array.from({ length: 30 }, (_, index) => [spo2(index % 2 === 0 ? 95 : 95 + spread)]),
    );
    expect(told.some((one) => one !== null)).toBe(isStable);
  });

  test('that jumps begins its window with the jump', () => {
    const values = [...Array<number>(6).fill(90), ...Array<number>(11).fill(97)];
    const told = feed(
      new StableWindow(OXIMETER_STABILITY),
      values.map((value) => [spo2(value)]),
    );
    expect(told.findIndex((one) => one !== null)).toBe(16);
    expect(told.at(-1)?.frames).toBe(11);
  });

  test('gives no value for a measure that was missing once', () => {
    const told = feed(
      new StableWindow(OXIMETER_STABILITY),
      Array.from({ length: 11 }, (_, index) => (index === 4 ? [spo2(97)] : [spo2(97), pulse(60)])),
    );
    expect(told.at(-1)?.readings).toEqual([spo2(97)]);
  });
});

test('a scale is stable after one second of one weight in one unit', () => {
  const window = new StableWindow(SCALE_STABILITY);
  const frames = [
    weight(70),
    weight(70.1),
    weight(70.1, '[lb_av]'),
    ...Array<DeviceReading>(6).fill(weight(70.1)),
  ];
  const told = feed(
    window,
    frames.map((reading) => [reading]),
    200,
  );
  expect(told.map((one) => one !== null)).toEqual([...Array<boolean>(8).fill(false), true]);
  expect(told.at(-1)).toMatchObject({ readings: [weight(70.1)], seconds: 1, frames: 6 });
});

test('a clinic may want another time or spread for a measure, and the rest stays the driver’s', () => {
  expect(stabilityOf(OXIMETER_STABILITY, { spo2: { forMs: 20_000 }, weight: { forMs: 1 } })).toEqual({
    ...OXIMETER_STABILITY,
    forMs: 20_000,
  });
});

test('whatever comes, each value offered was sent, and lies with the others in the spread', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 60, max: 100 }), fc.integer({ min: 0, max: 3000 })), {
        maxLength: 60,
      }),
      (sent) => {
        const window = new StableWindow(OXIMETER_STABILITY);
        let atMs = 0;
        for (const [value, waitedMs] of sent) {
          atMs += waitedMs;
          window.add({ atMs, readings: [spo2(value)], raw: Uint8Array.of(value) });
          const stable = window.stableAt(atMs);
          if (stable === null) continue;
          expect(stable.raw[0]).toBe(stable.readings[0]?.value);
          expect(Math.abs((stable.readings[0]?.value ?? 0) - value)).toBeLessThanOrEqual(2);
          expect(stable.seconds).toBeGreaterThanOrEqual(10);
        }
      },
    ),
  );
});

test('a flood faster than any device fills no memory and is never stable', () => {
  const window = new StableWindow(OXIMETER_STABILITY);
  for (let index = 0; index < 12_000; index += 1) {
    window.add({ atMs: index, readings: [spo2(97)], raw: Uint8Array.of(1) });
    expect(window.stableAt(index)).toBeNull();
  }
});
