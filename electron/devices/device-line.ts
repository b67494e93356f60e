import { measuredValuesOf } from '../../domain/device/measured-values.ts';
import type { DeviceReading } from '../../domain/device/outcome.ts';
import { instantOf, type Clock, type IdSource } from '../../domain/ids.ts';
import type { DeviceEvidence } from '../../domain/observation/observation.ts';
import type { AttachmentStore, DeviceAttachment } from './attachment-store.ts';
import { ConversationRunner } from './conversation-runner.ts';
import { DeviceStatus, type DeviceStatusView } from './device-status.ts';
import { bytesToHex, type DeviceDriver, type DeviceFrame } from './driver.ts';
import { PortKeeper } from './port-keeper.ts';
import {
  evidenceOf,
  readingsIn,
  type ReadingSubject,
  type ReceivedReading,
  type SubjectInFocus,
} from './received-reading.ts';
import { SilenceWatch } from './silence-watch.ts';
import { stabilityOf, StreamSessions, type StabilityOverrides } from './stream-session.ts';
import type { CancelTimer, Timers } from './timers.ts';
import type { Transport } from './transport.ts';

/** What one device needs from the hub. */
export interface DeviceLineOptions {
  readonly attachment: DeviceAttachment;
  readonly driver: DeviceDriver;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly ids: IdSource;
  readonly focus: SubjectInFocus;
  readonly store: AttachmentStore;
  readonly stability: StabilityOverrides;
  readonly pollMs: number;
  readonly onChanged: () => void;
  readonly onReading: (reading: ReceivedReading) => void;
  readonly onLive: () => void;
  /** Codes only, for the log. */
  readonly onProblem: (code: string, detail: string | null) => void;
}

/** One attached device: its port kept open, its talk, its status, its readings. Never throws for anything a device sends. */
export class DeviceLine {
  readonly #options: DeviceLineOptions;
  readonly #keeper: PortKeeper;
  readonly #runner: ConversationRunner;
  readonly #status: DeviceStatus;
  /** Null for a device that is asked. */
  readonly #sessions: StreamSessions | null;
  readonly #silence: SilenceWatch;
  #stopListening: () => void = () => undefined;
  #isOpen = false;
  #identity: string | null = null;
  #hasIdentified = false;
  #askedFor: ReadingSubject | null = null;
  #isAskedByPerson = false;
  #lastOfferedHex: string | null;
  #cancelPoll: CancelTimer = () => undefined;

