import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeviceDriver } from '../../../../electron/devices/driver.ts';
import type { SimulatedDevice } from '../../../../electron/devices/simulated-device.ts';
import { taidoc51Hid, taidoc51Serial } from '../../../../electron/devices/taidoc-51/driver.ts';
import type { FrameData } from '../../../../electron/devices/taidoc-51/frame.ts';
import {
  bloodPressureRecord,
  createSimulatedTaidoc,
  createSimulatedTaidocOnBridge,
  glucoseRecord,
  oximetryRecord,
  PRACTICE_UNITS,
  temperatureRecord,
  type SimulatedTaidoc,
} from '../../../../electron/devices/taidoc-51/simulator.ts';
import { describeDeviceDriver } from '../../../conformance/device-driver.ts';
import {
  concat,
  hex,
  outcomesOf,
  readingsIn,
  talk,
  type FakeDevice,
  type Said,
} from '../../../support/device-talk.ts';

const NOTHING = new Uint8Array();
const TIME = '2026-11-23T08:30:00';
const SILENT: FakeDevice = { opening: NOTHING, receive: () => NOTHING };

const unitOf = (model: string, ...values: FrameData[]): SimulatedTaidoc => ({
  model,
  clock: TIME,
  records: values.map((value, index) => ({ value, time: `2026-11-23T08:${30 - index}:00` })),
});
const onWire = (driver: DeviceDriver, unit: SimulatedTaidoc): SimulatedDevice =>
  driver.transport === 'hid' ? createSimulatedTaidocOnBridge(unit) : createSimulatedTaidoc(unit);
const fake = (driver: DeviceDriver, unit: SimulatedTaidoc): FakeDevice => ({
  opening: NOTHING,
  ...onWire(driver, unit),
});

/** A unit whose n-th answer to a command is another one; commands as the page names them. */
const answering = (
  driver: DeviceDriver,
  unit: SimulatedTaidoc,
  replaced: (command: string, nth: number, answer: Uint8Array) => Said,
): FakeDevice => {
  const device = onWire(driver, unit);
  const timesByCommand = new Map<string, number>();
  return {
    ...fake(driver, unit),
    ...device,
    receive(sent) {
      const command = sent[driver.transport === 'hid' ? 2 : 1]?.toString(16) ?? '';
      const nth = (timesByCommand.get(command) ?? 0) + 1;
      timesByCommand.set(command, nth);
      return replaced(command, nth, concat(device.receive(sent)));
    },
  };
};
const codesOf = (driver: DeviceDriver, device: FakeDevice): string[] =>
  outcomesOf(talk(driver, device)).flatMap((outcome) =>
    outcome.kind === 'error' ? [outcome.code] : outcome.kind === 'info' ? [] : [outcome.kind],
  );

interface Measured {
  readonly unit: SimulatedTaidoc;
  readonly sent: readonly string[];
}
const measured: fc.Arbitrary<Measured> = fc.oneof(
  fc
    .record({ value: fc.integer({ min: 20, max: 600 }), model: fc.constantFrom('4277', '4141') })
    .map(({ value, model }): Measured => ({
      unit: unitOf(model, glucoseRecord(value, 'before'), glucoseRecord(300)),
      sent: [`glucose ${value} mg/dL`],
    })),
  fc.integer({ min: 300, max: 430 }).map((tenths): Measured => ({
    unit: unitOf('1241', temperatureRecord(tenths / 10)),
    sent: [`body-temperature ${tenths / 10} Cel`],
  })),
  fc
    .record({
      diastolic: fc.integer({ min: 40, max: 120 }),
      above: fc.integer({ min: 10, max: 100 }),
      pulse: fc.integer({ min: 40, max: 200 }),
    })
    .map(({ diastolic, above, pulse }): Measured => ({
      unit: unitOf('3128', bloodPressureRecord(diastolic + above, diastolic, pulse)),
      sent: [`systolic ${diastolic + above} mm[Hg]`, `diastolic ${diastolic} mm[Hg]`, `pulse ${pulse} /min`],
    })),
  fc
    .record({ spo2: fc.integer({ min: 50, max: 100 }), pulse: fc.integer({ min: 20, max: 250 }) })
    .map(({ spo2, pulse }): Measured => ({
      unit: unitOf('8201', oximetryRecord(spo2, pulse)),
      sent: [`spo2 ${spo2} %`, `pulse ${pulse} /min`],
    })),
);

/** One byte of one answer hurt. A byte added behind the sum of the last answer would be heard by nobody. */
function hurt(whole: Uint8Array, at: number, byte: number, manner: string): Uint8Array {
  const bytes = [...whole];
  if (manner === 'change') bytes[at] = (bytes[at] ?? 0) ^ byte;
  if (manner === 'lose') bytes.splice(at, 1);
  if (manner === 'add') bytes.splice(at, 0, (bytes[at] ?? 0) ^ byte);
  return Uint8Array.from(bytes);
}
const hit = fc.record({
  answer: fc.integer({ min: 1, max: 6 }),
  at: fc.nat(7),
  byte: fc.integer({ min: 1, max: 255 }),
  manner: fc.constantFrom('change', 'lose', 'add'),
});

