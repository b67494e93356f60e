import type { MeasuredValue } from '../../domain/contract/ipc/observation.ts';
import { codedReadingOf } from '../../domain/device/measured-values.ts';
import type { DeviceOutcome, DeviceReading } from '../../domain/device/outcome.ts';
import type { DeviceEvidence, DeviceHints, SentValue } from '../../domain/observation/observation.ts';

/** Whose encounter was open: the only thing the hub knows of patients. */
export interface ReadingSubject {
  readonly encounterId: string;
  readonly patientId: string;
}

/** The encounter in focus, as the hub looks at it. */
export interface SubjectInFocus {
  readonly get: () => ReadingSubject | null;
  /** Answers how to stop listening. */
  readonly onChange: (listener: () => void) => () => void;
}

/** One whole reading, ready to become a proposal. */
export interface ReceivedReading {
  readonly deviceId: string;
  readonly deviceLabel: string;
  /** One session is one finger in the sensor, one talk with a cuff. A later reading of the same session replaces the earlier. */
  readonly sessionId: string;
  /** Who was in focus when the session began; a reading for anybody else is held. */
  readonly beganFor: ReadingSubject | null;
  readonly measured: readonly MeasuredValue[];
  readonly evidence: DeviceEvidence;
}

/** The schema of DeviceEvidence holds so much; longer frames and names are cut. */
const LONGEST_RAW_HEX = 4000;
const LONGEST_IDENTITY = 200;
const LONGEST_HINT = 200;
const MOST_HINTS = 20;

/** What is kept beside the values; the device's own time is that of the first reading that has one. */
export function evidenceOf(
  readings: readonly DeviceReading[],
  known: Omit<DeviceEvidence, 'deviceTime' | 'sent' | 'hints'>,
): DeviceEvidence {
  const hints = hintsOf(readings);
  return {
    ...known,
    deviceIdentity: known.deviceIdentity?.slice(0, LONGEST_IDENTITY) ?? null,
    rawHex: known.rawHex.slice(0, LONGEST_RAW_HEX),
    deviceTime: readings.find(({ time }) => time !== undefined)?.time ?? null,
    sent: readings.map(sentValueOf),
    ...(Object.keys(hints).length === 0 ? {} : { hints }),
  };
}

/** The value as it was sent, and as it is filed where that is another unit. */
export function sentValueOf(reading: DeviceReading): SentValue {
  const { measure, value, unit } = reading;
  const filed = codedReadingOf(reading);
  const isConverted = filed !== null && filed.unit !== unit;
  return { measure, value, unit, converted: isConverted ? { value: filed.value, unit: filed.unit } : null };
}

/** The facts of one frame's readings, as the schema of the evidence holds them. */
export function hintsOf(readings: readonly Pick<DeviceReading, 'facts'>[]): DeviceHints {
  const facts = readings.flatMap((reading) => Object.entries(reading.facts ?? {}));
  const told = new Map(
    facts.map(([name, value]) => [
      name.slice(0, 40),
      typeof value === 'string' ? value.slice(0, LONGEST_HINT) : value,
    ]),
  );
  return Object.fromEntries([...told].slice(0, MOST_HINTS));
}

/** The readings among a frame's outcomes. */
export function readingsIn(outcomes: readonly DeviceOutcome[]): DeviceReading[] {
  return outcomes.filter((outcome): outcome is DeviceReading => outcome.kind === 'reading');
}
