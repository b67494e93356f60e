import { err, ok, type Result } from '../../domain/result.ts';
import { Acquaintance } from './acquaintance.ts';
import { ConversationRunner } from './conversation-runner.ts';
import { DeviceClock } from './device-clock.ts';
import type { DeviceLineOptions } from './device-line.ts';
import { problemIn, type DeviceStatus, type ProblemCode } from './device-status.ts';
import type { DeviceFrame, RecordsWanted } from './driver.ts';
import { MemoryReader, type MemoryOwner } from './memory-reader.ts';
import { ReadingOffers } from './reading-offers.ts';
import type { Steadiness } from './stream-session.ts';
import { Traffic } from './traffic.ts';

/** The wire and the tile of the device, as its talk sees them. */
export interface DeviceTalkOptions extends Omit<DeviceLineOptions, 'transport' | 'onAway'> {
  readonly status: DeviceStatus;
  readonly write: (bytes: Uint8Array) => void;
  readonly writeFeature: (report: Uint8Array) => void;
  readonly onFailed: (code: ProblemCode, detail: string | null) => void;
}

/** What is said over an open port, and what becomes of it: status, readings, memory, clock. */
export class DeviceTalk {
  readonly acquaintance: Acquaintance;
  readonly clock: DeviceClock;
  readonly traffic: Traffic;
  readonly memory: MemoryReader;
  /** What the port says of its cable, for a device that says nothing of itself. */
  cableName: string | null = null;
  readonly #options: DeviceTalkOptions;
  readonly #runner: ConversationRunner;
  readonly #offers: ReadingOffers;
  #isOpen = false;
  #lastProblem: ProblemCode | null = null;
  #cancelPoll = (): void => undefined;

  constructor(options: DeviceTalkOptions) {
    this.#options = options;
    const { attachment, driver, clock, timers, write, writeFeature } = options;
    this.acquaintance = new Acquaintance(attachment.deviceIdentity);
    this.clock = new DeviceClock(clock, driver.hasLiveTime);
    this.traffic = new Traffic(driver.transport);
    this.memory = new MemoryReader(clock);
    this.#offers = new ReadingOffers({
      ...options,
      known: () => this.#known,
    });
    this.#runner = new ConversationRunner({
      driver,
      timers,
      onFrame: (frame) => this.#onFrame(frame),
      send: (bytes) => {
        this.traffic.note('sent', bytes);
        write(bytes);
      },
      sendFeature: (report) => {
        this.traffic.note('feature', report);
        writeFeature(report);
      },
      onDone: () => this.#onDone(),
    });
  }

  /** What the device says of itself, else what its cable is called; null when nothing is known. */
  get identity(): string | null {
    return this.acquaintance.identity ?? this.cableName;
  }

  get steadiness(): Steadiness | null {
    return this.#offers.steadiness;
  }

  get #known(): MemoryOwner {
    const { clockOffsetSeconds } = this.clock.offset;
    return { deviceIdentity: this.identity, clockOffsetSeconds };
  }

  get isTalking(): boolean {
    return this.#runner.isRunning;
  }

  /** The port is open. */
  open(): void {
    this.#isOpen = true;
    this.acquaintance.beginOpening();
    this.ask('latest');
  }

  receive(bytes: Uint8Array): void {
    this.traffic.note('received', bytes);
    this.#runner.receive(bytes);
  }

  /** Asks for the newest record and takes nothing for read. */
  askAnew(): void {
    this.#runner.forget();
    this.ask('latest');
  }

  ask(wanted: RecordsWanted): void {
    this.#cancelPoll();
    this.#lastProblem = null;
    this.acquaintance.beginTalk();
    this.#offers.beginTalk(wanted);
    this.traffic.beginTalk(wanted);
    if (wanted === 'all') this.memory.begin();
    this.#runner.start(wanted);
  }

  /** The port is about to be closed by us. */
  sayFarewell(): void {
    if (this.#isOpen) this.#runner.sayFarewell();
  }

  /** The port is closed or lost. What is unfinished is nothing: no reading, no memory. */
  close(): void {
    this.#isOpen = false;
    this.#cancelPoll();
    this.#runner.stop();
    this.#offers.endSession();
    this.memory.fail('unplugged');
  }

  endSession(): void {
    this.#offers.endSession();
  }

  adoptFocus(): void {
    this.#offers.adoptFocus();
  }

  /** A person wants the newest record, offered or not; a talk that goes on is ended first. */
  wish(): void {
    this.#offers.wish();
  }

  /** Begins with the end of the talk that goes on. Errors: `no-memory`; `device-away`, its port is not open. */
  readMemory(): Result<null, { code: 'no-memory' | 'device-away' }> {
    const { driver, onChanged } = this.#options;
    if (!driver.hasMemory) return err({ code: 'no-memory' });
    if (!this.#isOpen) return err({ code: 'device-away' });
    if (this.memory.isUnderWay) return ok(null);
    this.memory.want();
    if (driver.manner === 'stream' || !this.#runner.isRunning) this.ask('all');
    onChanged();
    return ok(null);
  }

  cancelMemory(): void {
    if (!this.memory.isUnderWay) return;
    const isReading = this.memory.reading?.state === 'reading';
    this.memory.cancel();
    if (isReading) {
      this.#runner.stop();
      this.#onDone();
    }
    this.#options.onChanged();
  }

  #onDone(): void {
    const { driver, timers, pollMs } = this.#options;
    if (this.memory.reading?.state === 'reading') this.memory.finish(this.#lastProblem, this.#known);
    this.#offers.endTalk();
    this.#options.onChanged();
    if (!this.#isOpen) return;
    if (this.memory.reading?.state === 'waiting') this.ask('all');
    else if (driver.manner === 'stream') this.ask('latest');
    else if (this.#offers.isWishWaiting) this.askAnew();
    else this.#cancelPoll = timers.after(pollMs, () => this.ask('latest'));
  }

  #onFrame(frame: DeviceFrame): void {
    const { status, onLive, onProblem, onChanged } = this.#options;
    if (!this.#isAcquainted(frame)) return;
    const before = status.view.state;
    status.hear(frame.outcomes);
    this.clock.take(frame.outcomes);
    this.#lastProblem = problemIn(frame.outcomes) ?? this.#lastProblem;
    if (before !== 'live' && status.view.state === 'live') onLive();
    for (const outcome of frame.outcomes) {
      if (outcome.kind === 'error') onProblem(outcome.code, null);
    }
    if (this.memory.reading?.state === 'reading') this.memory.take(frame);
    else this.#show(frame);
    onChanged();
  }

  #show(frame: DeviceFrame): void {
    const { status } = this.#options;
    status.show(frame.outcomes);
    if (this.acquaintance.isTrusted && this.#offers.take(frame)) status.noteReading();
  }

  /** False for what another device says than the remembered one: it is told, and its readings are nobody's. */
  #isAcquainted({ outcomes }: DeviceFrame): boolean {
    const { store, attachment, onFailed } = this.#options;
    const first = this.acquaintance.hear(outcomes);
    if (first !== null) store.rememberPlace(attachment.deviceId, { deviceIdentity: first });
    if (!this.acquaintance.isOther) return true;
    this.memory.fail('other-device');
    onFailed('other-device', this.acquaintance.identity);
    return false;
  }
}
