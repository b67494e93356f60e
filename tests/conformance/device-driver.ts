import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeviceDriver } from '../../electron/devices/driver.ts';
import { outcomesOf, readingsIn, talk, type FakeDevice } from '../support/device-talk.ts';

/** What a device was made to say, and the readings that were truly in it (as `measure value unit`). */
export interface Spoken {
  readonly device: () => FakeDevice;
  readonly sent: readonly string[];
}

export interface DriverFixture {
  readonly driver: DeviceDriver;
  /** The device undamaged; its readings must all come out. */
  readonly good: fc.Arbitrary<Spoken>;
  /** The same with bytes changed, lost or added on the way. */
  readonly damaged: fc.Arbitrary<Spoken>;
  /** Damage followed by enough good frames that the last reading must come out. */
  readonly recovered: fc.Arbitrary<Spoken & { readonly last: string }>;
  /**
   * Bytes that mean nothing to the device; absent: any. For a format without a checksum, random bytes without its pattern:
   * with the pattern they are what the device would have sent.
   */
  readonly foreign?: fc.Arbitrary<Uint8Array>;
}

const chunkSizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 });
const runs = { numRuns: 150 };

/** What every driver must hold, whatever its device. */
export function describeDeviceDriver(fixture: DriverFixture): void {
  const { driver, good, damaged, recovered, foreign = fc.uint8Array({ maxLength: 2000 }) } = fixture;
  describe(`${driver.id} as a device driver`, () => {
    test('gives every reading that was sent', () => {
      fc.assert(
        fc.property(good, ({ device, sent }) => {
          expect(readingsIn(talk(driver, device()))).toEqual(sent);
        }),
        runs,
      );
    });

    test('gives the same frames however the bytes are cut', () => {
      fc.assert(
        fc.property(fc.oneof(good, damaged), chunkSizes, ({ device }, sizes) => {
          const whole = talk(driver, device());
          expect(talk(driver, device(), { chunkSizes: sizes })).toEqual(whole);
          expect(talk(driver, device(), { chunkSizes: [1] })).toEqual(whole);
        }),
        runs,
      );
    });

    test('never throws and never makes a reading out of any bytes', () => {
      fc.assert(
        fc.property(foreign, fc.array(foreign, { maxLength: 8 }), (opening, answers) => {
          const left = answers.map((answer) => answer.slice(0, 80));
          const device: FakeDevice = { opening, receive: () => left.shift() ?? new Uint8Array() };
          expect(readingsIn(talk(driver, device))).toEqual([]);
        }),
        runs,
      );
    });

    test('never makes a reading out of damage, and tells the damage', () => {
      fc.assert(
        fc.property(damaged, ({ device, sent }) => {
          const frames = talk(driver, device());
          expect(sent).toEqual(expect.arrayContaining(readingsIn(frames)));
          const isTold = outcomesOf(frames).some(
            (outcome) => outcome.kind === 'error' || (outcome.kind === 'info' && 'event' in outcome.facts),
          );
          expect(isTold).toBe(true);
        }),
        runs,
      );
    });

    test('finds good frames again after damage', () => {
      fc.assert(
        fc.property(recovered, ({ device, last }) => {
          expect(readingsIn(talk(driver, device())).at(-1)).toBe(last);
        }),
        runs,
      );
    });

    test('keeps the bytes of every frame as evidence', () => {
      fc.assert(
        fc.property(good, ({ device }) => {
          const frames = talk(driver, device()).filter(({ outcomes }) =>
            outcomes.some(({ kind }) => kind === 'reading'),
          );
          expect(frames.every(({ raw }) => raw.length > 0)).toBe(true);
        }),
        { numRuns: 20 },
      );
    });
  });
}