for (const driver of [taidoc51Serial, taidoc51Hid]) {
  describeDeviceDriver({
    driver,
    good: measured.map(({ unit, sent }) => ({ device: () => fake(driver, unit), sent })),
    damaged: fc.tuple(measured, hit).map(([{ unit, sent }, { answer, at, byte, manner }]) => ({
      device: () => {
        let nth = 0;
        return answering(driver, unit, (_command, _nth, whole) => {
          nth += 1;
          return nth === answer ? hurt(whole, at, byte, manner) : whole;
        });
      },
      sent,
    })),
    recovered: measured.map(({ unit, sent }) => ({
      device: () =>
        answering(driver, unit, (command, nth, whole) =>
          nth === 1 && command !== '22' && command !== '23' ? whole.slice(0, 5) : whole,
        ),
      sent,
      last: sent.at(-1) ?? '',
    })),
  });
}

describe('the session', () => {
  const commandsOf = (driver: DeviceDriver, unit: SimulatedTaidoc, wanted: 'latest' | 'all'): string[] => {
    const commands: string[] = [];
    const device = answering(driver, unit, (command, _nth, whole) => (commands.push(command), whole));
    talk(driver, device, { wanted });
    return commands;
  };

  test('asks six things for the newest record, and never for what changes the device', () => {
    expect(commandsOf(taidoc51Serial, PRACTICE_UNITS.glucose, 'latest')).toEqual([
      '22',
      '24',
      '23',
      '2b',
      '25',
      '26',
    ]);
    expect(commandsOf(taidoc51Hid, PRACTICE_UNITS.glucose, 'all')).toEqual(
      '22 24 23 2b 25 26 25 26'.split(' '),
    );
  });

  test('tells who answers, its clock and its count before a record', () => {
    expect(outcomesOf(talk(taidoc51Serial, fake(taidoc51Serial, PRACTICE_UNITS.glucose)))).toMatchObject([
      { kind: 'info', facts: { identity: 'TaiDoc TD-4277', model: '4277' } },
      { kind: 'info', facts: { clock: TIME } },
      { kind: 'info', facts: { count: 2 } },
      { kind: 'reading', measure: 'glucose', value: 104, time: '2026-11-23T07:10:00' },
    ]);
  });

  test('gives the whole memory, newest first, when asked for', () => {
    const frames = talk(taidoc51Serial, fake(taidoc51Serial, PRACTICE_UNITS.glucose), { wanted: 'all' });
    expect(readingsIn(frames)).toEqual(['glucose 104 mg/dL', 'glucose 141 mg/dL']);
  });

  test.each(Object.entries(PRACTICE_UNITS))('understands a %s unit on both wires', (_kind, unit) => {
    for (const driver of [taidoc51Serial, taidoc51Hid])
      expect(readingsIn(talk(driver, fake(driver, unit)))).not.toEqual([]);
  });

  test('the values of one record are one frame, whose evidence is both of its answers', () => {
    const unit = PRACTICE_UNITS['blood-pressure'];
    const [record] = talk(taidoc51Serial, fake(taidoc51Serial, unit)).filter(
      ({ outcomes }) => outcomes[0]?.kind === 'reading',
    );
    expect(record?.outcomes).toHaveLength(3);
    expect(Buffer.from(record?.raw ?? NOTHING).toString('hex')).toMatch(/^5125.{12}512679004f44a528$/);
  });

  test('an empty memory is no measurement', () => {
    expect(codesOf(taidoc51Serial, fake(taidoc51Serial, unitOf('4277')))).toEqual(['no-measurement']);
  });

  test.each(['9999', '3261', '0000', 'ab12'])('a unit of model %s is named and refused, unread', (model) => {
    const commands: string[] = [];
    const device = answering(
      taidoc51Serial,
      unitOf(model, glucoseRecord(104)),
      (command, _nth, whole) => (commands.push(command), whole),
    );
    const outcomes = outcomesOf(talk(taidoc51Serial, device));
    expect(outcomes.at(-1)).toEqual({ kind: 'refused', reason: `unknown-model-${model}` });
    expect(commands).toEqual(['22', '24']);
  });

  test('a frame sent unasked is skipped and the request repeated', () => {
    const unasked = hex('51 54 00 00 00 00 A5 4A');
    const device = answering(taidoc51Serial, PRACTICE_UNITS.glucose, (command, nth, whole) =>
      nth === 1 && command !== '22' ? unasked : whole,
    );
    expect(readingsIn(talk(taidoc51Serial, device))).toEqual(['glucose 104 mg/dL']);
  });

  test('a device that says nothing else than that is given up', () => {
    const unasked = hex('51 54 00 00 00 00 A5 4A');
    const device = answering(taidoc51Serial, PRACTICE_UNITS.glucose, () => unasked);
    expect(codesOf(taidoc51Serial, device)).toEqual(['not-connected']);
  });

  test('an answer that comes twice is never taken for the next one', () => {
    const device = answering(taidoc51Serial, PRACTICE_UNITS.glucose, (_command, _nth, whole) =>
      concat([whole, whole]),
    );
    expect(readingsIn(talk(taidoc51Serial, device, { wanted: 'all' }))).toEqual([
      'glucose 104 mg/dL',
      'glucose 141 mg/dL',
    ]);
  });

  test.each([taidoc51Serial, taidoc51Hid])(
    'connect and clock may stay unanswered ($id)',
    (driver: DeviceDriver) => {
      const device = answering(driver, PRACTICE_UNITS.glucose, (command, _nth, whole) =>
        command === '22' || command === '23' ? NOTHING : whole,
      );
      expect(readingsIn(talk(driver, device))).toEqual(['glucose 104 mg/dL']);
    },
  );

  test('the bridge may give a frame one byte a report, and pad its reports', () => {
    const one = answering(taidoc51Hid, PRACTICE_UNITS.glucose, (_command, _nth, whole) =>
      Array.from(whole.slice(1), (byte) => Uint8Array.of(1, byte)),
    );
    expect(readingsIn(talk(taidoc51Hid, one))).toEqual(['glucose 104 mg/dL']);
    const padded = answering(taidoc51Hid, PRACTICE_UNITS.glucose, (_command, _nth, whole) => [
      concat([whole, new Uint8Array(64 - whole.length)]),
    ]);
    expect(readingsIn(talk(taidoc51Hid, padded))).toEqual(['glucose 104 mg/dL']);
  });
});

