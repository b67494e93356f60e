import type { DeviceOutcome } from '../../../domain/device/outcome.ts';
import {
  glucoseOutOfRange,
  glucoseReading,
  HIGHEST_MG_PER_DL,
  LOWEST_MG_PER_DL,
} from '../lifescan-glucose.ts';
import { localTimeOfSeconds } from './meter-clock.ts';

/** What can be asked without changing the meter. */
export type Question = 'version' | 'serial' | 'display-unit' | 'clock' | 'count' | 'record';
/** What this driver asks that has one wording; values come in mg/dL whatever the display, so nobody asks for its unit. */
export type PlainQuestion = Exclude<Question, 'record' | 'display-unit'>;

/** The memory has records 0 to 499; asking for this one is asking how many there are. */
const COUNT_INDEX = 501;
export const MOST_RECORDS = 500;
const LOW_SENTINEL = 0xfffe;
const HIGH_SENTINEL = 0xffff;

/** The first bytes of each question, by which a recording names it. */
const PREFIXES: readonly (readonly [Question, string])[] = [
  ['version', '050d'],
  ['serial', '050b'],
  ['display-unit', '0509'],
  ['clock', '0520'],
  ['count', '051ff501'],
  ['record', '051f'],
];

/** The serial number is given for a key of nine bytes; this is the one that the open uploader sends. */
const MESSAGES: Readonly<Record<PlainQuestion, readonly number[]>> = {
  version: [0x05, 0x0d, 0x02],
  serial: [0x05, 0x0b, 0x02, 0x00, 0x00, 0x00, 0x00, 0x84, 0x6a, 0xe8, 0x73, 0x00],
  clock: [0x05, 0x20, 0x02, 0x00, 0x00, 0x00, 0x00],
  count: [0x05, 0x1f, COUNT_INDEX & 0xff, COUNT_INDEX >> 8],
};

export function messageOf(question: PlainQuestion): Uint8Array {
  return Uint8Array.from(MESSAGES[question]);
}

/** Asks for one record; 0 is the newest. */
export function recordMessage(index: number): Uint8Array {
  return Uint8Array.of(0x05, 0x1f, index & 0xff, index >> 8);
}

/** The question in a message or its hex; null when it is none of ours. */
export function questionIn(messageHex: string): Question | null {
  return PREFIXES.find(([, prefix]) => messageHex.startsWith(prefix))?.[0] ?? null;
}

/**
 * What a message says in answer to a question; `05 06` is success, `05 0F` the count's. Errors: `device-refused` for a
 * failure, `protocol` for an answer of another form, `implausible` for a value that no meter of this kind can have.
 */
function outcomeOfMessage(question: Question, message: Uint8Array): DeviceOutcome {
  const [service, status, ...content] = message;
  if (service !== 0x05 || status === undefined) return error('protocol');
  const success = question === 'count' ? 0x0f : 0x06;
  if (status !== success) return error(status === 0x06 || status === 0x0f ? 'protocol' : 'device-refused');
  return CONTENT_READERS[question](content) ?? error('protocol');
}

/** The same with what follows from it: a count of none is a memory without a measurement. */
export function outcomesOfMessage(question: Question, message: Uint8Array): DeviceOutcome[] {
  const outcome = outcomeOfMessage(question, message);
  const isEmpty = outcome.kind === 'info' && outcome.facts['count'] === 0;
  return isEmpty ? [outcome, { kind: 'no-measurement', reason: 'memory-empty' }] : [outcome];
}

/** The question that a message by itself answers, told by its form alone; a record when no form fits. */
export function questionByForm(message: Uint8Array): Question {
  const isFit = (question: Question): boolean => {
    const outcome = outcomeOfMessage(question, message);
    return outcome.kind !== 'error' || outcome.code === 'implausible';
  };
  const questions: readonly Question[] = ['count', 'version', 'record', 'clock', 'display-unit', 'serial'];
  return questions.find(isFit) ?? 'record';
}

/** Null: not the form of this answer. */
const CONTENT_READERS: Readonly<Record<Question, (content: readonly number[]) => DeviceOutcome | null>> = {
  version([length, ...letters]) {
    const firmware = length === letters.length ? textOf(letters) : null;
    return firmware === null ? null : { kind: 'info', facts: { firmware } };
  },
  serial(letters) {
    const identity = textOf(letters);
    return identity === null ? null : { kind: 'info', facts: { identity } };
  },
  'display-unit'([code, ...more]) {
    if ((code !== 0 && code !== 1) || more.length > 0) return null;
    return { kind: 'info', facts: { displayUnit: code === 0 ? 'mg/dL' : 'mmol/L' } };
  },
  clock(content) {
    if (content.length !== 4) return null;
    return { kind: 'info', facts: { clock: localTimeOfSeconds(littleEndian(content)) } };
  },
  count(content) {
    if (content.length !== 2) return null;
    const count = littleEndian(content);
    return count > MOST_RECORDS ? error('implausible') : { kind: 'info', facts: { count } };
  },
  record(content) {
    if (content.length !== 8) return null;
    const time = localTimeOfSeconds(littleEndian(content.slice(0, 4)));
    return outcomeOfValue(littleEndian(content.slice(4)), time);
  },
};

/** Always mg/dL, whatever the meter displays. */
function outcomeOfValue(value: number, time: string): DeviceOutcome {
  if (value === LOW_SENTINEL) return glucoseOutOfRange('low');
  if (value === HIGH_SENTINEL) return glucoseOutOfRange('high');
  if (value < LOWEST_MG_PER_DL || value > HIGHEST_MG_PER_DL) return error('implausible');
  return glucoseReading(value, time, {});
}

function error(code: 'protocol' | 'device-refused' | 'implausible'): DeviceOutcome {
  return { kind: 'error', code };
}

function littleEndian(bytes: readonly number[]): number {
  return bytes.reduceRight((value, byte) => value * 0x100 + byte, 0);
}

/** Printable text, perhaps ended by zeros; null for anything else. */
function textOf(bytes: readonly number[]): string | null {
  const text = String.fromCharCode(...bytes)
    .replace(/\0+$/, '')
    .trim();
  return /^[ -~]+$/.test(text) ? text : null;
}
