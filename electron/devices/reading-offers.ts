import { measuredValuesOf } from '../../domain/device/measured-values.ts';
import type { DeviceReading } from '../../domain/device/outcome.ts';
import { instantOf, type Clock, type IdSource } from '../../domain/ids.ts';
import type { DeviceEvidence } from '../../domain/observation/observation.ts';
import type { AttachmentStore, DeviceAttachment } from './attachment-store.ts';
import { bytesToHex, type DeviceDriver, type DeviceFrame, type RecordsWanted } from './driver.ts';
import {
  evidenceOf,
  readingsIn,
  type ReadingSubject,
  type ReceivedReading,
  type SubjectInFocus,
} from './received-reading.ts';
import { stabilityOf, StreamSessions, type StabilityOverrides, type Steadiness } from './stream-session.ts';
import type { Timers } from './timers.ts';

export interface ReadingOffersOptions {
  readonly attachment: DeviceAttachment;
  readonly driver: DeviceDriver;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: IdSource;
  readonly focus: SubjectInFocus;
  readonly store: AttachmentStore;
  readonly stability: StabilityOverrides;
  readonly onReading: (reading: ReceivedReading) => void;
  /** Who answers and how its clock goes, at this moment. */
  readonly known: () => Pick<DeviceEvidence, 'deviceIdentity' | 'clockOffsetSeconds'>;
}

/** Decides which frames of one device are offered, and for whom: a stream once stable, a record once. */
export class ReadingOffers {
  readonly #options: ReadingOffersOptions;
  /** Null where what comes is final. */
  readonly #sessions: StreamSessions | null;
  #askedFor: ReadingSubject | null = null;
  #wish: 'none' | 'waiting' | 'under-way' = 'none';
  #lastOfferedHex: string | null;

  constructor(options: ReadingOffersOptions) {
    const { attachment, driver, ids, stability, store } = options;
    this.#options = options;
    this.#lastOfferedHex = store.lastOffered(attachment.deviceId);
    this.#sessions =
      driver.stability === null
        ? null
        : new StreamSessions(stabilityOf(driver.stability, stability), ids.nextId);
  }

  /** A person wants the newest record even if it was offered before. */
  wish(): void {
    if (this.#wish === 'none') this.#wish = 'waiting';
  }

  /** No talk about the newest record has begun since the wish, and none has given it: one has to be begun. */
  get isWishWaiting(): boolean {
    return this.#wish === 'waiting';
  }

  /** What comes until the end of the talk is for whoever is in focus now. A talk about all records answers no wish. */
  beginTalk(wanted: RecordsWanted): void {
    this.#askedFor = this.#options.focus.get();
    if (wanted === 'latest' && this.#wish === 'waiting') this.#wish = 'under-way';
  }

  endTalk(): void {
    if (this.#wish === 'under-way') this.#wish = 'none';
  }

  adoptFocus(): void {
    this.#sessions?.adopt(this.#options.focus.get());
  }

  endSession(): void {
    this.#sessions?.end();
  }

  get steadiness(): Steadiness | null {
    return this.#sessions?.steadiness(this.#options.timers.nowMs()) ?? null;
  }

  /** True when a record was offered. */
  take(frame: DeviceFrame): boolean {
    if (this.#sessions !== null) return this.#takeStreamed(frame, this.#sessions);
    return this.#options.driver.manner === 'stream' ? this.#takeFinal(frame) : this.#takeAsked(frame);
  }

  #takeStreamed(frame: DeviceFrame, sessions: StreamSessions): boolean {
    const { timers, focus } = this.#options;
    const session = sessions.take(frame, focus.get(), timers.nowMs());
    if (session === null) return false;
    const { readings, raw, seconds, frames } = session.stable;
    this.#offer(readings, raw, session, { stableFor: { seconds, frames } });
    return true;
  }

  /** A packet that a person had the device send is a session of its own. */
  #takeFinal({ raw, outcomes }: DeviceFrame): boolean {
    const { ids, focus } = this.#options;
    const readings = readingsIn(outcomes);
    if (!hasVitalSign(readings)) return false;
    this.#offer(readings, raw, { sessionId: ids.nextId(), beganFor: focus.get() });
    return true;
  }

  #takeAsked({ raw, outcomes }: DeviceFrame): boolean {
    const { store, attachment, ids } = this.#options;
    const readings = readingsIn(outcomes);
    if (!hasVitalSign(readings)) return false;
    const rawHex = bytesToHex(raw);
    // The memory still holds what was offered already; only a new record, or a person's wish, offers again.
    if (this.#wish === 'none' && this.#lastOfferedHex === rawHex) return false;
    this.#wish = 'none';
    this.#offer(readings, raw, { sessionId: ids.nextId(), beganFor: this.#askedFor });
    this.#lastOfferedHex = rawHex;
    store.rememberOffered(attachment.deviceId, rawHex);
    return true;
  }

  #offer(
    readings: readonly DeviceReading[],
    raw: Uint8Array,
    { sessionId, beganFor }: Pick<ReceivedReading, 'sessionId' | 'beganFor'>,
    more: Pick<DeviceEvidence, 'stableFor'> = {},
  ): void {
    const { attachment, driver, clock, known, onReading } = this.#options;
    const { deviceId, label: deviceLabel, portPath } = attachment;
    const evidence = evidenceOf(readings, {
      driverId: driver.id,
      portPath,
      rawHex: bytesToHex(raw),
      receivedAt: instantOf(clock),
      ...known(),
      ...more,
    });
    onReading({ deviceId, deviceLabel, sessionId, beganFor, measured: measuredValuesOf(readings), evidence });
  }
}

/** The temperature of a room is a reading, and nothing to file. */
function hasVitalSign(readings: readonly DeviceReading[]): boolean {
  return measuredValuesOf(readings).length > 0;
}
