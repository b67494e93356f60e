import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beurerBmHid } from '../../../../electron/devices/beurer-bm-hid/driver.ts';
import { createSimulatedHidMonitor } from '../../../../electron/devices/beurer-bm-hid/simulator.ts';
import type { SimulatedMeasurement } from '../../../../electron/devices/beurer-bm/simulated-measurement.ts';
import { describeDeviceDriver } from '../../../conformance/device-driver.ts';
import {
  hex,
  outcomesOf,
  readingsIn,
  talk,
  type FakeDevice,
  type Said,
} from '../../../support/device-talk.ts';

const NOTHING: readonly Uint8Array[] = [];
const morning = { systolicMmHg: 128, diastolicMmHg: 81, pulsePerMin: 72, time: '2023-05-14T08:30:00' };
const evening = { systolicMmHg: 141, diastolicMmHg: 92, pulsePerMin: 66, time: '2023-05-14T20:05:00' };
const spoken = ({ systolicMmHg, diastolicMmHg, pulsePerMin }: SimulatedMeasurement): string[] => [
  `systolic ${systolicMmHg} mm[Hg]`,
  `diastolic ${diastolicMmHg} mm[Hg]`,
  `pulse ${pulsePerMin} /min`,
];

/** A monitor whose n-th answer to a command is another one, and what it was asked. */
const answering = (
  measurements: readonly SimulatedMeasurement[],
  replaced: (name: string, nth: number, answer: readonly Uint8Array[]) => Said = (_name, _nth, answer) =>
    answer,
): { readonly device: FakeDevice; readonly asked: readonly string[] } => {
  const monitor = createSimulatedHidMonitor(measurements);
  const asked: string[] = [];
  const receive = (sent: Uint8Array): Said => {
    const name = beurerBmHid.nameOfCommand?.(sent) ?? 'unknown';
    asked.push(name);
    return replaced(name, asked.filter((each) => each === name).length, monitor.receive(sent));
  };
  return { device: { opening: NOTHING, receive }, asked };
};
const monitorWith = (measurements: readonly SimulatedMeasurement[]): FakeDevice =>
  answering(measurements).device;
const when = (wanted: string, answer: (nth: number, whole: readonly Uint8Array[]) => Said): FakeDevice =>
  answering([morning], (name, nth, whole) => (name === wanted ? answer(nth, whole) : whole)).device;
const endsOf = (device: FakeDevice): string[] =>
  outcomesOf(talk(beurerBmHid, device)).flatMap((outcome) =>
    outcome.kind === 'error' ? [outcome.code] : outcome.kind === 'info' ? [] : [outcome.kind],
  );

const measurement = fc
  .record({
    diastolicMmHg: fc.integer({ min: 25, max: 199 }),
    above: fc.integer({ min: 1, max: 80 }),
    pulsePerMin: fc.integer({ min: 30, max: 250 }),
    minute: fc.integer({ min: 10, max: 59 }),
  })
  .map(({ diastolicMmHg, above, pulsePerMin, minute }): SimulatedMeasurement => ({
    diastolicMmHg,
    systolicMmHg: Math.max(30, diastolicMmHg + above),
    pulsePerMin,
    time: `2024-02-29T10:${minute}:00`,
  }));

const hit = fc.record({
  read: fc.integer({ min: 1, max: 2 }),
  at: fc.nat(7),
  byte: fc.integer({ min: 1, max: 255 }),
  manner: fc.constantFrom('change', 'lose', 'cut', 'add'),
});
/** One read of the record hurt; without a checksum a hurt that repeats itself exactly cannot be seen. */
const hurtOnce = fc.tuple(measurement, hit).map(([value, { read, at, byte, manner }]) => {
  const hurt = ([whole = new Uint8Array(8)]: readonly Uint8Array[]): Said => {
    if (manner === 'lose') return NOTHING;
    if (manner === 'cut') return whole.slice(0, at);
    if (manner === 'add') return [whole, Uint8Array.from({ length: 8 }, () => byte)];
    return whole.map((each, place) => (place === at ? each ^ byte : each));
  };
  const device = (): FakeDevice =>
    answering([value], (name, nth, whole) => (name === 'A3 01' && nth === read ? hurt(whole) : whole)).device;
  return { device, sent: spoken(value) };
});

describeDeviceDriver({
  driver: beurerBmHid,
  good: measurement.map((value) => ({ device: () => monitorWith([value]), sent: spoken(value) })),
  damaged: hurtOnce,
  recovered: measurement.map((value) => ({
    device: () =>
      answering([value], (name, nth, whole) =>
        nth > 1
          ? whole
          : name === 'A2'
            ? hex('01')
            : name === 'A3 01'
              ? whole.map((each) => each.slice(0, 4))
              : whole,
      ).device,
    sent: spoken(value),
    last: `pulse ${value.pulsePerMin} /min`,
  })),
});

