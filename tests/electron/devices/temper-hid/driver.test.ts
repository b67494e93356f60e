import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { measuredValuesOf } from '../../../../domain/device/measured-values.ts';
import type { DeviceOutcome } from '../../../../domain/device/outcome.ts';
import { temperHid } from '../../../../electron/devices/temper-hid/driver.ts';
import { knownFirmware } from '../../../../electron/devices/temper-hid/firmware.ts';
import {
  createSimulatedThermometer,
  type SimulatedThermometer,
} from '../../../../electron/devices/temper-hid/simulator.ts';
import { describeDeviceDriver } from '../../../conformance/device-driver.ts';
import { hex, outcomesOf, readingsIn, talk, type FakeDevice } from '../../../support/device-talk.ts';

const ASK_FIRMWARE = '0186ff0100000000';
const ASK_VALUES = '0180330100000000';

/** A thermometer whose n-th answer to a command is given here. */
const answering = (answer: (sent: string, nth: number) => readonly Uint8Array[]): FakeDevice => {
  const timesBySent = new Map<string, number>();
  return {
    opening: [],
    receive(written) {
      const sent = Buffer.from(written).toString('hex');
      const nth = (timesBySent.get(sent) ?? 0) + 1;
      timesBySent.set(sent, nth);
      return answer(sent, nth);
    },
  };
};
const firmwareReports = (text: string): Uint8Array[] => {
  const bytes = Uint8Array.from(Buffer.from(text.padEnd(16), 'latin1'));
  return [bytes.slice(0, 8), bytes.slice(8, 16)];
};
const thermometer = (firmware: string, ...values: readonly string[]): FakeDevice =>
  answering((sent) => (sent === ASK_FIRMWARE ? firmwareReports(firmware) : values.map(hex)));
const said = (device: FakeDevice): DeviceOutcome[] =>
  outcomesOf(talk(temperHid, device)).filter(({ kind }) => kind !== 'info');
const reading = (value: number, sensor: string, more: object = {}): object => ({
  kind: 'reading',
  measure: 'ambient-temperature',
  value,
  unit: 'Cel',
  facts: { sensor, ...more },
});

const hundredths = fc.integer({ min: -5500, max: 12_500 });
const thermometers: fc.Arbitrary<SimulatedThermometer> = fc.record({
  firmware: fc.constantFrom('TEMPer2_V3.7', 'TEMPer2_V3.9', 'TEMPer2_V4.1'),
  internalHundredths: hundredths,
  externalHundredths: hundredths,
});
const spoken = ({ internalHundredths, externalHundredths }: SimulatedThermometer): string[] =>
  [internalHundredths, externalHundredths].map((value) => `ambient-temperature ${value / 100} Cel`);
const simulated = (shown: SimulatedThermometer): FakeDevice => ({
  opening: [],
  receive: createSimulatedThermometer(shown).receive,
});

/** Reports of another length, one too many, and a report that is no value report; in one answer of three. */
type Spoil = (reports: readonly Uint8Array[]) => Uint8Array[];
const spoils: fc.Arbitrary<Spoil> = fc.oneof(
  fc.integer({ min: 1, max: 7 }).map(
    (length): Spoil =>
      (reports) =>
        reports.map((report) => report.slice(0, length)),
  ),
  fc.constant<Spoil>((reports) => [...reports, ...reports]),
  fc.constant<Spoil>((reports) => reports.map((report) => Uint8Array.from([0x00, ...report.slice(1)]))),
);
const spoilt = fc.tuple(thermometers, spoils, fc.constantFrom(2, 3)).map(([shown, spoil, nth]) => {
  const device = (): FakeDevice => {
    const { receive } = createSimulatedThermometer(shown);
    let answers = 0;
    return {
      opening: [],
      receive(written) {
        answers += 1;
        const reports = receive(written);
        return answers === nth ? spoil(reports) : reports;
      },
    };
  };
  return { device, sent: spoken(shown), last: spoken(shown).at(-1) ?? '' };
});

describeDeviceDriver({
  driver: temperHid,
  good: thermometers.map((shown) => ({ device: () => simulated(shown), sent: spoken(shown) })),
  damaged: spoilt,
  recovered: spoilt,
});

