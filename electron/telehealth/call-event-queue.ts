import type { CallEvent } from '../../domain/contract/telehealth/signaling.ts';

/** A window that does not read this many events is hung; its oldest are dropped, and the call mends itself. */
const MAX_WAITING_EVENTS = 500;

/** What one window has not read yet, in order. */
export class CallEventQueue {
  #waiting: CallEvent[] = [];
  #isEnded = false;
  #wake: (() => void) | null = null;

  constructor(signal: AbortSignal | undefined) {
    if (signal?.aborted) this.end();
    signal?.addEventListener('abort', () => this.end(), { once: true });
  }

  push(event: CallEvent): void {
    this.#waiting.push(event);
    if (this.#waiting.length > MAX_WAITING_EVENTS) this.#waiting.shift();
    this.#wake?.();
  }

  end(): void {
    this.#isEnded = true;
    this.#wake?.();
  }

  async *events(): AsyncGenerator<CallEvent> {
    while (!this.#isEnded) {
      const next = this.#waiting.shift();
      if (next !== undefined) yield next;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
