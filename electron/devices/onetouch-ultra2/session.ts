import type { DeviceErrorCode, DeviceFacts, DeviceOutcome } from '../../../domain/device/outcome.ts';
import type { Conversation, ConversationStep, DeviceFrame, Learnt, RecordsWanted } from '../driver.ts';
import { readLine, type SaidLine } from './answer.ts';
import { bytesOfCommand, type Command } from './command.ts';
import { DumpReading } from './dump-reading.ts';
import { LineReader, type Piece } from './line.ts';

const ANSWER_TIMEOUT_MS = 2000;
const FIRST_LINE_TIMEOUT_MS = 18_000;
const NEXT_LINE_TIMEOUT_MS = 2000;
/** After a hurt answer, and after a 00 that may be the meter's "not connected, or still on": nothing belongs to it any more. */
const SETTLE_MS = 200;
/** The memory has 500 places; what says more lines than this is no dump. */
const MOST_PIECES = 2000;

/** Before every dump: who it is, its version, its clock. */
const COURTESIES: readonly Command[] = ['DM@', 'DM?', 'DMF'];

const NO_BYTES = new Uint8Array();

/**
 * DM@, DM?, DMF, then DMP; each is asked again once. A meter that does not name itself is asked nothing more; one that
 * does not tell its version or clock gives its results all the same.
 *
 * The meter can only send its whole memory. `latest`: the newest result, given the moment it is there; the rest is heard
 * to its end, because a meter that still sends cannot be asked anything else. As long as the same meter then answers each
 * look at once it stays plugged in, where it measures nothing: its name is all that is asked. `all`: newest first, as sent.
 * Errors: `not-connected`, `timeout`, `checksum`, `framing`, `truncated`, `protocol`, `implausible`.
 */
export class Ultra2Session implements Conversation {
  readonly #reader = new LineReader();
  readonly #toAsk: Command[] = [...COURTESIES];
  #asked: Command = 'DMP';
  #hasRetried = false;
  #deadlineMs = 0;
  readonly #dump: DumpReading;
  #pieces = 0;
  #loneZeroAtMs: number | null = null;
  #fault: { readonly code: DeviceErrorCode; readonly raw: Uint8Array } | null = null;
  /** The meter whose newest result the conversation before this one gave. */
  readonly #readBefore: unknown;
  #identity: string | null = null;
  #isNewestRead = false;
  #isDone = false;
  #toSend: Uint8Array[] = [];

  constructor(wanted: RecordsWanted, learnt: Learnt) {
    this.#readBefore = wanted === 'latest' ? learnt.state?.['newest_read_of'] : undefined;
    this.#dump = new DumpReading(wanted);
  }

  leaves(): Learnt {
    return this.#isNewestRead ? { state: { newest_read_of: this.#identity } } : {};
  }

  start(nowMs: number): ConversationStep {
    this.#askNext(nowMs);
    return this.#step([]);
  }

  receive(bytes: Uint8Array, nowMs: number): ConversationStep {
    const frames: DeviceFrame[] = [];
    for (const byte of bytes) {
      if (this.#isDone) break;
      frames.push(...this.#take(this.#reader.receive(byte), nowMs));
      this.#loneZeroAtMs = this.#reader.isLoneZero && !this.#dump.hasBegun ? nowMs : null;
    }
    return this.#step(frames);
  }

  elapse(nowMs: number): ConversationStep {
    if (this.#isDone || nowMs < this.#wakeAtMs) return this.#step([]);
    return this.#step(this.#loneZeroAtMs === null ? this.#onSilence(nowMs) : this.#onLoneZero());
  }

  get #wakeAtMs(): number {
    const zeroAtMs = this.#loneZeroAtMs;
    return zeroAtMs === null ? this.#deadlineMs : Math.min(this.#deadlineMs, zeroAtMs + SETTLE_MS);
  }

  #step(frames: readonly DeviceFrame[]): ConversationStep {
    const send = this.#toSend;
    this.#toSend = [];
    return { frames, send, wakeAtMs: this.#isDone ? null : this.#wakeAtMs, isDone: this.#isDone };
  }

  #askNext(nowMs: number): void {
    this.#asked = this.#toAsk.shift() ?? 'DMP';
    this.#hasRetried = false;
    this.#ask(nowMs);
  }

  #ask(nowMs: number): void {
    this.#fault = null;
    this.#toSend.push(bytesOfCommand(this.#asked));
    this.#deadlineMs = nowMs + (this.#asked === 'DMP' ? FIRST_LINE_TIMEOUT_MS : ANSWER_TIMEOUT_MS);
  }

