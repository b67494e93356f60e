import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { omronHem790it } from '../../../../electron/devices/omron-hem790it/driver.ts';
import type { SimulatedOmronMeasurement } from '../../../../electron/devices/omron-hem790it/simulator.ts';
import { describeDeviceDriver } from '../../../conformance/device-driver.ts';
import {
  answering,
  endsOf,
  evening,
  monitorWith,
  morning,
  NOTHING,
  reports,
  spoken,
  when,
} from '../../../support/answering-omron.ts';
import { hex, outcomesOf, readingsIn, talk, type FakeDevice } from '../../../support/device-talk.ts';

const measurement = fc
  .record({
    diastolicMmHg: fc.integer({ min: 25, max: 180 }),
    above: fc.integer({ min: 1, max: 75 }),
    pulsePerMin: fc.integer({ min: 30, max: 199 }),
    second: fc.integer({ min: 10, max: 59 }),
  })
  .map(({ diastolicMmHg, above, pulsePerMin, second }): SimulatedOmronMeasurement => ({
    diastolicMmHg,
    systolicMmHg: diastolicMmHg + above,
    pulsePerMin,
    time: `2024-02-29T10:31:${second}`,
  }));

const hit = fc.record({
  command: fc.constantFrom('VER', 'GDC', 'GME 0'),
  report: fc.nat(2),
  at: fc.nat(7),
  byte: fc.integer({ min: 1, max: 255 }),
  manner: fc.constantFrom('change', 'lose', 'cut', 'add'),
});
/** The first answer to one command hurt in one of its reports; leftovers behind the valid bytes are no part of it. */
const hurtOnce = fc.tuple(measurement, hit).map(([value, { command, report, at, byte, manner }]) => {
  const hurt = (whole: readonly Uint8Array[]): readonly Uint8Array[] => {
    const said = whole.map((each) => each.slice());
    const place = report % said.length;
    const [hit = new Uint8Array(8)] = said.slice(place);
    const valid = at % ((hit[0] ?? 0) + 1);
    if (manner === 'change') hit[valid] = (hit[valid] ?? 0) ^ byte;
    if (manner === 'lose') said.splice(place, 1);
    if (manner === 'cut') said[place] = hit.slice(0, valid);
    if (manner === 'add')
      said.splice(
        place,
        0,
        Uint8Array.from({ length: 8 }, () => byte),
      );
    return said;
  };
  const device = (): FakeDevice =>
    answering([value], (name, nth, whole) => (name === command && nth === 1 ? hurt(whole) : whole)).device;
  return { device, sent: spoken(value), last: `pulse ${value.pulsePerMin} /min` };
});

describeDeviceDriver({
  driver: omronHem790it,
  good: measurement.map((value) => ({ device: () => monitorWith([value]), sent: spoken(value) })),
  damaged: hurtOnce,
  recovered: hurtOnce,
});

describe('the session', () => {
  test('reads the worked example of the page: 112/75, pulse 71, 2007-01-03 00:06:51', () => {
    const frames = talk(
      omronHem790it,
      when('GME 0', () =>
        reports('07 4F 4B 00 07 01 03 00', '07 06 33 00 00 70 4B 47', '03 00 00 4C A1 A2 A3 A4'),
      ),
    );
    const frame = frames.at(-1);
    expect(frame?.outcomes).toEqual([
      { kind: 'reading', measure: 'systolic', value: 112, unit: 'mm[Hg]', time: '2007-01-03T00:06:51' },
      { kind: 'reading', measure: 'diastolic', value: 75, unit: 'mm[Hg]', time: '2007-01-03T00:06:51' },
      { kind: 'reading', measure: 'pulse', value: 71, unit: '/min', time: '2007-01-03T00:06:51' },
    ]);
    // Leftovers differ from one look to the next; as evidence they would make an old record look new.
    expect(frame?.raw).toEqual(hex('4F 4B 00 07 01 03 00 06 33 00 00 70 4B 47 00 00 4C'));
  });

  test('tells who answers and how many records there are, and what had to be asked again', () => {
    const infos = outcomesOf(talk(omronHem790it, monitorWith([morning, evening]))).filter(
      ({ kind }) => kind === 'info',
    );
    expect(infos).toEqual([
      { kind: 'info', facts: { event: 'asked-again', fault: 'not-connected' } },
      { kind: 'info', facts: { identity: 'M7080IT 207' } },
      { kind: 'info', facts: { event: 'asked-again', fault: 'device-refused' } },
      { kind: 'info', facts: { count: 2 } },
    ]);
  });

  test('gives the newest record, and leaves the monitor on for the next look', () => {
    const { device, asked } = answering([morning, evening]);
    expect(readingsIn(talk(omronHem790it, device))).toEqual(spoken(morning));
    expect(asked).toEqual(['zeros', 'zeros', 'VER', 'zeros', 'GDC', 'GDC', 'GME 0']);
  });

  test('gives the whole memory, newest first, and switches the monitor off', () => {
    const { device, asked } = answering([morning, evening]);
    const frames = talk(omronHem790it, device, { wanted: 'all' });
    expect(readingsIn(frames)).toEqual([...spoken(morning), ...spoken(evening)]);
    expect(asked.slice(-3)).toEqual(['GME 0', 'GME 1', 'END']);
    expect(outcomesOf(frames).at(-1)).toEqual({ kind: 'info', facts: { event: 'switched-off' } });
  });

  test('a monitor that goes off without a word has given its records all the same', () => {
    const { device } = answering([morning], (name, _nth, whole) => (name === 'END' ? NOTHING : whole));
    const outcomes = outcomesOf(talk(omronHem790it, device, { wanted: 'all' }));
    expect(outcomes.slice(-3).map(({ kind }) => kind)).toEqual(['reading', 'reading', 'reading']);
  });

  test('writes modes, zeros and commands with their exclusive or, in reports of eight bytes', () => {
    const written: string[] = [];
    const features: string[] = [];
    const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
    const { device } = answering([morning, evening]);
    talk(
      omronHem790it,
      {
        ...device,
        receive: (sent) => (written.push(text(sent)), device.receive(sent)),
        receiveFeature: (report) => (features.push(text(report)), NOTHING),
      },
      { wanted: 'all' },
    );
    expect(features).toEqual(['0101', '74bc']);
    expect([...new Set(written)]).toEqual([
      '0700000000000000',
      '0500000000000000',
      '0556455230300000',
      '0747444300000000',
      '0100000000000000',
      '07474d4500000000',
      '07474d4500000001',
      '0101000000000000',
      '05454e44ffff0000',
    ]);
  });

  test('an empty memory is no measurement', () => {
    expect(endsOf(monitorWith([]))).toEqual(['no-measurement']);
  });

  test('keeps a reading of a clock that was never set, without a time', () => {
    const outcomes = outcomesOf(talk(omronHem790it, monitorWith([{ ...morning, time: null }])));
    const kept = { facts: { deviceClock: 'not-set' } };
    expect(outcomes.slice(-3)).toEqual([
      { kind: 'reading', measure: 'systolic', value: 112, unit: 'mm[Hg]', ...kept },
      { kind: 'reading', measure: 'diastolic', value: 75, unit: 'mm[Hg]', ...kept },
      { kind: 'reading', measure: 'pulse', value: 71, unit: '/min', ...kept },
    ]);
  });
});

test('reports carry no id, and the USB id is only a hint', () => {
  expect(omronHem790it.settings).toEqual({ hasReportIds: false });
  expect(omronHem790it.candidates).toEqual([{ vendorId: 0x0590, productId: 0x0028 }]);
});
