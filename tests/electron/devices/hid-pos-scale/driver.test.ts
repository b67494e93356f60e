import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hidPosScale } from '../../../../electron/devices/hid-pos-scale/driver.ts';
import { UNIT_BY_CODE } from '../../../../electron/devices/hid-pos-scale/report.ts';
import { scaleReport } from '../../../../electron/devices/hid-pos-scale/simulator.ts';
import { describeDeviceDriver } from '../../../conformance/device-driver.ts';
import { hex, outcomesOf, talk, type FakeDevice } from '../../../support/device-talk.ts';

const NOTHING = new Uint8Array();
const reporting = (...reports: readonly Uint8Array[]): FakeDevice => ({
  opening: reports,
  receive: () => NOTHING,
});
const said = (...reports: readonly string[]) => outcomesOf(talk(hidPosScale, reporting(...reports.map(hex))));

const STABLE_KG = { status: 4, unitCode: 3, exponent: -1 };
const tenthsKg = fc.integer({ min: 1, max: 6400 });
const spoken = (raw: number): string => `weight ${raw / 10} kg`;
const reportOf = (raw: number): Uint8Array => scaleReport({ ...STABLE_KG, raw });

/** A report that lost or gained bytes, or has another id. What changes within six bytes no checksum would tell. */
const spoilt = fc.oneof(
  fc.integer({ min: 1, max: 4 }).map((length) => (report: Uint8Array) => report.slice(0, length)),
  fc
    .uint8Array({ minLength: 1, maxLength: 58 })
    .map((more) => (report: Uint8Array) => Uint8Array.from([...report, ...more])),
  fc
    .integer({ min: 0, max: 255 })
    .filter((id) => id !== 3)
    .map((id) => (report: Uint8Array) => Uint8Array.from([id, ...report.slice(1)])),
);
const weights = fc.array(tenthsKg, { minLength: 1, maxLength: 12 });

describeDeviceDriver({
  driver: hidPosScale,
  good: weights.map((raws) => ({ device: () => reporting(...raws.map(reportOf)), sent: raws.map(spoken) })),
  damaged: fc.tuple(weights, tenthsKg, spoilt, weights).map(([before, hurt, spoil, after]) => ({
    device: () => reporting(...before.map(reportOf), spoil(reportOf(hurt)), ...after.map(reportOf)),
    sent: [...before, ...after].map(spoken),
  })),
  recovered: fc
    .tuple(fc.array(fc.tuple(tenthsKg, spoilt), { maxLength: 30 }), tenthsKg)
    .map(([hurt, last]) => ({
      device: () => reporting(...hurt.map(([raw, spoil]) => spoil(reportOf(raw))), reportOf(last)),
      sent: [],
      last: spoken(last),
    })),
  // Without a checksum, six chance bytes that begin with 03 are a report, and so are five.
  foreign: fc
    .uint8Array({ maxLength: 2000 })
    .filter((bytes) => bytes.length !== 5 && !(bytes.length === 6 && bytes[0] === 3)),
});

describe('a stable report', () => {
  test.each([
    ['03 04 02 00 6E 03', { value: 878, unit: 'g', si: { value: 0.878, unit: 'kg' } }],
    ['03 04 0B FF 4E 00', { value: 7.8, unit: '[oz_av]', si: { value: 0.221, unit: 'kg' } }],
    ['03 04 03 FF C8 02', { value: 71.2, unit: 'kg' }],
    ['03 04 0C FF 22 06', { value: 157, unit: '[lb_av]', si: { value: 71.214, unit: 'kg' } }],
    ['03 04 08 FC C8 02', { value: 0.0712, unit: 't', si: { value: 71.2, unit: 'kg' } }],
    ['03 04 01 03 C8 02', { value: 712_000, unit: 'mg', si: { value: 0.712, unit: 'kg' } }],
    ['03 04 02 02 C8 02', { value: 71_200, unit: 'g', si: { value: 71.2, unit: 'kg' } }],
  ])('%s is one reading, in the unit as sent', (report, weight) => {
    expect(said(report)).toEqual([{ kind: 'reading', measure: 'weight', ...weight }]);
  });

  test('is exactly the decimal that was sent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 65_535 }), (raw) => {
        const frames = talk(hidPosScale, reporting(scaleReport({ ...STABLE_KG, exponent: -2, raw })));
        expect(outcomesOf(frames)).toMatchObject([{ value: Number(`${raw}e-2`) }]);
      }),
    );
  });

  test.each<[number, string]>([
    [0, 'unknown-unit'],
    [13, 'unknown-unit'],
    [255, 'unknown-unit'],
    [4, 'unit-not-clinical'],
    [5, 'unit-not-clinical'],
    [6, 'unit-not-clinical'],
    [7, 'unit-not-clinical'],
    [9, 'unit-not-clinical'],
    [10, 'unit-not-clinical'],
  ])('in unit %i is refused as %s', (unitCode, reason) => {
    expect(UNIT_BY_CODE.has(unitCode)).toBe(false);
    expect(
      outcomesOf(talk(hidPosScale, reporting(scaleReport({ ...STABLE_KG, unitCode, raw: 712 })))),
    ).toEqual([{ kind: 'refused', reason }]);
  });

  test('of nothing is nobody on the scale', () => {
    expect(said('03 04 03 FF 00 00')).toEqual([
      { kind: 'no-measurement', reason: 'nothing-on-scale', measure: 'weight' },
    ]);
  });

  test.each([
    ['199 g', '03 04 02 00 C7 00', true],
    ['200 g', '03 04 02 00 C8 00', false],
    ['400 kg', '03 04 03 00 90 01', false],
    ['401 kg', '03 04 03 00 91 01', true],
  ])('of %s asks for a second look only outside 0.2 to 400 kg', (_weight, report, needsConfirmation) => {
    const [outcome] = said(report);
    expect(outcome).toMatchObject({ kind: 'reading' });
    expect(outcome !== undefined && 'facts' in outcome).toBe(needsConfirmation);
  });

  test.each([
    ['more than a ton', '03 04 03 00 E9 03'],
    ['astronomical', '03 04 03 7F FF FF'],
    ['less than half a gram', '03 04 01 00 01 00'],
    ['next to nothing in kilograms', '03 04 03 80 FF FF'],
  ])('of %s is implausible', (_name, report) => {
    expect(said(report)).toMatchObject([{ kind: 'error', code: 'implausible' }]);
  });
});

