import type { SimulatedDevice } from '../simulated-device.ts';
import { CONTROL, encodeFrame, FRAME_NUMBERS } from './link.ts';
import { contentOf, reportsOf } from './report.ts';

/** One stored result; `time` local without zone, e.g. 2026-11-23T08:30:00. `value` as the meter prints it. */
export interface SimulatedResult {
  readonly value: string;
  readonly unit: 'mg/dL' | 'mmol/L';
  readonly time: string;
  /** Separated by `/`, e.g. `A/M0/T1`. */
  readonly markers?: string;
}

export interface SimulatedContour {
  readonly results: readonly SimulatedResult[];
  readonly clock: string;
}

/** The meter's records in their order: header, patient, results, terminator. */
export function recordsOf({ results, clock }: SimulatedContour): readonly string[] {
  const compact = (time: string): string => time.replaceAll(/[-T:]/g, '').slice(0, 12);
  const settings =
    'A=1^C=63^G=1^I=0200^R=0^S=1^U=0^V=10600^X=070070070070180130150250^Y=360126090050099050300089^Z=1';
  const meter = 'Bayer7390^01.24\\01.04\\09.02.20^7390-0000001^7403-';
  return [
    `H|\\^&||practi|${meter}|${settings}|${results.length}||||||1|${compact(clock)}`,
    'P|1',
    ...results.map(
      ({ value, unit, time, markers = '' }, index) =>
        `R|${index + 1}|^^^Glucose|${value}|${unit}^P||${markers}||${compact(time)}`,
    ),
    'L|1||N',
  ];
}

/** The records as the frames the meter sends. */
export function framesOf(records: readonly string[]): readonly Uint8Array[] {
  return records.map((text, index) =>
    encodeFrame((index + 1) % FRAME_NUMBERS, text, index === records.length - 1),
  );
}

/** A meter that answers EOT with its header, ACK with the next frame and NAK with the same one. */
export function createSimulatedContour(meter: SimulatedContour): SimulatedDevice {
  const frames = framesOf(recordsOf(meter));
  const end = Uint8Array.of(CONTROL.endOfTransmission);
  let next = 0;
  const messageTo = (control: number): Uint8Array | null => {
    if (control === CONTROL.endOfTransmission) {
      next = 0;
      return Uint8Array.of(CONTROL.endOfTransmission, ...(frames[0] ?? []), CONTROL.enquiry);
    }
    if (control === CONTROL.notAcknowledge) return frames[next - 1] ?? end;
    if (control !== CONTROL.acknowledge) return null;
    next += 1;
    return frames[next - 1] ?? end;
  };
  return {
    receive(written) {
      const content = contentOf(written);
      const message = 'payload' in content ? messageTo(content.payload[0] ?? 0) : null;
      return message === null ? [] : reportsOf(message);
    },
  };
}

/** A meter with two results in its memory. */
export function simulateContour(): SimulatedDevice {
  return createSimulatedContour({
    clock: '2026-11-23T08:31:00',
    results: [
      { value: '128', unit: 'mg/dL', time: '2026-11-22T19:40:00', markers: 'A/M0/T1' },
      { value: '93', unit: 'mg/dL', time: '2026-11-23T07:05:00', markers: 'B' },
    ],
  });
}