describe('the firmware decides how values are read', () => {
  test('TEMPerGold_V3.1 of the page: 23.37 Cel', () => {
    const device = answering((sent) =>
      sent === ASK_FIRMWARE
        ? [hex('54 45 4D 50 65 72 47 6F'), hex('6C 64 5F 56 33 2E 31 20')]
        : [hex('80 80 09 21 4E 20 00 00')],
    );
    expect(outcomesOf(talk(temperHid, device))).toEqual([
      { kind: 'info', facts: { identity: 'TEMPerGold_V3.1' } },
      reading(23.37, 'internal'),
    ]);
  });

  test('TEMPer2_V3.7 of the page: 34.12 Cel inside, 28.00 Cel at the probe', () => {
    const device = thermometer('TEMPer2_V3.7', '80 80 0D 54 4E 20 00 00', '80 01 0A F0 4E 20 00 00');
    expect(said(device)).toEqual([reading(34.12, 'internal'), reading(28, 'external')]);
  });

  test.each([
    ['TEMPerF1.2MPerF1', '80 02 17 70 00 00 00 00', [reading(23.4375, 'internal')]],
    ['TEMPerF1.4', '80 02 E7 00 00 00 00 00', [reading(-25, 'internal')]],
    ['TEMPer1F1.3', '80 02 17 80 00 00 00 00', [reading(23.5, 'internal')]],
    ['TEMPer2_M12_V1.3', '80 04 17 80 04 C0 00 00', [reading(23.5, 'internal'), reading(4.75, 'external')]],
    ['TEMPer2_V3.9', '80 80 FF 38 4E 20 00 00', [reading(-2, 'internal')]],
    ['TEMPerX_V3.1', '80 80 09 21 11 94 00 00', [reading(23.37, 'internal', { humidityPercent: 45 })]],
    ['TEMPerHUM_V3.9', '80 80 09 21 4E 20 00 00', [reading(23.37, 'internal')]],
  ])('%s answering %s', (firmware, values, outcomes) => {
    expect(said(thermometer(firmware, values))).toEqual(outcomes);
  });

  test.each([
    ['TEMPerF1.2MPerF1', 'TEMPerF1.2'],
    ['TEMPer1F1.3er1F1', 'TEMPer1F1.3'],
    ['TEMPerGold_V3.1 ', 'TEMPerGold_V3.1'],
    ['TEMPer2_V3.7', 'TEMPer2_V3.7'],
  ])('%j answers as %s: leftovers are not who it is', (text, identity) => {
    expect(outcomesOf(talk(temperHid, thermometer(text, '80 80 09 21 4E 20 00 00')))[0]).toEqual({
      kind: 'info',
      facts: { identity },
    });
  });

  test('TEMPerX_V3.3 has a humidity for each sensor', () => {
    const device = thermometer('TEMPerX_V3.3', '80 80 09 21 11 94 00 00', '80 01 01 E0 17 70 00 00');
    expect(said(device)).toEqual([
      reading(23.37, 'internal', { humidityPercent: 45 }),
      reading(4.8, 'external', { humidityPercent: 60 }),
    ]);
  });

  test.each([
    'TEMPerX_V3.9',
    'TEMPerX_V3.10',
    'TEMPer2_V3.70',
    'TEMPerF1.3',
    'TEMPer2_M12_V1.4',
    'temperGold_V3.1',
    'Something else',
  ])('%s is refused with its text, and its values are not asked for', (firmware) => {
    const sent: string[] = [];
    const device = answering((command) => {
      sent.push(command);
      return firmwareReports(firmware);
    });
    expect(outcomesOf(talk(temperHid, device))).toEqual([
      { kind: 'refused', reason: 'unknown-firmware', facts: { firmware } },
    ]);
    expect(sent).toEqual([ASK_FIRMWARE]);
    expect(knownFirmware(firmware)).toBeNull();
  });
});

