/** One command and what may answer it. */
export interface Command {
  readonly bytes: readonly number[];
  /** Whether the bytes so far are a whole answer; more may still come and is then judged with it. */
  readonly isWhole: (answer: readonly number[]) => boolean;
  /** How long a whole answer may take to come. */
  readonly timeoutMs: number;
  /** How long the line must be quiet after a whole answer before it is believed. */
  readonly settleMs: number;
}

/** How an exchange ended. A cut answer is `truncated`; no byte at all is `no-answer`; a flood is `overflow`. */
export type ExchangeEnd =
  | { readonly end: 'answer'; readonly answer: readonly number[] }
  | { readonly end: 'no-answer' | 'truncated' | 'overflow'; readonly answer: readonly number[] };

/** "500 ms timeout per answer." */
export const ANSWER_TIMEOUT_MS = 500;
/** "10 ms pause between commands is enough." */
export const PAUSE_MS = 10;
/** No answer of this monitor is longer than its 32 characters of identity. */
const LONGEST_ANSWER_BYTES = 64;

/** One command out, its answer in: ends by time only, so that stray bytes behind an answer spoil it however they are cut. */
export class Exchange {
  readonly command: Command;
  #deadlineMs: number;
  #answer: number[] = [];

  constructor(command: Command, nowMs: number) {
    this.command = command;
    this.#deadlineMs = nowMs + command.timeoutMs;
  }

  get deadlineMs(): number {
    return this.#deadlineMs;
  }

  receive(byte: number, nowMs: number): void {
    if (this.#answer.length > LONGEST_ANSWER_BYTES) return;
    this.#answer.push(byte);
    if (this.command.isWhole(this.#answer)) this.#deadlineMs = nowMs + this.command.settleMs;
  }

  /** Null while it goes on. */
  endAt(nowMs: number): ExchangeEnd | null {
    const answer = this.#answer;
    if (answer.length > LONGEST_ANSWER_BYTES) return { end: 'overflow', answer };
    if (nowMs < this.#deadlineMs) return null;
    if (answer.length === 0) return { end: 'no-answer', answer };
    return this.command.isWhole(answer) ? { end: 'answer', answer } : { end: 'truncated', answer };
  }
}