  constructor(options: DeviceLineOptions) {
    this.#options = options;
    const { attachment, driver, transport, clock, timers, ids } = options;
    this.#lastOfferedHex = options.store.lastOffered(attachment.deviceId);
    this.#status = new DeviceStatus(clock, driver.manner === 'stream');
    this.#sessions =
      driver.stability === null
        ? null
        : new StreamSessions(stabilityOf(driver.stability, options.stability), ids.nextId);
    this.#silence = new SilenceWatch({
      timers,
      silenceMs: driver.silenceMs,
      onSilent: () => this.#onSilent(),
      onLongSilence: () => void this.#reopen(),
    });
    this.#keeper = new PortKeeper({
      path: attachment.portPath,
      settings: driver.settings,
      transport,
      timers,
      onOpening: () => this.#onOpening(),
      onOpened: () => this.#onOpened(),
      onBytes: (bytes) => {
        this.#silence.note();
        this.#runner.receive(bytes);
      },
      onFailed: ({ code, detail }) => this.#fail(code, detail),
      onLost: () => this.#onLost(),
    });
    this.#runner = new ConversationRunner({
      driver,
      timers,
      onFrame: (frame) => this.#onFrame(frame),
      send: (bytes) => this.#keeper.write(bytes),
      sendFeature: (report) => this.#keeper.writeFeature(report),
      onDone: () => this.#onConversationDone(),
    });
  }

  get attachment(): DeviceAttachment {
    return this.#options.attachment;
  }

  get status(): DeviceStatusView {
    return this.#status.view;
  }

  start(): void {
    const { focus } = this.#options;
    this.#stopListening = focus.onChange(() => this.#sessions?.adopt(focus.get()));
    this.#keeper.start();
  }

  async stop(): Promise<void> {
    this.#stopListening();
    this.#quiet();
    await this.#keeper.stop();
    this.#status.enter('closed');
    this.#options.onChanged();
  }

  /** A cuff is asked now and its newest reading offered even when it was offered before; a stream is opened anew. */
  async fetchReading(): Promise<void> {
    this.#isAskedByPerson = true;
    if (this.#options.driver.manner === 'stream' || !this.#isOpen) {
      await this.#reopen();
    } else if (!this.#runner.isRunning) {
      this.#runner.forget();
      this.#ask();
    }
  }

  #reopen(): Promise<void> {
    this.#quiet();
    return this.#keeper.reopen();
  }

  #onOpening(): void {
    // Between tries the tile keeps saying what is wrong.
    if (this.#status.view.problem === null) this.#status.enter('opening');
    this.#options.onChanged();
  }

  #onOpened(): void {
    const { attachment, transport, driver } = this.#options;
    this.#isOpen = true;
    this.#status.enter('waiting');
    if (!this.#hasIdentified) {
      this.#hasIdentified = true;
      void transport.identify(attachment.portPath).then((identity) => {
        this.#identity ??= identity;
      });
    }
    if (driver.manner === 'asked') {
      this.#ask();
    } else {
      this.#runner.start();
      this.#silence.start();
    }
    this.#options.onChanged();
  }

  #onLost(): void {
    this.#quiet();
    // Another device may be at the end of the cable that is put back.
    this.#identity = null;
    this.#hasIdentified = false;
    this.#fail('unplugged', null);
  }

  #quiet(): void {
    this.#isOpen = false;
    this.#cancelPoll();
    this.#silence.stop();
    this.#runner.stop();
    this.#sessions?.end();
  }

  #fail(code: Parameters<DeviceStatus['fail']>[1], detail: string | null): void {
    this.#status.fail('failed', code, detail);
    this.#options.onProblem(code, detail);
    this.#options.onChanged();
  }

  #ask(): void {
    this.#cancelPoll();
    this.#askedFor = this.#options.focus.get();
    this.#runner.start();
  }

  #onConversationDone(): void {
    this.#isAskedByPerson = false;
    this.#cancelPoll = this.#options.timers.after(this.#options.pollMs, () => this.#ask());
  }

  #onSilent(): void {
    this.#sessions?.end();
    // After a long silence the port was opened anew; the tile has said so already, and since when.
    if (this.#status.view.problem?.code === 'silent') return;
    this.#status.fail('waiting', 'silent');
    this.#options.onProblem('silent', null);
    this.#options.onChanged();
  }

  #onFrame(frame: DeviceFrame): void {
    const before = this.#status.view.state;
    this.#status.take(frame.outcomes);
    if (before !== 'live' && this.#status.view.state === 'live') this.#options.onLive();
    for (const outcome of frame.outcomes) {
      if (outcome.kind === 'info' && typeof outcome.facts['identity'] === 'string')
        this.#identity = outcome.facts['identity'];
      if (outcome.kind === 'error') this.#options.onProblem(outcome.code, null);
    }
    if (this.#options.driver.manner === 'stream') this.#takeStreamed(frame);
    else this.#takeAsked(frame);
    this.#options.onChanged();
  }

  #takeStreamed(frame: DeviceFrame): void {
    const { timers, focus } = this.#options;
    const session = this.#sessions?.take(frame, focus.get(), timers.nowMs()) ?? null;
    if (session === null) return;
    const { readings, raw, seconds, frames } = session.stable;
    this.#offer(readings, raw, session, { stableFor: { seconds, frames } });
  }

  /** A packet that a person had the device send is a session of its own. */
  #takeFinal(frame: DeviceFrame): void {
    const { ids, focus } = this.#options;
    if (!hasVitalSign(frame)) return;
    this.#status.noteReading();
    this.#offer(frame, ids.nextId(), focus.get());
  }

  #takeAsked(frame: DeviceFrame): void {
    const { store, attachment, ids } = this.#options;
    const readings = readingsIn(frame.outcomes);
    if (readings.length === 0) return;
    const rawHex = bytesToHex(frame.raw);
    // The memory still holds what was offered already; only a new record, or a person's wish, offers again.
    if (!this.#isAskedByPerson && this.#lastOfferedHex === rawHex) return;
    this.#status.noteReading();
    this.#offer(readings, frame.raw, { sessionId: ids.nextId(), beganFor: this.#askedFor });
    this.#lastOfferedHex = rawHex;
    store.rememberOffered(attachment.deviceId, rawHex);
  }

  #offer(
    readings: readonly DeviceReading[],
    raw: Uint8Array,
    { sessionId, beganFor }: Pick<ReceivedReading, 'sessionId' | 'beganFor'>,
    more: Pick<DeviceEvidence, 'stableFor'> = {},
  ): void {
    const { attachment, driver, clock, onReading } = this.#options;
    const { deviceId, label: deviceLabel, portPath } = attachment;
    const evidence = evidenceOf(readings, {
      driverId: driver.id,
      deviceIdentity: this.#identity,
      portPath,
      rawHex: bytesToHex(raw),
      receivedAt: instantOf(clock),
      ...more,
    });
    onReading({ deviceId, deviceLabel, sessionId, beganFor, measured: measuredValuesOf(readings), evidence });
  }
}

/** The temperature of a room is a reading, and nothing to file. */
function hasVitalSign({ outcomes }: DeviceFrame): boolean {
  return measuredValuesOf(readingsIn(outcomes)).length > 0;
}
