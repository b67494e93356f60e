import type { DeviceOutcome } from '../../../domain/device/outcome.ts';
import {
  glucoseOutOfRange,
  glucoseReading,
  HIGHEST_MG_PER_DL,
  LOWEST_MG_PER_DL,
} from '../lifescan-glucose.ts';
import { deviceLocalTime } from '../device-local-time.ts';
import type { Command } from './command.ts';

/** What a line with a right checksum says. */
export interface SaidLine {
  /** The command it belongs to. */
  readonly answers: Command;
  readonly outcomes: readonly DeviceOutcome[];
  /** Of a dump's header: how many result lines follow; null for every other line. */
  readonly count: number | null;
}

const MEALS: Readonly<Record<string, string>> = { N: 'none', B: 'before', A: 'after' };
const DISPLAY_UNITS: Readonly<Record<string, string>> = { 'MG/DL ': 'mg/dL', 'MMOL/L': 'mmol/L' };

const STAMP = String.raw`"[A-Z]{3}","(\d\d)/(\d\d)/(\d\d)","(\d\d):(\d\d):(\d\d) *"`;
const SERIAL = /^@ "([0-9A-Z]{9})"$/;
const VERSION = /^\?(P[ -~]+)$/;
const UNIT = /^SU\?,"(MG\/DL |MMOL\/L)"$/;
const CLOCK = new RegExp(`^[FT] ${STAMP}$`);
const HEADER = /^P (\d{3}),"([0-9A-Z]{9})","(MG\/DL |MMOL\/L)"$/;
const RESULT = new RegExp(String.raw`^P ${STAMP},"([C ]) (\d{3})([? ])","([NBA])","(\d\d)", [0-9A-F]{2}$`);

/** Reads one line without its checksum; null when it is none of this meter's. */
export function readLine(text: string): SaidLine | null {
  const says = (answers: Command, outcome: DeviceOutcome): SaidLine => ({
    answers,
    outcomes: [outcome],
    count: null,
  });
  const serial = SERIAL.exec(text)?.[1];
  if (serial !== undefined) return says('DM@', identityOf(serial));
  const firmware = VERSION.exec(text)?.[1];
  if (firmware !== undefined) return says('DM?', { kind: 'info', facts: { firmware: firmware.trim() } });
  const unit = DISPLAY_UNITS[UNIT.exec(text)?.[1] ?? ''];
  if (unit !== undefined) return says('DMSU?', { kind: 'info', facts: { displayUnit: unit } });
  const clock = CLOCK.exec(text);
  if (clock !== null) return says('DMF', clockOf(timeIn(clock)));
  const header = HEADER.exec(text);
  if (header !== null) return headerOf(header);
  const result = RESULT.exec(text);
  if (result !== null) return says('DMP', outcomeOf(result));
  // Undamaged, but another firmware's idea of a result: a line of the dump all the same.
  return text.startsWith('P ') ? says('DMP', { kind: 'error', code: 'protocol' }) : null;
}

/** Nine characters; the last is Y on an Ultra2, and the dump of other models has another form. */
function identityOf(identity: string): DeviceOutcome {
  if (!identity.endsWith('Y')) return { kind: 'error', code: 'protocol', facts: { serial: identity } };
  return { kind: 'info', facts: { identity } };
}

function clockOf(clock: string | null): DeviceOutcome {
  return clock === null ? { kind: 'error', code: 'implausible' } : { kind: 'info', facts: { clock } };
}

function headerOf([, nnn = '', identity = '', unit = '']: RegExpExecArray): SaidLine {
  const count = Number(nnn);
  const facts = { count, identity, displayUnit: DISPLAY_UNITS[unit] ?? unit };
  const empty: DeviceOutcome[] = count === 0 ? [{ kind: 'no-measurement', reason: 'memory-empty' }] : [];
  return { answers: 'DMP', outcomes: [{ kind: 'info', facts }, ...empty], count };
}

/** The parity first: where it is wrong, the mark of the control solution may be too. */
function outcomeOf(result: RegExpExecArray): DeviceOutcome {
  const [source, digits, parity, meal = '', comment] = result.slice(7);
  const mgPerDl = Number(digits);
  const time = timeIn(result);
  if (parity === '?') return { kind: 'refused', reason: 'record-parity' };
  if (source === 'C') return { kind: 'refused', reason: 'control-solution' };
  if (time === null) return { kind: 'error', code: 'implausible' };
  if (mgPerDl < LOWEST_MG_PER_DL) return glucoseOutOfRange('low');
  if (mgPerDl > HIGHEST_MG_PER_DL) return glucoseOutOfRange('high');
  return glucoseReading(mgPerDl, time, {
    meal: MEALS[meal] ?? meal,
    commentCode: Number(comment),
  });
}

/** The stamp's month, day, year, hour, minute and second are a match's first six groups. */
function timeIn(match: RegExpExecArray): string | null {
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  return deviceLocalTime({ year: 2000 + year, month, day, hour, minute, second });
}
