import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOfCommand, commandOf } from '../../../../electron/devices/onetouch-ultra2/command.ts';
import { onetouchUltra2 } from '../../../../electron/devices/onetouch-ultra2/driver.ts';
import { checksumOf } from '../../../../electron/devices/onetouch-ultra2/line.ts';
import {
  bytesOfLine,
  createSimulatedUltra2,
  resultOf,
  type SimulatedResult,
} from '../../../../electron/devices/onetouch-ultra2/simulator.ts';
import { describeDeviceDriver } from '../../../conformance/device-driver.ts';
import { damageBytes, damages } from '../../../support/damaged-bytes.ts';
import { concat, hex, readingsIn, talk } from '../../../support/device-talk.ts';
import { ends, meterWith, NEWEST, OLDER, OLDEST, outcomes, withLine } from './meter.ts';

const NOTHING = new Uint8Array();
const spoken = ({ glucoseMgPerDl }: SimulatedResult): string => `glucose ${glucoseMgPerDl} mg/dL`;

/** The line end stays: a lost one is no hurt, and the two lines are told apart all the same. */
const hurt = (line: Uint8Array, hit: Parameters<typeof damageBytes>[1]): Uint8Array =>
  concat([damageBytes(line.slice(0, -2), hit), hex('0D 0A')]);

const results = fc.array(
  fc.record({
    glucoseMgPerDl: fc.integer({ min: 20, max: 600 }),
    time: fc.integer({ min: 10, max: 59 }).map((minute) => `2024-02-29T10:${minute}:07`),
    meal: fc.constantFrom('N', 'B', 'A'),
  }),
  { minLength: 1, maxLength: 5 },
);

describeDeviceDriver({
  driver: onetouchUltra2,
  good: results.map((memory) => ({
    device: () => meterWith(memory),
    sent: memory.slice(0, 1).map(spoken),
  })),
  damaged: fc
    .tuple(results, damages, fc.constantFrom('DM@', 'DM?', 'DMF', 'DMP'), fc.nat(5))
    .filter(([, { manner, byte }]) => manner !== 'add' || (byte !== 0x0d && byte !== 0x0a))
    .map(([memory, hit, command, nth]) => {
      const index = command === 'DMP' ? nth % (memory.length + 1) : 0;
      return {
        device: () =>
          meterWith(
            memory,
            withLine(command, 1, index, (line) => hurt(line, hit)),
          ),
        sent: memory.slice(0, 1).map(spoken),
      };
    }),
  recovered: fc.tuple(results, damages, damages).map(([memory, one, other]) => ({
    device: () => {
      const names = withLine('DM@', 1, 0, (line) => hurt(line, one));
      const values = withLine('DMP', 1, 1, (line) => hurt(line, other));
      return meterWith(memory, (command, nth, lines) => names(command, nth, values(command, nth, lines)));
    },
    sent: memory.slice(0, 1).map(spoken),
    last: spoken(memory[0] ?? NEWEST),
  })),
});

describe('a line', () => {
  test.each([
    ['P 002,"XYZ123ABY","MG/DL "', '05D2'],
    ['P "MON","04/07/14","08:15:00   ","  104 ","B","00", 00', '09A1'],
    ['T "SAT","08/03/13","22:12:00   "', '0608'],
    ['%', '0025'],
  ])('%s sums to %s', (text, sum) => {
    expect(checksumOf(text)).toBe(sum);
  });

  test('the simulator speaks the worked examples', () => {
    expect(resultOf(NEWEST)).toBe('P "MON","04/07/14","08:15:00   ","  104 ","B","00", 00');
    expect(bytesOfCommand('DMP')).toEqual(hex('11 0D 44 4D 50 0D'));
  });
});

