import type {
  DeviceFacts,
  DeviceMeasure,
  DeviceOutcome,
  DeviceReading,
} from '../../../domain/device/outcome.ts';
import { deviceLocalTime } from '../device-local-time.ts';
import { isWithin } from '../value-range.ts';

/** "MM/DD/YY hh:mm:ss " begins every record, and nothing else on the line. */
export const DATE_STAMP = /(\d\d)\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d) /;
const WHOLE_STAMP = new RegExp(`^${DATE_STAMP.source}`);

/** The forms the page gives; a record with another is damaged. Fields without an entry may hold anything. */
const FORM_BY_KEY: ReadonlyMap<string, RegExp> = new Map([
  ['SN', /^\d{10}$/],
  ['SPO2', /^(?:\d{3}|---)%$/],
  ['BPM', /^(?:\d{3}|---%?)$/],
  ['PI', /^(?:\d\d\.\d\d|--\.--)%$/],
  ['ALARM', /^(?:[\dA-F]{4}|[\dA-F]{6})$/i],
  ['EXC', /^[\dA-F]{6}$/i],
  ['EXC1', /^[\dA-F]+$/i],
]);
const REQUIRED_KEYS = ['SPO2', 'BPM', 'EXC'] as const;

/** Bits of EXC, gravest first. The unit has no value then, whatever digits it sends. */
const NO_VALUE_BITS: readonly (readonly [bit: number, reason: string])[] = [
  [0x001, 'sensor-off'],
  [0x020, 'sensor-off'],
  [0x002, 'sensor-alarm'],
  [0x080, 'sensor-alarm'],
  [0x008, 'pulse-search'],
  [0x010, 'interference'],
  [0x040, 'ambient-light'],
];
/** Its display shows numbers, which are not to be filed. */
const POOR_SIGNAL_BITS: readonly (readonly [bit: number, reason: string])[] = [
  [0x004, 'low-perfusion'],
  [0x400, 'low-signal-iq'],
];
/** The unit runs in its full mode: normal. */
const FULL_MODE_BIT = 0x800;
const EXPLAINED_BITS = [...NO_VALUE_BITS, ...POOR_SIGNAL_BITS].reduce(
  (bits, [bit]) => bits | bit,
  FULL_MODE_BIT,
);

/** What the maker names as measured: pulse 25 to 240 /min, SpO2 1 to 100 %. */
const PULSE_RANGE = { low: 25, high: 240 } as const;
const SPO2_RANGE = { low: 1, high: 100 } as const;

/**
 * What one line says, without its end: SpO2 in %, pulse in /min, perfusion index in % where it is sent, with the unit's own
 * time. Null when it is no record of the form "ASCII 1".
 */
export function outcomesOfRecord(line: string): readonly DeviceOutcome[] | null {
  const stamp = WHOLE_STAMP.exec(line);
  if (stamp === null) return null;
  const fields = fieldsOf(line.slice(stamp[0].length));
  if (fields === null) return null;
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = stamp.slice(1).map(Number);
  const time = deviceLocalTime({ year: 2000 + year, month, day, hour, minute, second });
  if (time === null) return [implausible('time', stamp[0].trim())];
  return outcomesOf(fields, time);
}

/** By key, never by position; null when a field is missing, twice there, or not of its form. */
function fieldsOf(text: string): ReadonlyMap<string, string> | null {
  const fields = new Map<string, string>();
  for (const field of text.trim().split(/ +/)) {
    const [, key = '', value = ''] = /^([A-Z\d]+)=([!-~]+)$/.exec(field) ?? [];
    const isOfForm = FORM_BY_KEY.get(key)?.test(value) ?? true;
    if (key === '' || fields.has(key) || !isOfForm) return null;
    fields.set(key, value);
  }
  return REQUIRED_KEYS.every((key) => fields.has(key)) ? fields : null;
}

function outcomesOf(fields: ReadonlyMap<string, string>, time: string): readonly DeviceOutcome[] {
  const exceptions = Number.parseInt(fields.get('EXC') ?? '', 16);
  const absent = NO_VALUE_BITS.find(([bit]) => (exceptions & bit) !== 0)?.[1];
  if (absent !== undefined) return [{ kind: 'no-measurement', reason: absent }];
  const spo2 = numberOf(fields, 'SPO2');
  const pulse = numberOf(fields, 'BPM');
  if (spo2 === null || pulse === null) return [{ kind: 'no-measurement', reason: 'missing' }];
  if (!isWithin(spo2, SPO2_RANGE)) return [implausible('spo2', spo2)];
  if (!isWithin(pulse, PULSE_RANGE)) return [implausible('pulse', pulse)];
  const readings = readingsOf({ spo2, pulse, perfusionIndex: numberOf(fields, 'PI') }, time, factsOf(fields));
  const poor = poorSignalOf(exceptions, fields.get('EXC1'));
  if (poor === null) return readings;
  const shown = readings.map(({ measure, value, unit }) => ({ measure, value, unit }));
  return [{ kind: 'no-measurement', reason: poor, shown }];
}

/** Exceptions nobody has explained, EXC1 among them, count as a poor signal: unknown is not normal. */
function poorSignalOf(exceptions: number, moreExceptions = '0'): string | null {
  const known = POOR_SIGNAL_BITS.find(([bit]) => (exceptions & bit) !== 0)?.[1];
  if (known !== undefined) return known;
  const isUnexplained = (exceptions & ~EXPLAINED_BITS) !== 0 || !/^0+$/.test(moreExceptions);
  return isUnexplained ? 'unknown-exception' : null;
}

function readingsOf(
  values: { readonly spo2: number; readonly pulse: number; readonly perfusionIndex: number | null },
  time: string,
  facts: DeviceFacts,
): DeviceReading[] {
  const { spo2, pulse, perfusionIndex } = values;
  const common = { kind: 'reading', time, facts } as const;
  const readings: DeviceReading[] = [
    { ...common, measure: 'spo2', value: spo2, unit: '%' },
    { ...common, measure: 'pulse', value: pulse, unit: '/min' },
  ];
  if (perfusionIndex !== null)
    readings.push({ ...common, measure: 'perfusion-index', value: perfusionIndex, unit: '%' });
  return readings;
}

/** The alarm bits were found by experiment only: kept as sent, never acted on. */
function factsOf(fields: ReadonlyMap<string, string>): DeviceFacts {
  const kept = [
    ['serialNumber', fields.get('SN')],
    ['alarm', fields.get('ALARM')],
    ['exceptions', fields.get('EXC')],
  ] as const;
  return Object.fromEntries(kept.flatMap(([fact, value]) => (value === undefined ? [] : [[fact, value]])));
}

/** Null for dashes and for a field that is not sent. */
function numberOf(fields: ReadonlyMap<string, string>, key: string): number | null {
  const value = fields.get(key);
  return value === undefined || value.startsWith('-') ? null : Number(value.replace('%', ''));
}

function implausible(measure: DeviceMeasure | 'time', sent: string | number): DeviceOutcome {
  return { kind: 'error', code: 'implausible', facts: { measure, sent } };
}
