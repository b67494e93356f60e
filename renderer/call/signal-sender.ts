import type { SignalBody } from '../../domain/contract/telehealth/signaling.ts';

/** A pause before a signal nobody took is tried again, in ms. */
const RETRY_MS = 400;

interface Deps {
  readonly send: (signal: SignalBody) => Promise<boolean>;
  /** A signal found nobody, or no answer came in time. */
  readonly onUndelivered: () => void;
}

type Waiting =
  | { readonly kind: 'signal'; readonly payload: unknown[] }
  | { readonly kind: 'hello'; readonly payload: unknown; readonly epoch: number }
  | { readonly kind: 'restart-please' };

/**
 * Sends signals in order, one at a time, each until it is taken. What piles up while one is under way goes out as one.
 * The receiver drops repetitions by (epoch, seq).
 */
export class SignalSender {
  readonly #deps: Deps;
  #epoch = 0;
  #seq = 0;
  #queue: Waiting[] = [];
  #isBusy = false;
  #isStopped = false;
  #wake: (() => void) | null = null;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** From now on signals belong to a new peer; what was left for the old one is dropped. */
  startEpoch(epoch: number): void {
    this.#epoch = epoch;
    this.#seq = 0;
    this.#queue = this.#queue.filter(({ kind }) => kind === 'hello');
  }

  signal(payload: unknown): void {
    const last = this.#queue.at(-1);
    // The head may be under way already, so only a later one may still grow.
    if (last?.kind === 'signal' && !(this.#isBusy && this.#queue.length === 1)) last.payload.push(payload);
    else this.#queue.push({ kind: 'signal', payload: [payload] });
    void this.#run();
  }

  hello(epoch: number, payload: unknown): void {
    this.#queue = this.#queue.filter(({ kind }) => kind !== 'hello');
    this.#queue.push({ kind: 'hello', epoch, payload });
    void this.#run();
  }

  restartPlease(): void {
    if (this.#queue.some(({ kind }) => kind === 'restart-please')) return;
    this.#queue.push({ kind: 'restart-please' });
    void this.#run();
  }

  /** Tries again at once: the socket or the other seat is back. */
  kick(): void {
    this.#wake?.();
  }

  stop(): void {
    this.#isStopped = true;
    this.#queue = [];
    this.#wake?.();
  }

  async #run(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    let head = this.#queue[0];
    while (head !== undefined && !this.#isStopped) {
      const body = this.#bodyOf(head);
      const isTaken = await this.#deps.send(body);
      if (isTaken) {
        this.#queue = this.#queue.filter((waiting) => waiting !== head);
        if (body.kind === 'signal' && body.epoch === this.#epoch) this.#seq += 1;
      } else if (!this.#isStopped) {
        this.#deps.onUndelivered();
        await this.#pause();
      }
      head = this.#queue[0];
    }
    this.#isBusy = false;
  }

  #bodyOf(waiting: Waiting): SignalBody {
    if (waiting.kind === 'hello')
      return { kind: 'hello', epoch: waiting.epoch, seq: 0, payload: toJson(waiting.payload) };
    if (waiting.kind === 'restart-please') return { kind: 'restart-please', epoch: this.#epoch, seq: 0 };
    return { kind: 'signal', epoch: this.#epoch, seq: this.#seq, payload: toJson(waiting.payload) };
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, RETRY_MS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Browser objects (RTCIceCandidate) become plain values here, once, for IPC and socket alike. */
function toJson(value: unknown): NonNullable<SignalBody['payload']> {
  return JSON.parse(JSON.stringify(value)) as NonNullable<SignalBody['payload']>; // JSON.parse gives JSON
}
