import { describe, expect, test } from 'vitest';
import { contecCms50dplus } from '../../../../electron/devices/contec-cms50dplus/driver.ts';
import {
  contecFrame,
  contecMemory,
  simulateContec,
} from '../../../../electron/devices/contec-cms50dplus/simulator.ts';
import { concat, hex, outcomesOf, readingsIn, talk } from '../../../support/device-talk.ts';

const NIGHT = [
  { spo2Percent: 96, pulsePerMin: 58 },
  { spo2Percent: 95, pulsePerMin: 131 },
];
const MEMORY = contecMemory(NIGHT);
const SHOWN = NIGHT.map(({ spo2Percent, pulsePerMin }) => ({
  kind: 'no-measurement',
  reason: 'undated-recording',
  shown: [
    { measure: 'spo2', value: spo2Percent, unit: '%' },
    { measure: 'pulse', value: pulsePerMin, unit: '/min' },
  ],
}));
const NOTHING: Uint8Array = new Uint8Array();

/** Downloads from a device that gives one answer for each F5 F5; answers what was made of it and what was sent. */
function download(answers: readonly Uint8Array[], opening = NOTHING, chunkSizes: readonly number[] = []) {
  const left = [...answers];
  const sent: string[] = [];
  const receive = (written: Uint8Array): Uint8Array => {
    sent.push(Buffer.from(written).toString('hex'));
    return written[0] === 0xf5 ? (left.shift() ?? NOTHING) : NOTHING;
  };
  const frames = talk(contecCms50dplus, { opening, receive }, { wanted: 'all', chunkSizes });
  expect(readingsIn(frames)).toEqual([]);
  return { outcomes: outcomesOf(frames), sent };
}

describe('the recorded memory of firmware 4', () => {
  test('is asked for, received and shown, but never a reading: it has no dates', () => {
    for (const chunkSizes of [[], [1], [4, 7]]) {
      const { outcomes, sent } = download([MEMORY], NOTHING, chunkSizes);
      expect(outcomes).toEqual([{ kind: 'info', facts: { recordedSeconds: 2, skippedBytes: 0 } }, ...SHOWN]);
      expect(sent).toEqual(['f5f5', 'f6f6f6']);
    }
  });

  test('is not offered for import, since nothing of it could be filed', () => {
    expect(contecCms50dplus.hasMemory).toBe(false);
  });

  test('comes out of the simulator', () => {
    const { receive } = simulateContec();
    expect(outcomesOf(talk(contecCms50dplus, { opening: [], receive }, { wanted: 'all' })).at(0)).toEqual({
      kind: 'info',
      facts: { recordedSeconds: 3, skippedBytes: 0 },
    });
  });

  test('may be preceded by bytes of the live stream, which are counted and not read', () => {
    const live = concat([contecFrame({ spo2Percent: 97, pulsePerMin: 70 }), hex('F2 80 F2')]);
    expect(download([MEMORY], live).outcomes[0]).toEqual({
      kind: 'info',
      facts: { recordedSeconds: 2, skippedBytes: 8 },
    });
  });

  test('has seconds without a finger', () => {
    const { outcomes } = download([contecMemory([{ spo2Percent: 0, pulsePerMin: 0 }])]);
    expect(outcomes[1]).toEqual({ kind: 'no-measurement', reason: 'missing' });
  });

  test.each([
    ['timeout', 'says nothing', NOTHING],
    ['truncated', 'stalls half-way', MEMORY.slice(0, 14)],
    ['framing', 'sends no triplets', concat([MEMORY.slice(0, 12), hex('F1 05')])],
    ['framing', 'names a length that is no triplets', concat([MEMORY.slice(0, 9), hex('80 80 03')])],
  ])('is asked for once more after %s: a device that %s', (fault, _name, answer) => {
    const again = { kind: 'info', facts: { event: 'asked-again', fault } };
    expect(download([answer, MEMORY]).outcomes).toEqual([
      again,
      { kind: 'info', facts: { recordedSeconds: 2, skippedBytes: 0 } },
      ...SHOWN,
    ]);
    expect(download([answer, answer])).toEqual({
      outcomes: [again, { kind: 'error', code: fault }],
      sent: ['f5f5', 'f5f5'],
    });
    expect(download([answer]).outcomes).toEqual([again, { kind: 'error', code: fault }]);
  });

  test('gives up in time although the live stream never stops', () => {
    const conversation = contecCms50dplus.converse('all');
    const frame = contecFrame({ spo2Percent: 97, pulsePerMin: 70 });
    let step = conversation.start(0);
    for (let nowMs = 0; nowMs <= 10_000 && !step.isDone; nowMs += 100) {
      conversation.receive(frame, nowMs);
      step = conversation.elapse(nowMs);
    }
    expect(step.isDone).toBe(true);
    expect(outcomesOf(step.frames)).toEqual([{ kind: 'error', code: 'timeout' }]);
  });
});
