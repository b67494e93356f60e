import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beurerBmSerial } from '../../../../electron/devices/beurer-bm-serial/driver.ts';
import { createSimulatedMonitor } from '../../../../electron/devices/beurer-bm-serial/simulator.ts';
import type { SimulatedMeasurement } from '../../../../electron/devices/beurer-bm/simulated-measurement.ts';
import { describeDeviceDriver } from '../../../conformance/device-driver.ts';
import { hex, outcomesOf, readingsIn, talk, type FakeDevice } from '../../../support/device-talk.ts';

const NOTHING = new Uint8Array();
const morning = { systolicMmHg: 128, diastolicMmHg: 81, pulsePerMin: 72, time: '2023-05-14T08:30:00' };
const evening = { systolicMmHg: 141, diastolicMmHg: 92, pulsePerMin: 66, time: '2023-05-14T20:05:00' };
const spoken = ({ systolicMmHg, diastolicMmHg, pulsePerMin }: SimulatedMeasurement): string[] => [
  `systolic ${systolicMmHg} mm[Hg]`,
  `diastolic ${diastolicMmHg} mm[Hg]`,
  `pulse ${pulsePerMin} /min`,
];
const monitorWith = (measurements: readonly SimulatedMeasurement[]): FakeDevice => ({
  opening: NOTHING,
  receive: createSimulatedMonitor(measurements).receive,
});
/** A monitor whose n-th answer to `command` is another one. */
const answering = (
  measurements: readonly SimulatedMeasurement[],
  replaced: (sent: string, nth: number, answer: Uint8Array) => Uint8Array,
): FakeDevice => {
  const monitor = createSimulatedMonitor(measurements);
  const timesBySent = new Map<string, number>();
  return {
    opening: NOTHING,
    receive(sent) {
      const command = Buffer.from(sent).toString('hex');
      const nth = (timesBySent.get(command) ?? 0) + 1;
      timesBySent.set(command, nth);
      return replaced(command, nth, monitor.receive(sent));
    },
  };
};
const codesOf = (device: FakeDevice): string[] =>
  outcomesOf(talk(beurerBmSerial, device)).flatMap((outcome) =>
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
  answer: fc.integer({ min: 1, max: 3 }),
  at: fc.nat(8),
  byte: fc.integer({ min: 1, max: 255 }),
  manner: fc.constantFrom('change', 'lose', 'add'),
});
/** One answer of the conversation hurt; without a checksum a hurt that repeats itself exactly cannot be seen. */
const hurtOnce = fc.tuple(measurement, hit).map(([value, { answer, at, byte, manner }]) => {
  const device = (): FakeDevice => {
    let nth = 0;
    return answering([value], (command, _nth, whole) => {
      // Free text and a bare count: any damage of them is another text, another count.
      if (command === 'a4' || command === 'a2') return whole;
      nth += 1;
      const bytes = [...whole];
      const place = bytes.length === 0 ? 0 : at % bytes.length;
      if (nth !== answer) return whole;
      if (manner === 'change') bytes[place] = (bytes[place] ?? 0) ^ byte;
      if (manner === 'lose') bytes.splice(place, 1);
      if (manner === 'add') bytes.splice(place, 0, byte);
      return Uint8Array.from(bytes);
    });
  };
  return { device, sent: spoken(value), last: `pulse ${value.pulsePerMin} /min` };
});

describeDeviceDriver({
  driver: beurerBmSerial,
  good: measurement.map((value) => ({ device: () => monitorWith([value]), sent: spoken(value) })),
  damaged: hurtOnce,
  recovered: measurement.map((value) => ({
    device: () =>
      answering([value], (command, nth, whole) =>
        command === 'aa' && nth === 1
          ? hex('00 17')
          : command === 'a301' && nth === 1
            ? whole.slice(0, 4)
            : whole,
      ),
    sent: spoken(value),
    last: `pulse ${value.pulsePerMin} /min`,
  })),
});