  #take(pieces: readonly Piece[], nowMs: number): DeviceFrame[] {
    return pieces.flatMap((piece) => {
      if (this.#isDone) return [];
      const said = piece.kind === 'line' ? readLine(piece.text) : null;
      // An answer that came too late; its checksum is right, so it is no damage.
      if (said !== null && said.answers !== this.#asked)
        return [infoFrame({ event: 'late-answer', command: said.answers }, piece.raw)];
      if (this.#asked === 'DMP') return this.#takeDumped(piece, nowMs);
      return said === null ? this.#noteFault(piece, nowMs) : this.#takeAnswer(said, piece.raw, nowMs);
    });
  }

  /** One hurt answer may come as several pieces; it is asked about again when no more of it comes. */
  #noteFault({ raw, ...piece }: Piece, nowMs: number): DeviceFrame[] {
    this.#fault ??= { code: piece.kind === 'damage' ? piece.code : 'protocol', raw };
    this.#deadlineMs = Math.min(this.#deadlineMs, nowMs + SETTLE_MS);
    return [];
  }

  #takeAnswer({ outcomes }: SaidLine, raw: Uint8Array, nowMs: number): DeviceFrame[] {
    const fault = this.#fault;
    if (this.#asked === 'DM@') this.#onName(outcomes[0], nowMs);
    else this.#askNext(nowMs);
    const told = fault === null ? [] : [infoFrame({ event: 'passed-over', fault: fault.code }, fault.raw)];
    return [...told, { raw, outcomes }];
  }

  /** A meter that did not answer at once may have been away, and a measurement made. */
  #onName(name: DeviceOutcome | undefined, nowMs: number): void {
    this.#identity = name?.kind === 'info' ? String(name.facts['identity']) : null;
    this.#isNewestRead = this.#identity !== null && this.#identity === this.#readBefore && !this.#hasRetried;
    if (this.#identity === null || this.#isNewestRead) this.#isDone = true;
    else this.#askNext(nowMs);
  }

  #takeDumped(piece: Piece, nowMs: number): DeviceFrame[] {
    this.#pieces += 1;
    const frames = this.#dump.take(piece);
    const untilNextMs = nowMs + NEXT_LINE_TIMEOUT_MS;
    // Noise before the header does not shorten the meter's time to begin.
    this.#deadlineMs = this.#dump.hasHeader ? untilNextMs : Math.max(this.#deadlineMs, untilNextMs);
    const isOver = this.#dump.isComplete || this.#pieces >= MOST_PIECES;
    return isOver ? [...frames, ...this.#endDump(nowMs)] : frames;
  }

  #onSilence(nowMs: number): DeviceFrame[] {
    const rest = this.#reader.rest();
    const frames = this.#take(rest, nowMs);
    if (this.#isDone) return frames;
    if (this.#dump.hasBegun) return [...frames, ...this.#endDump(nowMs)];
    // An answer without its line end has been taken: another wait has begun.
    if (rest.length > 0 && this.#fault === null) return frames;
    const silent = this.#asked === 'DM@' ? 'not-connected' : 'timeout';
    const { code, raw } = this.#fault ?? { code: silent, raw: NO_BYTES };
    return [...frames, ...this.#askAgainOr(code, raw, nowMs)];
  }

  #onLoneZero(): DeviceFrame[] {
    this.#isDone = true;
    return [errorFrame('not-connected', Uint8Array.of(0))];
  }

  /** Asks the same again once. Then a meter without a name or a dump is done with; a courtesy is passed over. */
  #askAgainOr(code: DeviceErrorCode, raw: Uint8Array, nowMs: number): DeviceFrame[] {
    if (!this.#hasRetried) {
      this.#hasRetried = true;
      this.#ask(nowMs);
      return [askedAgain(code, raw)];
    }
    const held = this.#dump.end();
    if (this.#asked === 'DM@' || this.#asked === 'DMP') this.#isDone = true;
    else this.#askNext(nowMs);
    return [...held, errorFrame(code, raw)];
  }

  #endDump(nowMs: number): DeviceFrame[] {
    const fault = this.#hasRetried ? null : this.#dump.worthAskingAgain;
    if (fault !== null) {
      this.#hasRetried = true;
      this.#dump.beginAgain();
      this.#pieces = 0;
      this.#ask(nowMs);
      return [askedAgain(fault, NO_BYTES)];
    }
    this.#isDone = true;
    const frames = this.#dump.end();
    this.#isNewestRead = this.#dump.isNewestKnown;
    return frames;
  }
}

function infoFrame(facts: DeviceFacts, raw: Uint8Array): DeviceFrame {
  return { raw, outcomes: [{ kind: 'info', facts }] };
}

/** Damage is told even when the next try is whole. */
function askedAgain(fault: DeviceErrorCode, raw: Uint8Array): DeviceFrame {
  return infoFrame({ event: 'asked-again', fault }, raw);
}

function errorFrame(code: DeviceErrorCode, raw: Uint8Array): DeviceFrame {
  return { raw, outcomes: [{ kind: 'error', code }] };
}
