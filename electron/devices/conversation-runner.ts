import type {
  Conversation,
  ConversationStep,
  DeviceDriver,
  DeviceFrame,
  Learnt,
  RecordsWanted,
} from './driver.ts';
import type { CancelTimer, Timers } from './timers.ts';

export interface ConversationRunnerOptions {
  readonly driver: DeviceDriver;
  readonly timers: Timers;
  readonly onFrame: (frame: DeviceFrame) => void;
  readonly send: (bytes: Uint8Array) => void;
  readonly sendFeature: (report: Uint8Array) => void;
  readonly onDone: () => void;
}

/** Gives a pure conversation its clock, its timer and its wire. One timer at most, however many chunks come. */
export class ConversationRunner {
  readonly #options: ConversationRunnerOptions;
  #conversation: Conversation | null = null;
  #learnt: Learnt = {};
  #wakeAtMs: number | null = null;
  #cancelWake: CancelTimer | null = null;

  constructor(options: ConversationRunnerOptions) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#conversation !== null;
  }

  /** A memory is read whole, whatever was read of it before. */
  start(wanted: RecordsWanted = 'latest'): void {
    this.#end();
    if (wanted === 'all') this.forget();
    this.#conversation = this.#options.driver.converse(wanted, this.#learnt);
    this.#take(this.#conversation.start(this.#options.timers.nowMs()));
  }

  /** Bytes nobody asked for, between two conversations, are dropped: their meaning is not known. */
  receive(bytes: Uint8Array): void {
    if (this.#conversation !== null)
      this.#take(this.#conversation.receive(bytes, this.#options.timers.nowMs()));
  }

  /** The port is open and about to be closed by us. */
  sayFarewell(): void {
    for (const command of this.#conversation?.farewell?.() ?? []) this.#options.send(command);
  }

  /** Another device may be there when it starts again. */
  stop(): void {
    this.#end();
    this.forget();
  }

  /** The next conversation takes nothing for read. */
  forget(): void {
    this.#learnt = {};
  }

  #end(): void {
    this.#conversation = null;
    this.#wakeAtMs = null;
    this.#cancelWake?.();
    this.#cancelWake = null;
  }

  #take({ frames, send, features = [], wakeAtMs, isDone }: ConversationStep): void {
    const conversation = this.#conversation;
    this.#wakeAtMs = wakeAtMs;
    for (const report of features) this.#options.sendFeature(report);
    for (const command of send) this.#options.send(command);
    for (const frame of frames) this.#options.onFrame(frame);
    // A frame may have led to a new conversation or to none.
    if (conversation !== this.#conversation) return;
    if (isDone) {
      this.#learnt = conversation?.leaves?.() ?? {};
      this.#end();
      this.#options.onDone();
      return;
    }
    this.#armWake();
  }

  #armWake(): void {
    if (this.#wakeAtMs === null) return;
    const { timers } = this.#options;
    this.#cancelWake?.();
    this.#cancelWake = timers.after(Math.max(0, this.#wakeAtMs - timers.nowMs()), () => this.#wake());
  }

  #wake(): void {
    this.#cancelWake = null;
    if (this.#conversation !== null) this.#take(this.#conversation.elapse(this.#options.timers.nowMs()));
  }
}
