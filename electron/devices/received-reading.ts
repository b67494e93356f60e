import type { MeasuredValue } from '../../domain/contract/ipc/observation.ts';
import type { DeviceOutcome, DeviceReading } from '../../domain/device/outcome.ts';
import type { DeviceEvidence } from '../../domain/observation/observation.ts';

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

/** What is kept beside the values; the device's own time is that of the first reading that has one. */
export function evidenceOf(
  readings: readonly DeviceReading[],
  sent: Omit<DeviceEvidence, 'deviceTime'>,
): DeviceEvidence {
  return {
    ...sent,
    deviceIdentity: sent.deviceIdentity?.slice(0, LONGEST_IDENTITY) ?? null,
    rawHex: sent.rawHex.slice(0, LONGEST_RAW_HEX),
    deviceTime: readings.find(({ time }) => time !== undefined)?.time ?? null,
  };
}

/** The readings among a frame's outcomes. */
export function readingsIn(outcomes: readonly DeviceOutcome[]): DeviceReading[] {
  return outcomes.filter((outcome): outcome is DeviceReading => outcome.kind === 'reading');
}