describe('the session', () => {
  test('reads the worked example of the page: 128/81, pulse 72, 2023-05-14 08:30', () => {
    const device = answering([morning], (command, _nth, whole) =>
      command === 'a301' ? hex('AC 67 38 48 05 0E 08 1E 17') : whole,
    );
    const readings = outcomesOf(talk(beurerBmSerial, device)).filter(({ kind }) => kind === 'reading');
    expect(readings).toMatchObject([
      { measure: 'systolic', value: 128, unit: 'mm[Hg]', time: '2023-05-14T08:30:00' },
      { measure: 'diastolic', value: 81, unit: 'mm[Hg]', time: '2023-05-14T08:30:00' },
      { measure: 'pulse', value: 72, unit: '/min', time: '2023-05-14T08:30:00' },
    ]);
  });

  test('tells identity and count', () => {
    const infos = outcomesOf(talk(beurerBmSerial, monitorWith([morning]))).filter(
      ({ kind }) => kind === 'info',
    );
    expect(infos).toEqual([
      { kind: 'info', facts: { identity: 'PRACTICE MONITOR BM65 SERIAL' } },
      { kind: 'info', facts: { count: 1 } },
    ]);
  });

  test.each([
    [[morning, evening], evening],
    [[evening, morning], evening],
    [[evening], evening],
  ])('gives the newest record at whichever end of the memory it stands', (measurements, newest) => {
    expect(readingsIn(talk(beurerBmSerial, monitorWith(measurements)))).toEqual(spoken(newest));
  });

  test('gives the whole memory in its order when asked for', () => {
    const frames = talk(beurerBmSerial, monitorWith([morning, evening]), { wanted: 'all' });
    expect(readingsIn(frames)).toEqual([...spoken(morning), ...spoken(evening)]);
  });

  test('an empty memory is no measurement, and no record is asked for', () => {
    const commands: string[] = [];
    const device = answering([], (command, _nth, whole) => (commands.push(command), whole));
    expect(codesOf(device)).toEqual(['no-measurement']);
    expect(commands).toEqual(['aa', 'a4', 'a2']);
  });

  test('a count of more than there is ends with the absent record, without a reading or an error', () => {
    expect(
      codesOf(answering([morning], (command, _nth, whole) => (command === 'a2' ? hex('09') : whole))),
    ).toEqual([]);
  });

  test('sends nothing but handshake, identity, count and record', () => {
    const commands: string[] = [];
    talk(
      beurerBmSerial,
      answering([morning], (command, _nth, whole) => (commands.push(command), whole)),
    );
    expect(commands).toEqual(['aa', 'a4', 'a2', 'a301', 'a301']);
  });
});

describe('faults', () => {
  const when = (wanted: string, answer: (nth: number, whole: Uint8Array) => Uint8Array): FakeDevice =>
    answering([morning], (command, nth, whole) => (command === wanted ? answer(nth, whole) : whole));

  test.each([
    ['nobody answers', { opening: NOTHING, receive: () => NOTHING }, ['not-connected']],
    ['something else answers the handshake', when('aa', () => hex('06')), ['framing']],
    ['a flood answers the handshake', when('aa', () => new Uint8Array(200_000).fill(0x55)), ['framing']],
    ['the count never comes', when('a2', () => NOTHING), ['timeout']],
    ['the record never comes', when('a301', () => NOTHING), ['timeout']],
    ['the record is cut', when('a301', (_nth, whole) => whole.slice(0, 8)), ['truncated']],
    ['the record has a wrong marker', when('a301', () => hex('AD 67 38 48 05 0E 08 1E 17')), ['framing']],
    ['the record has a byte too many', when('a301', () => hex('AC 67 38 48 05 0E 08 1E 17 00')), ['framing']],
    [
      'the diastolic is above the systolic',
      when('a301', () => hex('AC 38 67 48 05 0E 08 1E 17')),
      ['implausible'],
    ],
    ['the date does not exist', when('a301', () => hex('AC 67 38 48 02 1E 08 1E 17')), ['implausible']],
    [
      'each read says something else',
      when('a301', (nth) => hex(`AC 67 38 4${nth} 05 0E 08 1E 17`)),
      ['disagreement'],
    ],
  ])('%s', (_name, device, codes) => {
    expect(codesOf(device)).toEqual(codes);
  });

  test('one lost answer is asked for again', () => {
    expect(
      readingsIn(
        talk(
          beurerBmSerial,
          when('a301', (nth, whole) => (nth === 1 ? NOTHING : whole)),
        ),
      ),
    ).toEqual(spoken(morning));
  });

  test('a silent identity does not keep the records back', () => {
    expect(
      readingsIn(
        talk(
          beurerBmSerial,
          when('a4', () => NOTHING),
        ),
      ),
    ).toEqual(spoken(morning));
  });

  test('when one end of the memory cannot be read, the newest is unknown and none is given', () => {
    const device = answering([morning, evening], (command, _nth, whole) =>
      command === 'a301' ? hex('AD 00 00 00 00 00 00 00 00') : whole,
    );
    expect(codesOf(device)).toEqual(['framing']);
  });
});

test('the port is opened as the page asks: 4800 8N1 without flow control', () => {
  expect(beurerBmSerial.settings).toEqual({
    baudRate: 4800,
    dataBits: 8,
    stopBits: 1,
    parity: 'none',
    rtscts: false,
    xon: false,
    xoff: false,
  });
});
