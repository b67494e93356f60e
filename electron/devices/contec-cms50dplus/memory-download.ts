import type { DeviceErrorCode } from '../../../domain/device/outcome.ts';
import type { Conversation, ConversationStep, DeviceFrame } from '../driver.ts';
import { COMMAND } from './commands.ts';
import { MemoryReader } from './memory.ts';

/** "5 s without a byte"; also how long the live stream may go on before the memory is announced. */
const STALLED_AFTER_MS = 5000;

/**
 * Fetches the recorded memory of firmware 4: all of it or nothing, in at most two tries. Live bytes that still come before
 * it are counted, not read. Errors: `timeout` (never announced), `truncated` (stalled half-way), `framing` (no triplets).
 */
export class MemoryDownload implements Conversation {
  #reader = new MemoryReader();
  #deadlineMs = 0;
  #hasRetried = false;
  #isDone = false;
  /** The worst a try came to: half a memory says more than a second try without an answer. */
  #fault: DeviceErrorCode = 'timeout';

  start(nowMs: number): ConversationStep {
    this.#deadlineMs = nowMs + STALLED_AFTER_MS;
    return this.#step([], [COMMAND.sendMemory]);
  }

  /** Byte by byte, so that the cut of the chunks cannot matter. */
  receive(bytes: Uint8Array, nowMs: number): ConversationStep {
    const frames: DeviceFrame[] = [];
    const send: Uint8Array[] = [];
    for (const byte of bytes) {
      if (this.#isDone) break;
      this.#reader.take(byte);
      const { progress } = this.#reader;
      if (progress !== 'unannounced') this.#deadlineMs = nowMs + STALLED_AFTER_MS;
      if (progress === 'whole') {
        this.#isDone = true;
        frames.push(...this.#reader.frames());
        send.push(COMMAND.memoryReceived);
      }
      if (progress === 'spoilt') {
        const next = this.#retryOrFail('framing', nowMs);
        frames.push(...next.frames);
        send.push(...next.send);
      }
    }
    return this.#step(frames, send);
  }

  elapse(nowMs: number): ConversationStep {
    if (this.#isDone || nowMs < this.#deadlineMs) return this.#step([], []);
    return this.#retryOrFail(this.#reader.progress === 'unannounced' ? 'timeout' : 'truncated', nowMs);
  }

  #retryOrFail(fault: DeviceErrorCode, nowMs: number): ConversationStep {
    if (fault !== 'timeout') this.#fault = fault;
    const raw = new Uint8Array();
    if (this.#hasRetried) {
      this.#isDone = true;
      return this.#step([{ raw, outcomes: [{ kind: 'error', code: this.#fault }] }], []);
    }
    this.#hasRetried = true;
    this.#reader = new MemoryReader();
    this.#deadlineMs = nowMs + STALLED_AFTER_MS;
    return this.#step(
      [{ raw, outcomes: [{ kind: 'info', facts: { event: 'asked-again', fault } }] }],
      [COMMAND.sendMemory],
    );
  }

  #step(frames: readonly DeviceFrame[], send: readonly Uint8Array[]): ConversationStep {
    return { frames, send, wakeAtMs: this.#isDone ? null : this.#deadlineMs, isDone: this.#isDone };
  }
}
