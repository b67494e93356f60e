import { describe, expect, test } from 'vitest';
import { onetouchUltra2 } from '../../../../electron/devices/onetouch-ultra2/driver.ts';
import { bytesOfLine } from '../../../../electron/devices/onetouch-ultra2/simulator.ts';
import { hex } from '../../../support/device-talk.ts';
import { ends, meterWith, NEWEST, OLDER, OLDEST, outcomes, withLine, type Replaced } from './meter.ts';

describe('faults', () => {
  const memory = [NEWEST, OLDER, OLDEST];
  const spoilt = (): Uint8Array => new TextEncoder().encode('P "MON","04/07/14"%%% 1337\r\n');
  const both =
    (one: Replaced, other: Replaced): Replaced =>
    (command, nth, lines) =>
      one(command, nth, other(command, nth, lines));
  const silentFor =
    (...silent: readonly string[]): Replaced =>
    (command, _nth, lines) =>
      silent.includes(command) ? [] : lines;

  test.each<[string, Replaced, readonly string[]]>([
    ['nobody answers', () => [], ['asked-again', 'not-connected']],
    ['a single 00', () => [hex('00')], ['not-connected']],
    [
      'the meter goes off before the dump',
      (command, _nth, lines) => (command === 'DMP' ? [hex('00')] : lines),
      ['not-connected'],
    ],
    ['another model of the maker', withLine('DM@', 1, 0, () => bytesOfLine('@ "PRACTICEX"')), ['protocol']],
    ['noise for a name, twice', () => [hex('FF 0D')], ['asked-again', 'framing']],
    [
      'no version and no clock',
      silentFor('DM?', 'DMF'),
      ['asked-again', 'timeout', 'asked-again', 'timeout', '104', '181', '90'],
    ],
    ['no dump', silentFor('DMP'), ['asked-again', 'timeout']],
    [
      'one damaged line, whole when asked again',
      withLine('DMP', 1, 2, spoilt),
      ['104', 'asked-again', '181', '90'],
    ],
    [
      'one damaged line, twice',
      both(withLine('DMP', 1, 2, spoilt), withLine('DMP', 2, 2, spoilt)),
      ['104', 'asked-again', 'checksum', '90'],
    ],
    [
      'a damaged line, and no second dump',
      (command, nth, lines) =>
        command === 'DMP' && nth === 2 ? [] : withLine('DMP', 1, 2, spoilt)(command, nth, lines),
      ['104', 'asked-again', 'checksum', '90', 'timeout'],
    ],
    [
      'a damaged header, twice',
      both(withLine('DMP', 1, 0, spoilt), withLine('DMP', 2, 0, spoilt)),
      ['asked-again', 'checksum', '104', '181', '90'],
    ],
    [
      'a dump that stops between two lines',
      (command, _nth, lines) => (command === 'DMP' ? lines.slice(0, 3) : lines),
      ['104', '181', 'truncated'],
    ],
    [
      'a dump that stops within a line',
      (command, _nth, lines) =>
        command === 'DMP'
          ? lines.slice(0, 3).map((line, nth) => (nth === 2 ? line.slice(0, 20) : line))
          : lines,
      ['104', 'truncated'],
    ],
    ['two lines run into one', withLine('DMP', 1, 2, (line) => line.slice(0, -2)), ['104', '181', '90']],
  ])('%s', (_name, replaced, expected) => {
    expect(ends(meterWith(memory, replaced))).toEqual(expected);
  });

  test('with the newest line damaged twice no older result is given for it', () => {
    const replaced = both(withLine('DMP', 1, 1, spoilt), withLine('DMP', 2, 1, spoilt));
    expect(ends(meterWith(memory, replaced), 'latest')).toEqual(['asked-again', 'checksum']);
  });

  test('without a header nobody knows which is the newest', () => {
    const headless: Replaced = (command, _nth, lines) => (command === 'DMP' ? lines.slice(1) : lines);
    expect(ends(meterWith(memory, headless), 'latest')).toEqual(['asked-again', 'framing']);
  });

  test('damage of an older line is told and costs no second dump', () => {
    expect(ends(meterWith(memory, withLine('DMP', 1, 3, spoilt)), 'latest')).toEqual(['104', 'checksum']);
  });

  test('a short dump says how many were received', () => {
    const cut: Replaced = (command, _nth, lines) => (command === 'DMP' ? lines.slice(0, 2) : lines);
    expect(outcomes(meterWith(memory, cut)).at(-1)).toEqual({
      kind: 'error',
      code: 'truncated',
      facts: { expected: 3, received: 1 },
    });
  });

  test('an answer that comes too late is not taken for the next one', () => {
    const late: Replaced = (command, nth, lines) =>
      command === 'DM@' && nth === 2 ? [...lines, ...lines] : command === 'DM@' ? [] : lines;
    expect(ends(meterWith([NEWEST], late))).toEqual(['asked-again', 'late-answer', '104']);
  });

  test('one hurt answer in two pieces is asked about once', () => {
    const torn = withLine('DM@', 1, 0, () => hex('40 20 22 0D 41 42 0D 0A'));
    expect(ends(meterWith([NEWEST], torn))).toEqual(['asked-again', '104']);
  });

  test('noise before an answer is told and costs no answer', () => {
    const noisy: Replaced = (command, _nth, lines) =>
      command === 'DMF' ? [hex('FF FE 0D'), ...lines] : lines;
    expect(ends(meterWith([NEWEST], noisy))).toEqual(['passed-over', '104']);
  });

  test('a device that never stops sending is not waited for', () => {
    const conversation = onetouchUltra2.converse();
    conversation.start(0);
    let step = conversation.receive(hex('FF 0D'), 0);
    for (let nowMs = 50; nowMs < 1000 && !step.isDone; nowMs += 50) {
      conversation.receive(hex('FF 0D'), nowMs);
      step = conversation.elapse(nowMs);
    }
    expect(step.frames.flatMap(({ outcomes: ended }) => ended)).toEqual([{ kind: 'error', code: 'framing' }]);
  });

  test('a flood where the dump should be comes to an end', () => {
    const flood: Replaced = (command, _nth, lines) =>
      command === 'DMP' ? Array.from({ length: 5000 }, spoilt) : lines;
    expect(ends(meterWith([NEWEST], flood)).at(-1)).toBe('checksum');
  });
});
