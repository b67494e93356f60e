import type { Conversation, ConversationStep, DeviceFrame } from '../driver.ts';
import { COMMAND } from './commands.ts';
import { ContecDecoder, type FirmwaresHeard } from './decoder.ts';

/** Frames come every 17 ms: after so long none is under way any more. Sooner than the device counts as silent. */
const PAUSE_MS = 1000;
/** "At most every 5 s." */
const KEEP_ALIVE_EVERY_MS = 5000;

/** A unit that is off is not kept awake for ever: it is started again when its port is opened anew. */
const KEPT_AWAKE_FOR_MS = 10_000;

/**
 * The stream as it comes. Firmware 7 is told to start, kept awake until it has said nothing for 10 s, and one that spoke is
 * told to stop in the end.
 */
export class LiveStream implements Conversation {
  readonly #decoder: ContecDecoder;
  readonly #hasToBeStarted: boolean;
  #pausedAtMs = Number.POSITIVE_INFINITY;
  #keepAliveAtMs = Number.POSITIVE_INFINITY;
  #lastHeardAtMs = 0;
  #hasSpoken = false;

  constructor(heard: FirmwaresHeard, { hasToBeStarted }: { readonly hasToBeStarted: boolean }) {
    this.#decoder = new ContecDecoder(heard);
    this.#hasToBeStarted = hasToBeStarted;
  }

  start(nowMs: number): ConversationStep {
    if (!this.#hasToBeStarted) return this.#step([], []);
    this.#lastHeardAtMs = nowMs;
    this.#keepAliveAtMs = nowMs + KEEP_ALIVE_EVERY_MS;
    return this.#step([], [COMMAND.start]);
  }

  receive(bytes: Uint8Array, nowMs: number): ConversationStep {
    if (bytes.length > 0) {
      this.#hasSpoken = true;
      this.#lastHeardAtMs = nowMs;
      this.#pausedAtMs = nowMs + PAUSE_MS;
    }
    return this.#step(this.#decoder.feed(bytes), this.#dueCommands(nowMs));
  }

  elapse(nowMs: number): ConversationStep {
    const send = this.#dueCommands(nowMs);
    if (nowMs < this.#pausedAtMs) return this.#step([], send);
    this.#pausedAtMs = Number.POSITIVE_INFINITY;
    return this.#step(this.#decoder.endStream(), send);
  }

  farewell(): readonly Uint8Array[] {
    return this.#hasToBeStarted && this.#hasSpoken ? [COMMAND.stop] : [];
  }

  #dueCommands(nowMs: number): readonly Uint8Array[] {
    if (!this.#isKeptAwake() || nowMs < this.#keepAliveAtMs) return [];
    this.#keepAliveAtMs = nowMs + KEEP_ALIVE_EVERY_MS;
    return [COMMAND.keepAlive];
  }

  #isKeptAwake(): boolean {
    return this.#keepAliveAtMs <= this.#lastHeardAtMs + KEPT_AWAKE_FOR_MS;
  }

  #step(frames: readonly DeviceFrame[], send: readonly Uint8Array[]): ConversationStep {
    const wakeAtMs = Math.min(
      this.#pausedAtMs,
      this.#isKeptAwake() ? this.#keepAliveAtMs : Number.POSITIVE_INFINITY,
    );
    return { frames, send, wakeAtMs: Number.isFinite(wakeAtMs) ? wakeAtMs : null, isDone: false };
  }
}