describe('values', () => {
  test('4E 20 is a sensor that is not there', () => {
    const device = thermometer('TEMPer2_V3.7', '80 80 4E 20 4E 20 00 00', '80 01 4E 20 4E 20 00 00');
    expect(said(device)).toEqual([
      { kind: 'no-measurement', reason: 'internal-sensor-absent', measure: 'ambient-temperature' },
      { kind: 'no-measurement', reason: 'external-sensor-absent', measure: 'ambient-temperature' },
    ]);
  });

  test('no sensor of this kind measures below -55 or above 125 Cel', () => {
    const device = thermometer('TEMPer2_V3.7', '80 80 30 D5 4E 20 00 00', '80 01 EA 83 4E 20 00 00');
    expect(said(device)).toEqual([
      { kind: 'error', code: 'implausible', facts: { sensor: 'internal', sent: 125.01 } },
      { kind: 'error', code: 'implausible', facts: { sensor: 'external', sent: -55.01 } },
    ]);
  });

  test('are a room’s: they are no vital sign to file', () => {
    const frames = talk(temperHid, thermometer('TEMPerGold_V3.1', '80 80 0E 74 4E 20 00 00'));
    const readings = outcomesOf(frames).flatMap((outcome) => (outcome.kind === 'reading' ? [outcome] : []));
    expect(readingsIn(frames)).toEqual(['ambient-temperature 37 Cel']);
    expect(measuredValuesOf(readings)).toEqual([]);
    expect(temperHid.measures).toEqual(['ambient-temperature']);
  });
});

describe('the session', () => {
  const VALUES = [hex('80 80 09 21 4E 20 00 00')];
  const gold = firmwareReports('TEMPerGold_V3.1');

  test('asks for the firmware again while its answer is short, ten times at most', () => {
    const shortUntil = (whole: number): FakeDevice =>
      answering((sent, nth) => (sent === ASK_VALUES ? VALUES : nth < whole ? gold.slice(0, 1) : gold));
    expect(said(shortUntil(10))).toEqual([reading(23.37, 'internal')]);
    expect(said(shortUntil(11))).toEqual([{ kind: 'error', code: 'truncated' }]);
  });

  test('waits 200 ms after the last report before it concludes', () => {
    const conversation = temperHid.converse();
    expect(conversation.start(0).send).toEqual([hex(ASK_FIRMWARE)]);
    expect(conversation.receive(gold[0] ?? hex(''), 10).wakeAtMs).toBe(210);
    expect(conversation.receive(gold[1] ?? hex(''), 200).wakeAtMs).toBe(400);
    expect(conversation.elapse(399).send).toEqual([]);
    expect(conversation.elapse(400).send).toEqual([hex(ASK_VALUES)]);
  });

  test('begins with the values when the firmware is learnt already', () => {
    expect(temperHid.converse('latest', { firmware: 'TEMPerGold_V3.1' }).start(0).send).toEqual([
      hex(ASK_VALUES),
    ]);
    const refused = temperHid.converse('latest', { firmware: 'TEMPerX_V3.9' }).start(0);
    expect(refused).toMatchObject({ isDone: true, send: [] });
    expect(outcomesOf([...refused.frames])).toMatchObject([{ kind: 'refused' }]);
  });

  test.each<[string, FakeDevice, string]>([
    ['nobody answers', answering(() => []), 'not-connected'],
    ['the values never come', answering((sent) => (sent === ASK_FIRMWARE ? gold : [])), 'timeout'],
    ['the values are cut', thermometer('TEMPerGold_V3.1', '80 80 09 21'), 'framing'],
    ['the values are no values', thermometer('TEMPerGold_V3.1', '54 45 4D 50 65 72 47 6F'), 'framing'],
    [
      'the second value report is none',
      thermometer('TEMPer2_V3.7', '80 80 09 21 4E 20 00 00', '00 01 0A F0 4E 20 00 00'),
      'framing',
    ],
    ['the firmware is no text', answering(() => [hex('80 80 09 21 4E 20 00 00'), ...VALUES]), 'framing'],
    [
      'it never stops',
      answering(() => Array.from({ length: 1000 }, () => hex('80 80 09 21 4E 20 00 00'))),
      'framing',
    ],
  ])('%s: ends with one error', (_name, device, code) => {
    expect(said(device)).toEqual([{ kind: 'error', code }]);
  });
});

test('it is looked for on interface 1, since 0 is a keyboard, and its reports carry no id', () => {
  expect(temperHid.settings).toEqual({ hasReportIds: false });
  expect(temperHid.candidates.map(({ interfaceNumber }) => interfaceNumber)).toEqual([1, 1, 1, 1]);
});

test('its commands have the names of the page', () => {
  expect(temperHid.nameOfCommand?.(hex(ASK_FIRMWARE))).toBe('firmware');
  expect(temperHid.nameOfCommand?.(hex(ASK_VALUES))).toBe('values');
  expect(temperHid.nameOfCommand?.(hex('01'))).toBeNull();
});