describe('the session', () => {
  test('tells who the meter is, its version, its clock and its count, then the newest result in both units', () => {
    expect(outcomes(meterWith([NEWEST, OLDER]), 'latest')).toEqual([
      { kind: 'info', facts: { identity: 'PRACTICEY' } },
      { kind: 'info', facts: { firmware: 'P02.00.00 30/08/06' } },
      { kind: 'info', facts: { clock: '2026-11-23T09:00:00' } },
      { kind: 'info', facts: { count: 2, identity: 'PRACTICEY', displayUnit: 'mg/dL' } },
      {
        kind: 'reading',
        measure: 'glucose',
        value: 104,
        unit: 'mg/dL',
        si: { value: 5.8, unit: 'mmol/L' },
        time: '2014-04-07T08:15:00',
        facts: { meal: 'before', commentCode: 0 },
      },
    ]);
  });

  test('gives the whole memory in its order, newest first, when asked for', () => {
    expect(readingsIn(talk(onetouchUltra2, meterWith([NEWEST, OLDER, OLDEST]), { wanted: 'all' }))).toEqual(
      [NEWEST, OLDER, OLDEST].map(spoken),
    );
  });

  test('gives the newest before the rest has come', () => {
    const conversation = onetouchUltra2.converse('latest');
    const meter = createSimulatedUltra2([NEWEST, OLDER]);
    let step = conversation.start(0);
    for (let asked = 0; asked < 3; asked += 1)
      step = conversation.receive(concat(meter.receive(step.send[0] ?? NOTHING)), 0);
    const [header = NOTHING, line = NOTHING] = meter.receive(step.send[0] ?? NOTHING);
    step = conversation.receive(concat([header, line]), 0);
    expect(readingsIn(step.frames)).toEqual([spoken(NEWEST)]);
    expect(step).toMatchObject({ isDone: false, wakeAtMs: 2000 });
  });

  test('sends nothing but what asks', () => {
    const sent: string[] = [];
    talk(
      onetouchUltra2,
      meterWith([NEWEST], (command, _nth, lines) => (sent.push(command), lines)),
    );
    expect(sent).toEqual(['DM@', 'DM?', 'DMF', 'DMP']);
  });

  test('waits 2 s for a word and 18 s for a dump to begin', () => {
    const waits: number[] = [];
    for (const silent of ['DM@', 'DMP']) {
      const conversation = onetouchUltra2.converse();
      const meter = createSimulatedUltra2([NEWEST]);
      let step = conversation.start(0);
      while (step.send[0] !== undefined && commandOf(step.send[0]) !== silent)
        step = conversation.receive(concat(meter.receive(step.send[0])), 0);
      waits.push(step.wakeAtMs ?? Number.NaN);
    }
    expect(waits).toEqual([2000, 18_000]);
  });
});

describe('sentinels', () => {
  test.each<[string, SimulatedResult, string]>([
    ['19 is LO', { ...NEWEST, glucoseMgPerDl: 19 }, 'low'],
    ['20 is a value', { ...NEWEST, glucoseMgPerDl: 20 }, '20'],
    ['600 is a value', { ...NEWEST, glucoseMgPerDl: 600 }, '600'],
    ['601 is HI', { ...NEWEST, glucoseMgPerDl: 601 }, 'high'],
    ['a control solution is refused', { ...NEWEST, isControlSolution: true }, 'control-solution'],
    ['a parity error is refused', { ...NEWEST, hasParityError: true }, 'record-parity'],
    [
      'a parity error may have hidden the control solution',
      { ...NEWEST, hasParityError: true, isControlSolution: true },
      'record-parity',
    ],
    ['a day that does not exist is no result', { ...NEWEST, time: '2014-02-30T08:15:00' }, 'implausible'],
  ])('%s', (_name, result, end) => {
    expect(ends(meterWith([result]), 'latest')).toEqual([end]);
  });

  test('LO and HI carry the limit', () => {
    expect(outcomes(meterWith([{ ...NEWEST, glucoseMgPerDl: 0 }])).at(-1)).toEqual({
      kind: 'out-of-range',
      measure: 'glucose',
      side: 'low',
      limit: 20,
      unit: 'mg/dL',
    });
  });

  test('an empty memory is no measurement', () => {
    expect(ends(meterWith([]))).toEqual(['memory-empty']);
  });

  test('the values of a meter that shows mmol/L are mg/dL all the same', () => {
    const replaced = withLine('DMP', 1, 0, () => bytesOfLine('P 001,"PRACTICEY","MMOL/L"'));
    expect(outcomes(meterWith([NEWEST], replaced)).at(-1)).toMatchObject({ value: 104, unit: 'mg/dL' });
  });
});

test('the port is opened as the page asks: 9600 8N1, and no flow control to swallow the DC1', () => {
  expect(onetouchUltra2.settings).toEqual({
    baudRate: 9600,
    dataBits: 8,
    stopBits: 1,
    parity: 'none',
    rtscts: false,
    xon: false,
    xoff: false,
  });
});
