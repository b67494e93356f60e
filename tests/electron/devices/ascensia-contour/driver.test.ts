import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ascensiaContour } from '../../../../electron/devices/ascensia-contour/driver.ts';
import { encodeFrame } from '../../../../electron/devices/ascensia-contour/link.ts';
import { contentOf, reportsOf } from '../../../../electron/devices/ascensia-contour/report.ts';
import {
  createSimulatedContour,
  recordsOf,
  type SimulatedResult,
} from '../../../../electron/devices/ascensia-contour/simulator.ts';
import type { Learnt } from '../../../../electron/devices/driver.ts';
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

const CLOCK = '2026-11-23T08:31:00';
const EARLY: SimulatedResult = { value: '128', unit: 'mg/dL', time: '2026-11-22T19:40:00', markers: 'A' };
const LATE: SimulatedResult = { value: '5.2', unit: 'mmol/L', time: '2026-11-23T07:05:00', markers: 'B' };
const ENQUIRY = reportsOf(Uint8Array.of(4, 5));
const END = reportsOf(Uint8Array.of(4));

const meterWith = (...results: readonly SimulatedResult[]): FakeDevice => ({
  opening: [],
  ...createSimulatedContour({ results, clock: CLOCK }),
});
/** What we wrote, as the control character in it. */
const controlOf = (written: Uint8Array): number => {
  const content = contentOf(written);
  return 'payload' in content ? (content.payload[0] ?? 0) : 0;
};
/** A meter whose n-th answer is another one; answers 1 and 2 are its header, the last one the terminator. */
const answering = (
  results: readonly SimulatedResult[],
  replaced: (nth: number, answer: readonly Uint8Array[]) => Said,
): FakeDevice => {
  const meter = createSimulatedContour({ results, clock: CLOCK });
  let nth = 0;
  return {
    opening: [],
    receive(sent) {
      nth += 1;
      return replaced(nth, meter.receive(sent));
    },
  };
};
/** A meter that sends these records, whatever they are. */
const sending = (records: readonly string[], numberOf = (index: number) => (index + 1) % 8): FakeDevice => {
  let next = 0;
  return {
    opening: [],
    receive(sent) {
      if (controlOf(sent) === 4) return ENQUIRY;
      if (controlOf(sent) === 6) next += 1;
      const text = records[next - 1];
      return text === undefined ? END : reportsOf(encodeFrame(numberOf(next - 1), text, false));
    },
  };
};
const kindsOf = (device: FakeDevice, wanted: 'latest' | 'all' = 'all'): string[] =>
  outcomesOf(talk(ascensiaContour, device, { wanted })).flatMap((outcome) =>
    outcome.kind === 'error' ? [outcome.code] : outcome.kind === 'info' ? [] : [outcome.kind],
  );
const spoken = ({ value, unit }: SimulatedResult): string => `glucose ${Number(value)} ${unit}`;

const result = fc
  .record({
    mgPerDl: fc.integer({ min: 20, max: 600 }),
    isMolar: fc.boolean(),
    minute: fc.integer({ min: 10, max: 59 }),
    markers: fc.constantFrom('', 'A', 'B', 'A/M0/T1', 'F/D'),
  })
  .map(({ mgPerDl, isMolar, minute, markers }): SimulatedResult => ({
    value: isMolar ? (mgPerDl / 18.0156).toFixed(1) : String(mgPerDl),
    unit: isMolar ? 'mmol/L' : 'mg/dL',
    time: `2026-02-28T10:${minute}:00`,
    markers,
  }));
/** The newest last, as far as minutes tell. */
const memory = fc
  .array(result, { minLength: 1, maxLength: 12 })
  .map((results) => results.toSorted((left, right) => (left.time < right.time ? -1 : 1)))
  .map((results) => ({ results, sent: results.slice(-1).map(spoken) }));

describeDeviceDriver({
  driver: ascensiaContour,
  good: memory.map(({ results, sent }) => ({ device: () => meterWith(...results), sent })),
  damaged: fc
    .tuple(
      memory,
      fc.record({
        answer: fc.integer({ min: 1, max: 4 }),
        at: fc.nat(30),
        byte: fc.integer({ min: 1, max: 255 }),
        manner: fc.constantFrom('change', 'cut', 'lose'),
      }),
    )
    .map(([{ results, sent }, { answer, at, byte, manner }]) => ({
      device: () =>
        answering(results, (nth, [first = new Uint8Array(), ...others]) => {
          if (nth !== answer) return [first, ...others];
          if (manner === 'lose') return others;
          // Hurt are length, frame and checksum; the mark may be zeros too, and the EOT of a greeting means nothing.
          const payloadAt = nth === 1 ? 5 : 3;
          const place = payloadAt + (at % ((first[3] ?? 0) + 4 - payloadAt));
          if (manner === 'cut') return [first.slice(0, place), ...others];
          return [first.with(place, (first[place] ?? 0) ^ byte), ...others];
        }),
      sent,
    })),
  recovered: memory.map(({ results, sent }) => ({
    device: () =>
      answering(results, (nth, answer) =>
        nth === 3 ? answer.map((report) => report.with(6, (report[6] ?? 0) ^ 1)) : answer,
      ),
    sent,
    last: sent.at(-1) ?? '',
  })),
});

