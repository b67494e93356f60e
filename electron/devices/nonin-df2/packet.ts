import type {
  DeviceMeasure,
  DeviceOutcome,
  DeviceReading,
  DeviceUnit,
} from '../../../domain/device/outcome.ts';
import { isWithin, type ValueRange } from '../value-range.ts';

/** Serial data format 2: 5 bytes a frame, 25 frames a packet, 3 packets a second. */
export const FRAME_BYTES = 5;
export const FRAMES_PER_PACKET = 25;
export const PACKET_BYTES = FRAME_BYTES * FRAMES_PER_PACKET;

/** Bits of the status byte (byte 1 of each frame). */
export const STATUS = {
  always: 0x80,
  sensorDisconnected: 0x40,
  artefact: 0x20,
  outOfTrack: 0x10,
  sensorAlarm: 0x08,
  perfusionMask: 0x06,
  perfusionGreen: 0x02,
  perfusionRed: 0x04,
  perfusionYellow: 0x06,
  sync: 0x01,
} as const;

/** Position of each data item in the packet, from 0. `Display` items are what the unit's own display shows. */
export const ITEM = {
  pulseHigh: 0,
  pulseLow: 1,
  spo2: 2,
  firmwareRevision: 3,
  spo2Display: 8,
  pulseDisplayHigh: 19,
  pulseDisplayLow: 20,
} as const;

/** Sentinels of the format: the value is missing, never a number. */
const MISSING_PULSE = 511;
const MISSING_SPO2 = 127;
/** Ranges the maker names for its sensors: pulse 18 to 321 /min, SpO2 up to 100 %. */
const PULSE_RANGE = { low: 18, high: 321 } as const;
const SPO2_RANGE = { low: 1, high: 100 } as const;

/** Flags that forbid filing, gravest first; any frame of the packet counts. */
const FLAG_REASONS: readonly (readonly [reason: string, isSet: (status: number) => boolean])[] = [
  ['sensor-off', (status) => (status & STATUS.sensorDisconnected) !== 0],
  ['sensor-alarm', (status) => (status & STATUS.sensorAlarm) !== 0],
  ['out-of-track', (status) => (status & STATUS.outOfTrack) !== 0],
  ['artefact', (status) => (status & STATUS.artefact) !== 0],
  ['low-perfusion', (status) => (status & STATUS.perfusionMask) === STATUS.perfusionRed],
];
/** These still have numbers on the display, to be shown as a poor signal. */
const POOR_SIGNAL_REASONS: ReadonlySet<string> = new Set(['artefact', 'low-perfusion']);

/**
 * What one whole, undamaged packet of 125 bytes says: SpO2 in % and pulse in /min, the display values where the unit
 * fills them. Flagged packets give `no-measurement`; a number outside the sensor's range gives `implausible`.
 */
export function outcomesOfPacket(packet: Uint8Array): DeviceOutcome[] {
  const item = (index: number): number => packet[index * FRAME_BYTES + 3] ?? 0;
  const statuses = Array.from(
    { length: FRAMES_PER_PACKET },
    (_, frame) => packet[frame * FRAME_BYTES + 1] ?? 0,
  );
  const facts = { firmware: item(ITEM.firmwareRevision) };
  const spo2 = outcomeOf(
    'spo2',
    '%',
    item(ITEM.spo2Display) || item(ITEM.spo2),
    MISSING_SPO2,
    SPO2_RANGE,
    facts,
  );
  const pulse = outcomeOf('pulse', '/min', pulseOf(item), MISSING_PULSE, PULSE_RANGE, facts);
  const reason = FLAG_REASONS.find(([, isSet]) => statuses.some(isSet))?.[0];
  if (reason === undefined) return [spo2, pulse];
  if (!POOR_SIGNAL_REASONS.has(reason)) return [{ kind: 'no-measurement', reason }];
  const shown = [spo2, pulse]
    .filter((outcome): outcome is DeviceReading => outcome.kind === 'reading')
    .map(({ measure, value, unit }) => ({ measure, value, unit }));
  return [{ kind: 'no-measurement', reason, shown }];
}

function pulseOf(item: (index: number) => number): number {
  const display = bitsToPulse(item(ITEM.pulseDisplayHigh), item(ITEM.pulseDisplayLow));
  // Older modules leave the display items at 0; the 4-beat average is then the only value sent.
  return display || bitsToPulse(item(ITEM.pulseHigh), item(ITEM.pulseLow));
}

function bitsToPulse(high: number, low: number): number {
  return ((high & 0x03) << 7) | (low & 0x7f);
}

function outcomeOf(
  measure: DeviceMeasure,
  unit: DeviceUnit,
  value: number,
  missing: number,
  range: ValueRange,
  facts: { readonly firmware: number },
): DeviceOutcome {
  if (value === missing) return { kind: 'no-measurement', reason: 'missing', measure };
  if (!isWithin(value, range)) return { kind: 'error', code: 'implausible', facts: { measure, sent: value } };
  return { kind: 'reading', measure, value, unit, facts };
}
