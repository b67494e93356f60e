import { describe, expect, test } from 'vitest';
import { omronHem790it } from '../../../../electron/devices/omron-hem790it/driver.ts';
import { createSimulatedOmron } from '../../../../electron/devices/omron-hem790it/simulator.ts';
import {
  answering,
  endsOf,
  evening,
  morning,
  NOTHING,
  reports,
  spoken,
  when,
} from '../../../support/answering-omron.ts';
import { hex, outcomesOf, readingsIn, talk } from '../../../support/device-talk.ts';

describe('faults', () => {
  const HURT = reports('07 4F 4B 00 07 01 03 00', '07 06 33 00 00 71 4B 47', '03 00 00 4C 00 00 00 00');
  const NO = reports('02 4E 4F 00 00 11 00 02');
  const OVERLONG = reports('08 4F 4B 00 07 01 03 00', '07 06 33 00 00 70 4B 47', '03 00 00 4C 00 00 00 00');
  const record = (bytes: string): readonly Uint8Array[] => {
    const data = hex(bytes);
    const xor = data.reduce((sum, byte) => sum ^ byte, 0);
    const whole = [...hex('4F 4B 00'), ...data, xor];
    return [0, 7, 14].map((from) => {
      const part = whole.slice(from, from + 7);
      return Uint8Array.from({ length: 8 }, (_, at) => (at === 0 ? part.length : (part[at - 1] ?? 0)));
    });
  };

  test.each([
    ['nobody answers', { opening: NOTHING, receive: () => NOTHING }, ['not-connected']],
    ['it never gets ready', when('zeros', () => reports('08 60 00 00 00 00 00 00')), ['not-connected']],
    ['only leftovers say OK', when('zeros', () => reports('00 4F 4B 00 00 00 00 00')), ['not-connected']],
    ['the version never comes', when('VER', () => NOTHING), ['timeout']],
    ['the count never comes', when('GDC', () => NOTHING), ['timeout']],
    ['the record never comes', when('GME 0', () => NOTHING), ['timeout']],
    ['the record is cut', when('GME 0', (_nth, whole) => whole.slice(0, 2)), ['truncated']],
    [
      'a report of the record is cut',
      when('GME 0', (_nth, whole) => whole.slice(0, 1).map((report) => report.slice(0, 5))),
      ['truncated'],
    ],
    ['it says NO for ever', when('GME 0', () => NO), ['device-refused']],
    ['the sum is wrong for ever', when('GME 0', () => HURT), ['checksum']],
    [
      'the sum is wrong three times, then nothing comes',
      when('GME 0', (nth) => (nth <= 3 ? HURT : NOTHING)),
      ['checksum'],
    ],
    ['a report claims more than seven bytes for ever', when('GME 0', () => OVERLONG), ['framing']],
    ['something else answers', when('GME 0', () => reports('03 41 42 43 00 00 00 00')), ['framing']],
    [
      'the answer is too long',
      when('GME 0', (_nth, whole) => [...whole.slice(0, 2), ...whole.slice(0, 2)]),
      ['framing'],
    ],
    [
      'empty reports never end',
      when('GME 0', () => Array.from({ length: 500 }, () => new Uint8Array(8))),
      ['framing'],
    ],
    [
      'the diastolic is the systolic',
      when('GME 0', () => record('07 01 03 00 06 33 00 00 4B 4B 47 00 00')),
      ['implausible'],
    ],
    [
      'the systolic is zero',
      when('GME 0', () => record('07 01 03 00 06 33 00 00 00 00 47 00 00')),
      ['implausible'],
    ],
    [
      'the pulse is zero',
      when('GME 0', () => record('07 01 03 00 06 33 00 00 70 4B 00 00 00')),
      ['implausible'],
    ],
    [
      'the day does not exist',
      when('GME 0', () => record('07 02 1E 00 06 33 00 00 70 4B 47 00 00')),
      ['implausible'],
    ],
    [
      'the hour does not exist',
      when('GME 0', () => record('07 01 03 18 06 33 00 00 70 4B 47 00 00')),
      ['implausible'],
    ],
  ])('%s', (_name, device, ends) => {
    expect(endsOf(device)).toEqual(ends);
  });

  test('a wrong sum is asked for again, three times', () => {
    expect(endsOf(when('GME 0', (nth, whole) => (nth <= 3 ? HURT : whole)))).toHaveLength(3);
    expect(endsOf(when('GME 0', (nth, whole) => (nth <= 4 ? HURT : whole)))).toEqual(['checksum']);
  });

  test('NO is asked again, five times', () => {
    expect(endsOf(when('GME 0', (nth, whole) => (nth <= 5 ? NO : whole)))).toHaveLength(3);
    expect(endsOf(when('GME 0', (nth, whole) => (nth <= 6 ? NO : whole)))).toEqual(['device-refused']);
  });

  test('the rest of a damaged answer is not taken for the next one', () => {
    const device = when('GME 0', (nth, whole) => (nth === 1 ? [...OVERLONG, ...OVERLONG] : whole));
    expect(readingsIn(talk(omronHem790it, device))).toEqual(spoken(morning));
  });

  test('reports of an older talk are cleared away before anything is asked', () => {
    const { device } = answering([morning]);
    const frames = talk(omronHem790it, { ...device, opening: HURT });
    expect(outcomesOf(frames)[0]).toEqual({ kind: 'info', facts: { event: 'stray-report' } });
    expect(readingsIn(frames)).toEqual(spoken(morning));
  });

  test.each(['HJ-720ITC 1', 'M7301IT 100'])(
    'another device at the same id is asked nothing more: %s',
    (version) => {
      const monitor = createSimulatedOmron({ memory: [morning], version });
      const outcomes = outcomesOf(talk(omronHem790it, { opening: NOTHING, receive: monitor.receive }));
      expect(outcomes.at(-1)).toEqual({
        kind: 'error',
        code: 'protocol',
        facts: { reason: 'other-device', version },
      });
      expect(outcomes.some((outcome) => outcome.kind === 'info' && 'count' in outcome.facts)).toBe(false);
    },
  );

  test('a record that is damaged for ever does not keep the others back', () => {
    const { device } = answering([morning, evening], (name, _nth, whole) =>
      name === 'GME 0' ? HURT : whole,
    );
    const frames = talk(omronHem790it, device, { wanted: 'all' });
    expect(readingsIn(frames)).toEqual(spoken(evening));
  });
});
