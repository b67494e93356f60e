import type { DeviceErrorCode, DeviceFacts, DeviceOutcome } from '../../../domain/device/outcome.ts';
import { concatBytes, type RecordedAnswer } from '../driver.ts';
import { REPORT_BYTES } from '../eight-byte-reports.ts';
import { firmwareTextOf, knownFirmware, type TemperLayout } from './firmware.ts';

/** The firmware is sixteen characters. Values come in as many bytes at the most. */
export const ANSWER_BYTES = 2 * REPORT_BYTES;

/** Both commands, under the names that recordings use. */
export const COMMANDS = {
  firmware: Uint8Array.of(0x01, 0x86, 0xff, 0x01, 0, 0, 0, 0),
  values: Uint8Array.of(0x01, 0x80, 0x33, 0x01, 0, 0, 0, 0),
} as const;
export type TemperCommand = keyof typeof COMMANDS;

const VALUES_MARKER = 0x80;
const SENSOR_ABSENT = 0x4e20;
const INTERNAL_AT = 2;
/** What sensors of this kind (DS18B20 and its like) can measure at all. */
const RANGE_CEL = { low: -55, high: 125 } as const;

/** A firmware answer as text, or how it is hurt. `not-connected`: nothing came. */
export function readFirmware(answer: Uint8Array): { readonly text: string } | DeviceErrorCode {
  if (answer.length === 0) return 'not-connected';
  const text = firmwareTextOf(answer);
  if (text === null || answer.length > ANSWER_BYTES) return 'framing';
  return answer.length < ANSWER_BYTES ? 'truncated' : { text };
}

/** How a value answer is hurt, whatever its firmware; null when it is not. `timeout`: nothing came. */
export function valuesFaultOf(answer: Uint8Array): DeviceErrorCode | null {
  if (answer.length === 0) return 'timeout';
  const areMarked = [0, REPORT_BYTES].every((at) => at >= answer.length || answer[at] === VALUES_MARKER);
  if (!areMarked || answer.length > ANSWER_BYTES) return 'framing';
  return answer.length % REPORT_BYTES === 0 ? null : 'truncated';
}

/**
 * What an undamaged value answer says: the temperature of the room or refrigerator in Cel, one outcome a sensor. An
 * external sensor that was not sent, because one report came, has none.
 */
export function outcomesOfValues(answer: Uint8Array, layout: TemperLayout): readonly DeviceOutcome[] {
  const { externalAt } = layout;
  const internal = outcomeOfSensor('internal', answer, INTERNAL_AT, layout);
  if (externalAt === null || externalAt >= answer.length) return [internal];
  return [internal, outcomeOfSensor('external', answer, externalAt, layout)];
}

export function refusedFirmware(text: string): DeviceOutcome {
  return { kind: 'refused', reason: 'unknown-firmware', facts: { firmware: text } };
}

function outcomeOfSensor(
  sensor: 'internal' | 'external',
  answer: Uint8Array,
  at: number,
  { divisor, hasHumidity }: TemperLayout,
): DeviceOutcome {
  const sent = wordAt(answer, at);
  if (sent === SENSOR_ABSENT)
    return { kind: 'no-measurement', reason: `${sensor}-sensor-absent`, measure: 'ambient-temperature' };
  const value = ((sent << 16) >> 16) / divisor;
  if (value < RANGE_CEL.low || value > RANGE_CEL.high)
    return { kind: 'error', code: 'implausible', facts: { sensor, sent: value } };
  const facts = { sensor, ...(hasHumidity ? humidityFact(wordAt(answer, at + 2)) : {}) };
  return { kind: 'reading', measure: 'ambient-temperature', value, unit: 'Cel', facts };
}

function humidityFact(sent: number): DeviceFacts {
  const percent = sent / 100;
  return sent === SENSOR_ABSENT || percent > 100 ? {} : { humidityPercent: percent };
}

function wordAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

/**
 * One recorded answer. The command is `firmware` or `values`, or its bytes in hex; when it is not named, text is a firmware
 * (with the values behind it, if there are any) and all else values. Values without a known firmware are refused.
 */
export function outcomesOfAnswer({ command, pieces, learnt }: RecordedAnswer): readonly DeviceOutcome[] {
  const bytes = concatBytes(pieces);
  const named = command === null ? null : commandNamed(command);
  if (command !== null && named === null) return [{ kind: 'error', code: 'protocol' }];
  if (named === 'values' || (named === null && (learnt.firmware !== undefined || !isText(bytes))))
    return outcomesOfRecordedValues(bytes, learnt.firmware ?? null);
  const read = readFirmware(named === null ? bytes.subarray(0, ANSWER_BYTES) : bytes);
  if (typeof read === 'string') return [{ kind: 'error', code: read }];
  const firmware = knownFirmware(read.text);
  if (firmware === null) return [refusedFirmware(read.text)];
  const identity: DeviceOutcome = { kind: 'info', facts: { identity: firmware.name } };
  const rest = bytes.subarray(ANSWER_BYTES);
  return rest.length === 0 ? [identity] : [identity, ...outcomesOfRecordedValues(rest, read.text)];
}

function outcomesOfRecordedValues(bytes: Uint8Array, text: string | null): readonly DeviceOutcome[] {
  const fault = valuesFaultOf(bytes);
  if (fault !== null) return [{ kind: 'error', code: fault }];
  if (text === null) return [{ kind: 'refused', reason: 'unknown-firmware' }];
  const firmware = knownFirmware(text);
  return firmware === null ? [refusedFirmware(text)] : outcomesOfValues(bytes, firmware.layout);
}

function isText(bytes: Uint8Array): boolean {
  return firmwareTextOf(bytes) !== null;
}

function commandNamed(command: string): TemperCommand | null {
  const word = command.replaceAll(/\s/g, '').toLowerCase();
  if (word === 'firmware' || word.startsWith('0186ff01')) return 'firmware';
  return word === 'values' || word.startsWith('01803301') ? 'values' : null;
}
