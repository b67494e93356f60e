import type { Conversation, ConversationStep, DeviceFrame } from '../driver.ts';
import { COMMAND } from './commands.ts';
import { ContecDecoder, type FirmwaresHeard } from './decoder.ts';

/** Frames come every 17 ms; a unit that says nothing for so long is off, or its cable is out. */
export const SILENCE_MS = 2000;
/** "At most every 5 s." */
const KEEP_ALIVE_EVERY_MS = 5000;

/**
 * The stream as it comes. Firmware 7 is told to start, and kept awake for as long as it answers: one that is switched off
 * meanwhile is started again when the port is opened anew.
 */
export class LiveStream implements Conversation {
  readonly #decoder: ContecDecoder;
  readonly #hasToBeStarted: boolean;
  #silentAtMs: number | null = null;
  #keepAliveAtMs = Number.POSITIVE_INFINITY;

  constructor(heard: FirmwaresHeard, { hasToBeStarted }: { readonly hasToBeStarted: boolean }) {
    this.#decoder = new ContecDecoder(heard);
    this.#hasToBeStarted = hasToBeStarted;
  }

  start(nowMs: number): ConversationStep {
    if (!this.#hasToBeStarted) return this.#step([], []);
    this.#keepAliveAtMs = nowMs + KEEP_ALIVE_EVERY_MS;
    return this.#step([], [COMMAND.start]);
  }

  receive(bytes: Uint8Array, nowMs: number): ConversationStep {
    if (bytes.length > 0) this.#silentAtMs = nowMs + SILENCE_MS;
    return this.#step(this.#decoder.feed(bytes), this.#dueCommands(nowMs));
  }

  elapse(nowMs: number): ConversationStep {
    const send = this.#dueCommands(nowMs);
    if (this.#silentAtMs === null || nowMs < this.#silentAtMs) return this.#step([], send);
    this.#silentAtMs = null;
    return this.#step(this.#decoder.endStream(), send);
  }

  #dueCommands(nowMs: number): readonly Uint8Array[] {
    if (this.#silentAtMs === null || nowMs < this.#keepAliveAtMs) return [];
    this.#keepAliveAtMs = nowMs + KEEP_ALIVE_EVERY_MS;
    return [COMMAND.keepAlive];
  }

  #step(frames: readonly DeviceFrame[], send: readonly Uint8Array[]): ConversationStep {
    const wakeAtMs = this.#silentAtMs === null ? null : Math.min(this.#silentAtMs, this.#keepAliveAtMs);
    return { frames, send, wakeAtMs, isDone: false };
  }
}