describe('faults', () => {
  const when = (wanted: string, answer: (nth: number, whole: Uint8Array) => Said): FakeDevice =>
    answering(taidoc51Serial, PRACTICE_UNITS.glucose, (command, nth, whole) =>
      command === wanted ? answer(nth, whole) : whole,
    );
  const spoilt = (whole: Uint8Array): Uint8Array => whole.with(7, (whole[7] ?? 0) ^ 1);

  test.each([
    ['nobody answers', SILENT, ['not-connected']],
    ['something else answers', { ...SILENT, receive: () => hex('55 AA') }, ['framing']],
    ['a flood answers', { ...SILENT, receive: () => new Uint8Array(100_000).fill(0x51) }, ['checksum']],
    ['the count never comes', when('2b', () => NOTHING), ['timeout']],
    ['the value never comes', when('26', () => NOTHING), ['timeout']],
    ['the value is cut', when('26', (_nth, whole) => whole.slice(0, 7)), ['truncated']],
    ['the sum is wrong each time', when('26', (_nth, whole) => spoilt(whole)), ['checksum']],
    ['our own frame comes back', when('26', () => hex('51 26 00 00 00 00 A3 1A')), ['protocol']],
    ['another direction', when('26', () => hex('51 26 68 00 00 40 A4 C3')), ['framing']],
    ['the answer to another command', when('26', () => hex('51 25 21 24 0E 15 A5 83')), ['protocol']],
    ['the record has no such date', when('25', () => hex('51 25 00 00 0E 15 A5 3E')), ['implausible']],
  ])('%s', (_name, device: FakeDevice, codes) => {
    expect(codesOf(taidoc51Serial, device)).toEqual(codes);
  });

  test.each([1, 2, 3])('a sum that is wrong %i times is asked for again', (times) => {
    const device = when('26', (nth, whole) => (nth <= times ? spoilt(whole) : whole));
    expect(readingsIn(talk(taidoc51Serial, device))).toEqual(['glucose 104 mg/dL']);
  });

  test('a bridge that was not enabled says nothing', () => {
    const device: FakeDevice = { ...fake(taidoc51Hid, PRACTICE_UNITS.glucose), receiveFeature: () => [] };
    expect(codesOf(taidoc51Hid, device)).toEqual(['not-connected']);
  });
});

test('the port is opened as the page asks: 19200 8N1, or numbered reports and the bridge’s two features', () => {
  expect(taidoc51Serial.settings).toEqual({
    baudRate: 19_200,
    dataBits: 8,
    stopBits: 1,
    parity: 'none',
    rtscts: false,
    xon: false,
    xoff: false,
  });
  expect(taidoc51Hid.settings).toEqual({ hasReportIds: true });
  const opened = taidoc51Hid.converse().start(0);
  expect(opened.features).toEqual([hex('50 00 00 4B 00 00 00 03 00'), hex('41 01')]);
  expect(opened.send).toEqual([hex('08 51 22 00 00 00 00 A3 16')]);
  expect(taidoc51Serial.converse().start(0).send).toEqual([hex('51 22 00 00 00 00 A3 16')]);
});
