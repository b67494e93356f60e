import type { DeviceOutcome } from '../../../domain/device/outcome.ts';
import type { Conversation, ConversationStep, DeviceFrame } from '../driver.ts';
import { EscDecoder } from './decoder.ts';

/** ESC R ESC E: give me a reading. */
export const REQUEST: readonly number[] = [0x1b, 0x52, 0x1b, 0x45];
/** A scale that is there answers within so long. */
const ANSWER_MS = 1000;
/** Pressing "print" twice sends one weight twice. */
const REPEATED_WITHIN_MS = 3000;

/**
 * Asks once when it begins, which also recognises the scale, and listens from then on: Health o meter scales send by
 * themselves when a weight is held or printed. Each packet is final. Nothing else is ever sent.
 *
 * Error `not-connected`: not one byte within a second of the request. The same values within 3 s are `repeated`.
 */
export class EscSession implements Conversation {
  readonly #decoder = new EscDecoder();
  #answerDueAtMs: number | null = null;
  #given: { readonly values: string; readonly atMs: number } | null = null;

  start(nowMs: number): ConversationStep {
    this.#answerDueAtMs = nowMs + ANSWER_MS;
    return this.#step([], [Uint8Array.from(REQUEST)]);
  }

  receive(bytes: Uint8Array, nowMs: number): ConversationStep {
    const late = this.#expired(nowMs);
    if (bytes.length > 0) this.#answerDueAtMs = null;
    const frames = this.#decoder.feed(bytes, nowMs).map((frame) => this.#withoutRepetition(frame, nowMs));
    return this.#step([...late, ...frames]);
  }

  elapse(nowMs: number): ConversationStep {
    return this.#step(this.#expired(nowMs));
  }

  #expired(nowMs: number): DeviceFrame[] {
    const frames: DeviceFrame[] = [];
    if (this.#answerDueAtMs !== null && nowMs >= this.#answerDueAtMs) {
      this.#answerDueAtMs = null;
      frames.push({ raw: new Uint8Array(), outcomes: [{ kind: 'error', code: 'not-connected' }] });
    }
    const { dueAtMs } = this.#decoder;
    return dueAtMs !== null && nowMs >= dueAtMs ? [...frames, ...this.#decoder.expire()] : frames;
  }

  #withoutRepetition(frame: DeviceFrame, nowMs: number): DeviceFrame {
    const values = valuesOf(frame.outcomes);
    if (values === null) return frame;
    const isRepeated = this.#given?.values === values && nowMs - this.#given.atMs <= REPEATED_WITHIN_MS;
    if (isRepeated) return { raw: frame.raw, outcomes: [{ kind: 'info', facts: { event: 'repeated' } }] };
    this.#given = { values, atMs: nowMs };
    return frame;
  }

  #step(frames: readonly DeviceFrame[], send: readonly Uint8Array[] = []): ConversationStep {
    const due = [this.#answerDueAtMs, this.#decoder.dueAtMs].filter((atMs) => atMs !== null);
    return { frames, send, wakeAtMs: due.length === 0 ? null : Math.min(...due), isDone: false };
  }
}

/** The values of a packet in one text; null when it has none. */
function valuesOf(outcomes: readonly DeviceOutcome[]): string | null {
  const values = outcomes.flatMap((outcome) =>
    outcome.kind === 'reading' ? [`${outcome.measure} ${outcome.value} ${outcome.unit}`] : [],
  );
  return values.length === 0 ? null : values.join(', ');
}