describe('the session', () => {
  const writtenTo = (device: FakeDevice): number[] => {
    const written: number[] = [];
    const receive = (sent: Uint8Array): Said => {
      written.push(controlOf(sent));
      return device.receive(sent);
    };
    talk(ascensiaContour, { ...device, receive }, { wanted: 'all' });
    return written;
  };

  test('writes EOT, then ACK for each frame, and nothing else', () => {
    expect(writtenTo(meterWith(EARLY, LATE))).toEqual([4, 6, 6, 6, 6, 6, 6]);
  });

  test('writes reports of 64 bytes without an id', () => {
    const [report = new Uint8Array()] = ascensiaContour.converse().start(0).send;
    expect(report).toHaveLength(64);
    expect(report.slice(0, 6)).toEqual(hex('41 42 43 01 04 00'));
    expect(ascensiaContour.settings).toEqual({ hasReportIds: false });
  });

  test('tells who answers, its clock, its count and what its display shows', () => {
    const [first] = outcomesOf(talk(ascensiaContour, meterWith(EARLY)));
    expect(first).toEqual({
      kind: 'info',
      facts: {
        identity: 'Bayer7390 7390-0000001',
        model: 'Bayer7390',
        firmware: '01.24 01.04 09.02.20',
        serial: '7390-0000001',
        count: 1,
        clock: CLOCK,
        displayUnit: 'mg/dL',
      },
    });
  });

  test('gives the whole memory in its order, each result in its own unit', () => {
    const readings = outcomesOf(talk(ascensiaContour, meterWith(EARLY, LATE), { wanted: 'all' })).filter(
      ({ kind }) => kind === 'reading',
    );
    expect(readings).toEqual([
      {
        kind: 'reading',
        measure: 'glucose',
        value: 128,
        unit: 'mg/dL',
        si: { value: 7.1, unit: 'mmol/L' },
        time: EARLY.time,
        facts: { meal: 'after', markers: 'A', method: 'plasma' },
      },
      {
        kind: 'reading',
        measure: 'glucose',
        value: 5.2,
        unit: 'mmol/L',
        time: LATE.time,
        facts: { meal: 'before', markers: 'B', method: 'plasma' },
      },
    ]);
  });

  test.each([[[EARLY, LATE]], [[LATE, EARLY]]])(
    'the newest is found at either end of the memory',
    (results) => {
      expect(readingsIn(talk(ascensiaContour, meterWith(...results)))).toEqual([spoken(LATE)]);
    },
  );

  test.each([
    [{ ...LATE, value: '33.3', markers: '>' }, 'out-of-range'],
    [{ ...LATE, markers: 'C' }, 'refused'],
    [{ ...LATE, value: '93' }, 'implausible'],
  ])('what is newest stays the newest although it is no value: %o', (newest, kind) => {
    expect(kindsOf(meterWith(EARLY, newest), 'latest')).toEqual([kind]);
  });

  test('an empty memory is no measurement', () => {
    expect(kindsOf(meterWith(), 'latest')).toEqual(['no-measurement']);
  });

  test('frame numbers go on after 7 with 0', () => {
    const many = Array.from({ length: 20 }, () => EARLY);
    expect(kindsOf(meterWith(...many))).toEqual(many.map(() => 'reading'));
  });

  test('a frame that comes again is acknowledged and dropped', () => {
    const records = recordsOf({ results: [EARLY], clock: CLOCK });
    const twice = records.flatMap((text) => [text, text]);
    expect(kindsOf(sending(twice, (index) => (Math.floor(index / 2) + 1) % 8))).toEqual(['reading']);
  });

  test('a header that comes before the enquiry only is taken as the first frame', () => {
    const [, ...afterHeader] = recordsOf({ results: [EARLY], clock: CLOCK });
    const meter = createSimulatedContour({ results: [EARLY], clock: CLOCK });
    const rest = sending(afterHeader, (index) => (index + 2) % 8);
    const device: FakeDevice = {
      opening: [],
      receive: (sent) => (controlOf(sent) === 4 ? meter.receive(sent) : rest.receive(sent)),
    };
    expect(kindsOf(device)).toEqual(['reading']);
  });

  test('insulin and carbohydrates are skipped and counted', () => {
    const records = recordsOf({ results: [EARLY, EARLY, EARLY], clock: CLOCK });
    const [header = '', patient = '', glucose = ''] = records;
    const others = ['R|2|^^^Insulin|20|1^||||202611221940', 'R|3|^^^Carb|2|1^||||202611221940'];
    expect(kindsOf(sending([header, patient, glucose, ...others, 'L|1||N']))).toEqual(['reading']);
  });
});

