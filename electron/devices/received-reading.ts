import type { MeasuredValue } from '../../domain/contract/ipc/observation.ts';
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
