import type { Clock, IdSource } from '../../domain/ids.ts';
import type { Result } from '../../domain/result.ts';
import type { AttachmentStore, DeviceAttachment } from './attachment-store.ts';
import type { ClockOffset } from './device-clock.ts';
import { cableOf, isOtherCable, UNKNOWN_CABLE, type Cable } from './device-place.ts';
import { DeviceStatus, type DeviceStatusView, type ProblemCode } from './device-status.ts';
import { DeviceTalk } from './device-talk.ts';
import type { DeviceDriver } from './driver.ts';
import type { MemoryReading } from './memory-reader.ts';
import { PortKeeper } from './port-keeper.ts';
import type { ReceivedReading, SubjectInFocus } from './received-reading.ts';
import { SilenceWatch } from './silence-watch.ts';
import type { StabilityOverrides, Steadiness } from './stream-session.ts';
import type { Timers } from './timers.ts';
import type { TrafficEntry } from './traffic.ts';
import type { PortListing, Transport } from './transport.ts';

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
  /** The device is not at its port, and may be at another. */
  readonly onAway: () => void;
}

const AWAY: ReadonlySet<ProblemCode | undefined> = new Set(['port-absent', 'unplugged']);

/** One attached device: its port kept open, its place known, its status. Never throws for anything a device sends. */
export class DeviceLine {
  readonly #options: DeviceLineOptions;
  readonly #keeper: PortKeeper;
  readonly #status: DeviceStatus;
  readonly #silence: SilenceWatch;
  readonly #talk: DeviceTalk;
  #stopListening: () => void = () => undefined;
  #cable: Cable;
  #hasOtherCable = false;
  /** Counts openings and closings, so that what was looked up for an earlier one is not taken for this. */
  #opening = 0;