describe('a meter that is asked every two seconds', () => {
  /** One conversation after the other, each beginning with what the one before left. */
  function look(device: FakeDevice, learnt: Learnt): { readings: number; written: number; learnt: Learnt } {
    const conversation = ascensiaContour.converse('latest', learnt);
    const left: Uint8Array[] = [];
    let written = 0;
    let readings = 0;
    let step = conversation.start(0);
    for (;;) {
      readings += readingsIn(step.frames).length;
      written += step.send.length;
      for (const sent of step.send) left.push(...[device.receive(sent)].flat());
      const report = left.shift();
      if (step.isDone || report === undefined) break;
      step = conversation.receive(report, 0);
    }
    return { readings, written, learnt: conversation.leaves?.() ?? {} };
  }

  test('is read whole once, and again only when it holds more', () => {
    const first = look(meterWith(EARLY), {});
    expect(first).toMatchObject({ readings: 1, written: 6 });
    const second = look(meterWith(EARLY), first.learnt);
    expect(second).toMatchObject({ readings: 0, written: 1 });
    expect(look(meterWith(EARLY, LATE), second.learnt)).toMatchObject({ readings: 1, written: 7 });
  });

  test('is read whole again after a transfer that failed', () => {
    const failing = answering([EARLY], (nth, answer) => (nth === 4 ? [] : answer));
    expect(look(failing, {}).learnt).toEqual({});
  });
});

describe('faults', () => {
  const records = recordsOf({ results: [EARLY, LATE], clock: CLOCK });
  const [header = '', patient = '', first = '', second = '', terminator = ''] = records;
  const always = (nth: number, change: (report: Uint8Array) => Uint8Array): FakeDevice =>
    answering([EARLY], (at, answer) => (at >= nth ? answer.map(change) : answer));

  test.each<[string, FakeDevice, string[]]>([
    ['nobody answers', { opening: [], receive: () => [] }, ['not-connected']],
    ['foreign reports answer', { opening: [], receive: () => [hex('01 02 03 04')] }, ['framing']],
    ['it never enquires', { opening: [], receive: () => END }, ['protocol']],
    ['it falls silent', answering([EARLY], (nth, answer) => (nth > 3 ? [] : answer)), ['timeout']],
    ['a report is too long each time', always(4, (report) => report.with(3, 61)), ['framing']],
    ['the checksum is wrong each time', always(4, (report) => report.with(9, 0x33)), ['checksum']],
    ['the frame is cut each time', always(4, (report) => report.with(3, 20)), ['truncated']],
    [
      'a frame is left out',
      sending(records, (index) => (index < 3 ? index + 1 : index + 2)),
      ['reading', 'sequence'],
    ],
    ['a result is left out', sending([header, patient, second, terminator]), ['sequence', 'frame-loss']],
    ['the last result is missing', sending([header, patient, first, terminator]), ['reading', 'frame-loss']],
    ['it stops without a terminator', sending([header, patient, first]), ['reading', 'truncated']],
    ['it stops behind its header', sending([header]), ['truncated']],
    ['a record of another instrument', sending([header, 'X|1', terminator]), ['protocol', 'frame-loss']],
  ])('%s', (_name, device, codes) => {
    expect(kindsOf(device)).toEqual(codes);
  });

  test.each([sending([header, patient, second, terminator]), sending([header, patient, first])])(
    'of an incomplete memory the newest is unknown and none is given',
    (device) => {
      expect(readingsIn(talk(ascensiaContour, device))).toEqual([]);
    },
  );

  test('a damaged frame is asked for again five times at most', () => {
    const hurt = (times: number): FakeDevice => {
      let left = times;
      return answering([EARLY], (nth, answer) =>
        nth >= 4 && left-- > 0 ? answer.map((report) => report.with(9, 0x33)) : answer,
      );
    };
    expect(kindsOf(hurt(5))).toEqual(['reading']);
    expect(kindsOf(hurt(6))).toEqual(['checksum']);
  });

  test('a long record goes over several reports', () => {
    const message = encodeFrame(1, header, false);
    expect(reportsOf(message).length).toBeGreaterThan(3);
    expect(concat(reportsOf(message).map((report) => report.slice(4, 4 + (report[3] ?? 0))))).toEqual(
      message,
    );
  });
});