describe('the other statuses', () => {
  const shown = [{ measure: 'weight', value: 157, unit: '[lb_av]' }];
  test.each([
    ['fault', '03 01 03 FF C8 02', { kind: 'error', code: 'device-refused', facts: { reason: 'fault' } }],
    [
      'centre of zero',
      '03 02 03 FF 00 00',
      { kind: 'no-measurement', reason: 'nothing-on-scale', measure: 'weight' },
    ],
    [
      'zero with a weight',
      '03 02 0C FF 22 06',
      { kind: 'no-measurement', reason: 'unstable', measure: 'weight', shown },
    ],
    [
      'in motion',
      '03 03 0C FF 22 06',
      { kind: 'no-measurement', reason: 'in-motion', measure: 'weight', shown },
    ],
    [
      'in motion without a unit',
      '03 03 00 FF 22 06',
      { kind: 'no-measurement', reason: 'in-motion', measure: 'weight' },
    ],
    [
      'in motion, absurd',
      '03 03 03 7F 22 06',
      { kind: 'no-measurement', reason: 'in-motion', measure: 'weight' },
    ],
    ['under zero', '03 05 03 FF C8 02', { kind: 'no-measurement', reason: 'under-zero', measure: 'weight' }],
    ['over the limit', '03 06 03 FF C8 02', { kind: 'error', code: 'overload' }],
    [
      'needs calibration',
      '03 07 03 FF C8 02',
      { kind: 'error', code: 'device-refused', facts: { reason: 'needs-calibration' } },
    ],
    [
      'needs re-zeroing',
      '03 08 03 FF C8 02',
      { kind: 'no-measurement', reason: 'needs-zeroing', measure: 'weight' },
    ],
    [
      'reserved 0',
      '03 00 03 FF C8 02',
      { kind: 'info', facts: { event: 'ignored', reason: 'reserved-status', ignored: 1 } },
    ],
    [
      'reserved 9',
      '03 09 03 FF C8 02',
      { kind: 'info', facts: { event: 'ignored', reason: 'reserved-status', ignored: 1 } },
    ],
  ])('%s gives no reading', (_name, report, outcome) => {
    expect(said(report)).toEqual([outcome]);
  });
});

describe('reports that are none', () => {
  const kindsOf = (...reports: readonly string[]): string[] => said(...reports).map(({ kind }) => kind);

  test('are ignored, counted and told by what is wrong with them', () => {
    expect(said('04 04 03 FF C8 02', '03 04 03 FF', '03 04 03 FF C8 02 00')).toEqual([
      { kind: 'info', facts: { event: 'ignored', reason: 'wrong-id', ignored: 1 } },
      { kind: 'info', facts: { event: 'ignored', reason: 'wrong-length', ignored: 2 } },
      { kind: 'info', facts: { event: 'ignored', reason: 'wrong-length', ignored: 3 } },
    ]);
  });

  test('ten in a row are not a scale; nine and a data report are', () => {
    const wrong = (times: number): string[] => Array.from({ length: times }, () => '05 01 02');
    expect(said(...wrong(10)).at(-1)).toEqual({
      kind: 'error',
      code: 'protocol',
      facts: { reason: 'not-a-scale', ignored: 10 },
    });
    expect(kindsOf(...wrong(9), '03 04 03 FF C8 02', ...wrong(9))).not.toContain('error');
  });
});

describe('reports whose id was stripped', () => {
  test('are read as well', () => {
    expect(said('04 03 FF C8 02')).toEqual([{ kind: 'reading', measure: 'weight', value: 71.2, unit: 'kg' }]);
  });

  test('are not believed from a scale that sends its id', () => {
    expect(said('03 02 03 FF 00 00', '04 03 FF C8 02')[1]).toMatchObject({ kind: 'info' });
  });

  test('may be cut ones when they begin with 03, and say nothing until another came without id', () => {
    expect(said('03 04 03 FF C8')).toMatchObject([{ kind: 'info', facts: { reason: 'wrong-length' } }]);
    expect(said('02 03 FF 00 00', '03 03 FF C8 02')[1]).toMatchObject({
      kind: 'no-measurement',
      reason: 'in-motion',
    });
  });
});

test('it is recognised by its usage, and nothing is ever written to it', () => {
  expect(hidPosScale.candidates).toEqual([{ usagePage: 0x8d, usage: 0x20 }]);
  expect(hidPosScale.settings).toEqual({ hasReportIds: true });
  const conversation = hidPosScale.converse();
  const steps = [
    conversation.start(0),
    conversation.receive(hex('03 02 03 FF 00 00'), 0),
    conversation.elapse(1),
  ];
  expect(steps.flatMap(({ send }) => send)).toEqual([]);
});

test('three seconds without a report are a scale asleep, one second of one weight is stable', () => {
  expect(hidPosScale).toMatchObject({
    manner: 'stream',
    silenceMs: 3000,
    stability: { measure: 'weight', forMs: 1000, maxSpread: 0 },
  });
});