  constructor(options: DeviceLineOptions) {
    this.#options = options;
    const { attachment, driver, transport, clock, timers } = options;
    this.#cable = attachment;
    // What is final is a proposal at once; on the tile it would outlive its patient.
    this.#status = new DeviceStatus(clock, driver.manner === 'stream' && driver.stability !== null);
    this.#talk = new DeviceTalk({
      ...options,
      status: this.#status,
      write: (bytes) => this.#keeper.write(bytes),
      writeFeature: (report) => this.#keeper.writeFeature(report),
      onFailed: (code, detail) => this.#fail(code, detail),
    });
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
      onOpened: () => void this.#onOpened(),
      onBytes: (bytes) => {
        this.#silence.note();
        this.#talk.receive(bytes);
      },
      onFailed: ({ code, detail }) => this.#failPort(code, detail),
      onLost: () => this.#onLost(),
    });
  }

  get attachment(): DeviceAttachment {
    return this.#options.attachment;
  }

  get driver(): DeviceDriver {
    return this.#options.driver;
  }

  get status(): DeviceStatusView {
    return this.#status.view;
  }

  get identity(): string | null {
    return this.#talk.identity;
  }

  get steadiness(): Steadiness | null {
    return this.#talk.steadiness;
  }

  get clockOffset(): ClockOffset {
    return this.#talk.clock.offset;
  }

  get traffic(): readonly TrafficEntry[] {
    return this.#talk.traffic.entries;
  }

  get memory(): MemoryReading | null {
    return this.#talk.memory.reading;
  }

  /** The attachment with what was learnt of its place since it was read. */
  get place(): DeviceAttachment {
    return { ...this.attachment, ...this.#cable, deviceIdentity: this.#talk.acquaintance.remembered };
  }

  /** Whether it is not at its port, as far as can be told: nothing is there, or another cable is. */
  get isAway(): boolean {
    const { state, problem } = this.status;
    return this.#hasOtherCable || (state === 'failed' && AWAY.has(problem?.code));
  }

  /** Its port holds another cable and was let go; nothing is tried there until `retry`. */
  get hasOtherCable(): boolean {
    return this.#hasOtherCable;
  }

  start(): void {
    this.#stopListening = this.#options.focus.onChange(() => this.#talk.adoptFocus());
    this.#keeper.start();
  }

  async stop(): Promise<void> {
    this.#stopListening();
    this.#talk.sayFarewell();
    this.#quiet();
    await this.#keeper.stop();
    this.#status.enter('closed');
    this.#options.onChanged();
  }

  /** A cuff is asked now and its newest reading offered even when it was offered before; a stream is opened anew. */
  async fetchReading(): Promise<void> {
    this.#talk.wish();
    if (this.driver.manner === 'stream' || this.#status.view.state === 'failed') await this.retry();
    else if (!this.#talk.isTalking) this.#talk.askAnew();
  }

  readMemory(): Result<null, { code: 'no-memory' | 'device-away' }> {
    return this.#talk.readMemory();
  }

  cancelMemory(): void {
    this.#talk.cancelMemory();
  }

  /** A person says that what is in the port now is this device: cable, and who answers. */
  async acceptOther(): Promise<void> {
    this.#cable = UNKNOWN_CABLE;
    this.#talk.acquaintance.forget();
    const nothing = { ...UNKNOWN_CABLE, deviceIdentity: null };
    this.#options.store.rememberPlace(this.attachment.deviceId, nothing);
    await this.retry();
  }

  /** Opens its port anew, also where another cable was before. */
  retry(): Promise<void> {
    this.#hasOtherCable = false;
    return this.#reopen();
  }

  #reopen(): Promise<void> {
    this.#talk.sayFarewell();
    this.#quiet();
    return this.#keeper.reopen();
  }

  #onOpening(): void {
    // Between tries the tile keeps saying what is wrong.
    if (this.#status.view.problem === null) this.#status.enter('opening');
    this.#options.onChanged();
  }

  /** Nothing is asked before it is known that the remembered cable is in the port. */
  async #onOpened(): Promise<void> {
    const { attachment, transport, onChanged } = this.#options;
    this.#opening += 1;
    const opening = this.#opening;
    const [listed, name] = await Promise.all([transport.list(), transport.identify(attachment.portPath)]);
    if (opening !== this.#opening) return;
    this.#talk.cableName = name;
    if (!this.#knowsCable(listed.find(({ path }) => path === attachment.portPath))) return;
    this.#status.enter('waiting');
    this.#silence.start();
    this.#talk.open();
    onChanged();
  }

  /** False: another cable is in the port, which is let go. */
  #knowsCable(listing: PortListing | undefined): boolean {
    if (listing === undefined) return true;
    const present = cableOf(listing);
    if (isOtherCable(this.#cable, present)) {
      this.#hasOtherCable = true;
      this.#quiet();
      void this.#keeper.stop();
      this.#fail('other-device', this.#talk.cableName);
      this.#options.onAway();
      return false;
    }
    if (this.#cable.usbVendorId === null && present.usbVendorId !== null) {
      this.#cable = present;
      this.#options.store.rememberPlace(this.attachment.deviceId, present);
    }
    return true;
  }

  #onLost(): void {
    this.#quiet();
    // Another device may be at the end of the cable that is put back.
    this.#talk.cableName = null;
    this.#talk.clock.forget();
    this.#failPort('unplugged', null);
  }

  #failPort(code: ProblemCode, detail: string | null): void {
    this.#fail(code, detail);
    if (this.isAway) this.#options.onAway();
  }

  #quiet(): void {
    this.#opening += 1;
    this.#silence.stop();
    this.#talk.close();
  }

  #fail(code: ProblemCode, detail: string | null): void {
    this.#status.fail('failed', code, detail);
    this.#options.onProblem(code, detail);
    this.#options.onChanged();
  }

  #onSilent(): void {
    this.#talk.endSession();
    // After a long silence the port was opened anew; the tile has said so already, and since when.
    if (this.#status.view.problem?.code === 'silent') return;
    this.#status.fail('waiting', 'silent');
    this.#options.onProblem('silent', null);
    this.#options.onChanged();
  }
}