describe('the session', () => {
  test('reads the worked example of the page: 128/81, pulse 72, user 2, irregular heartbeat', () => {
    const device = when('A3 01', () => [hex('67 38 48 05 8E 08 1E 97')]);
    const kept = {
      time: '2023-05-14T08:30:00',
      facts: { deviceUser: 2, irregularHeartbeat: true, movement: false },
    };
    expect(outcomesOf(talk(beurerBmHid, device))).toEqual([
      { kind: 'info', facts: { count: 1 } },
      { kind: 'reading', measure: 'systolic', value: 128, unit: 'mm[Hg]', ...kept },
      { kind: 'reading', measure: 'diastolic', value: 81, unit: 'mm[Hg]', ...kept },
      { kind: 'reading', measure: 'pulse', value: 72, unit: '/min', ...kept },
    ]);
  });

  test.each([
    [[morning, evening], evening],
    [[evening, morning], evening],
    [[evening], evening],
  ])('gives the newest record at whichever end of the memory it stands', (measurements, newest) => {
    expect(readingsIn(talk(beurerBmHid, monitorWith(measurements)))).toEqual(spoken(newest));
  });

  test('reads each record twice, and leaves the monitor in PC mode for the next look', () => {
    const { device, asked } = answering([morning]);
    talk(beurerBmHid, device);
    expect(asked).toEqual(['AA', 'A2', 'A3 01', 'A3 01']);
  });

  test('gives the whole memory in its order, and ends the talk', () => {
    const { device, asked } = answering([morning, evening]);
    const frames = talk(beurerBmHid, device, { wanted: 'all' });
    expect(readingsIn(frames)).toEqual([...spoken(morning), ...spoken(evening)]);
    expect(asked).toEqual(['AA', 'A2', 'A3 01', 'A3 01', 'A3 02', 'A3 02', 'F7']);
  });

  test('an empty memory is no measurement', () => {
    expect(endsOf(monitorWith([]))).toEqual(['no-measurement']);
  });

  test('a handshake may take two seconds, everything else half a second', () => {
    const conversation = beurerBmHid.converse();
    expect(conversation.start(0).wakeAtMs).toBe(2000);
    conversation.receive(hex('55 00 00 00 00 00 00 00'), 1900);
    expect(conversation.elapse(1910).wakeAtMs).toBe(2410);
  });
});

describe('faults', () => {
  const record = (...texts: readonly string[]): FakeDevice => when('A3 01', () => texts.map(hex));

  test.each([
    ['nobody answers', { opening: NOTHING, receive: () => NOTHING }, ['not-connected']],
    ['the count never comes', when('A2', () => NOTHING), ['timeout']],
    ['the count is cut', when('A2', () => hex('01')), ['truncated']],
    [
      'the count has another report behind it',
      when('A2', (_nth, [a]) => [a, a].flatMap((each) => each ?? [])),
      ['framing'],
    ],
    ['the record never comes', record(), ['timeout']],
    ['the record is cut', record('67 38 48 05 8E 08 1E'), ['truncated']],
    [
      'the record has another report behind it',
      record('67 38 48 05 8E 08 1E 97', '67 38 48 05 8E 08 1E 97'),
      ['framing'],
    ],
    ['the diastolic is above the systolic', record('38 67 48 05 0E 08 1E 17'), ['implausible']],
    ['the diastolic is above 200', record('FF B0 48 05 0E 08 1E 17'), ['implausible']],
    ['the pulse is below 30', record('67 38 1D 05 0E 08 1E 17'), ['implausible']],
    ['the date does not exist', record('67 38 48 02 1E 08 1E 17'), ['implausible']],
    ['the place is empty', record('00 00 00 00 00 00 00 00'), ['implausible']],
    [
      'each read says something else',
      when('A3 01', (nth) => hex(`67 38 4${nth} 05 8E 08 1E 97`)),
      ['disagreement'],
    ],
  ])('%s', (_name, device, ends) => {
    expect(endsOf(device)).toEqual(ends);
  });

  test('one lost answer is asked for again', () => {
    const device = when('A3 01', (nth, whole) => (nth === 1 ? NOTHING : whole));
    expect(readingsIn(talk(beurerBmHid, device))).toEqual(spoken(morning));
  });

  test('when one end of the memory cannot be read, the newest is unknown and none is given', () => {
    const { device } = answering([morning, evening], (name, _nth, whole) =>
      name === 'A3 01' ? [hex('00 00 00 00 00 00 00 00')] : whole,
    );
    expect(endsOf(device)).toEqual(['implausible']);
  });
});

test('reports carry no id, and the USB id is only a hint', () => {
  expect(beurerBmHid.settings).toEqual({ hasReportIds: false });
  expect(beurerBmHid.candidates).toEqual([{ vendorId: 0x0c45, productId: 0x7406 }]);
});
