import type { DeviceErrorCode } from '../../../domain/device/outcome.ts';
import { isAnswerTo } from './answer.ts';
import { COMMAND, hostFrame, type Found, type FrameData, type TaidocFrame } from './frame.ts';

/** "Wait 2 s for 51." */
const ANSWER_TIMEOUT_MS = 2000;
/** "Repeat the request up to 3 times." */
const MOST_REPEATS = 3;

/** What bytes mean to a request: its answer, a reason to ask again at once, or nothing yet. */
export type Verdict = TaidocFrame | 'ask-again' | null;

/**
 * One request and its answer. Only the answer or time ends it: what comes late or twice is noted while the right answer
 * is waited for, and never taken for it.
 */
export class Request {
  readonly command: number;
  readonly bytes: Uint8Array;
  readonly isOptional: boolean;
  #repeatsLeft = MOST_REPEATS;
  #deadlineMs: number;
  #fault: DeviceErrorCode | null = null;
  #damaged: Uint8Array[] = [];

  /** An optional request is not made again in silence: the talk goes on without its answer. */
  constructor(command: number, data: FrameData, isOptional: boolean, nowMs: number) {
    this.command = command;
    this.bytes = hostFrame(command, data);
    this.isOptional = isOptional;
    this.#deadlineMs = nowMs + ANSWER_TIMEOUT_MS;
  }

  get deadlineMs(): number {
    return this.#deadlineMs;
  }

  /** The last thing that went wrong, and the bytes of all that did; `timeout` when nothing came. */
  get fault(): { readonly code: DeviceErrorCode; readonly raw: readonly Uint8Array[] } {
    return { code: this.#fault ?? 'timeout', raw: this.#damaged };
  }

  get isDamaged(): boolean {
    return this.#fault !== null;
  }

  note(code: DeviceErrorCode, raw: Uint8Array): void {
    this.#fault = code;
    // A flood is told, not stored.
    if (this.#damaged.length < 16) this.#damaged.push(raw);
  }

  take(found: Found): Verdict {
    if (found.kind !== 'frame') {
      this.note(found.kind === 'damage' ? found.code : 'framing', found.raw);
      return null;
    }
    if (isAnswerTo(this.command, found.command)) return found;
    if (found.command === COMMAND.communicationMode) return 'ask-again';
    this.note('protocol', found.raw);
    return null;
  }

  /** Begins the wait anew; false when it was repeated often enough. */
  repeat(nowMs: number): boolean {
    if (this.#repeatsLeft === 0) return false;
    this.#repeatsLeft -= 1;
    this.#deadlineMs = nowMs + ANSWER_TIMEOUT_MS;
    this.#fault = null;
    this.#damaged = [];
    return true;
  }
}
