import type { DeviceErrorCode, DeviceFacts } from '../../../domain/device/outcome.ts';
import type { Conversation, ConversationStep, DeviceFrame, Learnt, RecordsWanted } from '../driver.ts';
import { CONTROL, type LinkEvent, type LinkFrame } from './link.ts';
import { MessageReader } from './message.ts';
import { NewestResult } from './newest-result.ts';
import { reportsOf } from './report.ts';
import { isHeader, Transfer } from './transfer.ts';

/** "5 s for an answer." */
const ANSWER_TIMEOUT_MS = 5000;
/** "5 NAKs for one frame: fail"; as many times the meter is asked to begin. */
const MOST_TRIES = 5;
/** A new transfer begins with frame 1. */
const FROM_THE_BEGINNING = { nextFrame: 1, hasBegun: false };

/**
 * EOT until the meter enquires, then ACK or NAK for each frame until the terminator. Nothing else is ever written: the meter's
 * clock and settings stay as they are.
 *
 * `all`: every record in the memory's order. `latest`: the same transfer, of which the newest result is given, since the
 * page does not say at which end of the memory it stands; when the meter's header says what it said before the last whole
 * transfer on this port, there is nothing new and no transfer: one exchange.
 * Errors: `not-connected` (nothing answers), `timeout`, `checksum`, `framing`, `truncated`, `sequence`, `frame-loss`, `protocol`.
 */
export class ContourSession implements Conversation {
  readonly #wanted: RecordsWanted;
  readonly #messages = new MessageReader();
  readonly #newest = new NewestResult();
  #transfer = new Transfer(FROM_THE_BEGINNING);
  /** The meter and its count when its memory was last read whole. */
  readonly #readBefore: unknown;
  #isEstablished = false;
  #hasFrames = false;
  #isWhole = false;
  #lastFault: DeviceErrorCode | null = null;
  #tries = 0;
  #deadlineMs: number | null = null;
  /** One answer to one report, however much it held. */
  #answer: number | null = null;

  constructor(wanted: RecordsWanted, learnt: Learnt) {
    this.#wanted = wanted;
    this.#readBefore = learnt.state?.['memory_read'];
  }

  leaves(): Learnt {
    return this.#isWhole ? { state: { memory_read: this.#memory() } } : {};
  }

  start(nowMs: number): ConversationStep {
    this.#write(CONTROL.endOfTransmission, nowMs);
    return this.#step([]);
  }

  receive(report: Uint8Array, nowMs: number): ConversationStep {
    if (this.#deadlineMs === null) return this.#step([]);
    const { events, isMessageOver } = this.#messages.read(report);
    const frames = events.flatMap((event) => this.#take(event, nowMs));
    if (isMessageOver && !this.#isEstablished && this.#deadlineMs !== null)
      frames.push(...this.#askToBegin(nowMs));
    return this.#step(frames);
  }

  elapse(nowMs: number): ConversationStep {
    if (this.#deadlineMs === null || nowMs < this.#deadlineMs) return this.#step([]);
    const [cut] = this.#messages.end();
    const silent = this.#isEstablished ? 'timeout' : (this.#lastFault ?? 'not-connected');
    const code = cut?.kind === 'damage' ? cut.code : silent;
    return this.#step([this.#fail(code, cut?.kind === 'damage' ? cut.raw : new Uint8Array())]);
  }

  #step(frames: readonly DeviceFrame[]): ConversationStep {
    const send = this.#answer === null ? [] : reportsOf(Uint8Array.of(this.#answer));
    this.#answer = null;
    return { frames, send, wakeAtMs: this.#deadlineMs, isDone: this.#deadlineMs === null };
  }

  #write(control: number, nowMs: number): void {
    this.#answer = control;
    this.#deadlineMs = nowMs + ANSWER_TIMEOUT_MS;
  }

  #take(event: LinkEvent, nowMs: number): DeviceFrame[] {
    if (this.#deadlineMs === null) return [];
    if (event.kind === 'damage') {
      if (this.#isEstablished) return this.#refuse(event.code, event.raw, nowMs);
      this.#lastFault = event.code;
      return [infoFrame({ event: 'damaged-answer', fault: event.code }, event.raw)];
    }
    if (event.kind === 'control') return this.#takeControl(event.control, nowMs);
    return this.#isEstablished ? this.#takeFrame(event, nowMs) : [this.#takeGreeting(event)];
  }

  #takeControl(control: string, nowMs: number): DeviceFrame[] {
    if (control === 'enquiry') return this.#onEnquiry(nowMs);
    // Before the first frame it is the rest of an answer to our own EOT.
    return control === 'end-of-transmission' && this.#hasFrames ? this.#finish() : [];
  }

  #onEnquiry(nowMs: number): DeviceFrame[] {
    const memory = this.#isEstablished ? null : this.#memory();
    if (this.#wanted === 'latest' && memory !== null && memory === this.#readBefore) {
      this.#isWhole = true;
      this.#deadlineMs = null;
      return [];
    }
    this.#isEstablished = true;
    this.#tries = 0;
    this.#write(CONTROL.acknowledge, nowMs);
    return [];
  }

  /** The header comes before the enquiry, and again as frame 1 of the transfer. */
  #takeGreeting(frame: LinkFrame): DeviceFrame {
    if (!isHeader(frame.text)) return infoFrame({ event: 'stale-frame' }, frame.raw);
    this.#transfer = new Transfer(FROM_THE_BEGINNING);
    return { raw: frame.raw, outcomes: [this.#transfer.take(frame).outcome] };
  }

  /** Which meter holds how many results; null when its header does not say. */
  #memory(): string | null {
    const { header } = this.#transfer;
    return header === null || header.serial === null || header.total === null
      ? null
      : `${header.serial} ${header.total}`;
  }

  #askToBegin(nowMs: number): DeviceFrame[] {
    this.#tries += 1;
    if (this.#tries > MOST_TRIES) return [this.#fail(this.#lastFault ?? 'protocol', new Uint8Array())];
    this.#write(CONTROL.endOfTransmission, nowMs);
    return [infoFrame({ event: 'asked-again', fault: this.#lastFault ?? 'protocol' }, new Uint8Array())];
  }

  #takeFrame(frame: LinkFrame, nowMs: number): DeviceFrame[] {
    const taken = this.#transfer.take(frame);
    const { outcome } = taken;
    if (!taken.isAccepted) return this.#refuse('sequence', frame.raw, nowMs);
    this.#tries = 0;
    this.#hasFrames = true;
    this.#write(CONTROL.acknowledge, nowMs);
    const given = { raw: frame.raw, outcomes: [outcome] };
    const isKept = this.#wanted === 'latest' && this.#newest.keep(given, taken.resultTime);
    const frames = isKept ? [] : [given];
    return this.#transfer.isTerminated ? [...frames, ...this.#finish()] : frames;
  }

  #refuse(fault: DeviceErrorCode, raw: Uint8Array, nowMs: number): DeviceFrame[] {
    this.#tries += 1;
    if (this.#tries > MOST_TRIES) {
      this.#write(CONTROL.endOfTransmission, nowMs);
      return [this.#fail(fault, raw)];
    }
    this.#write(CONTROL.notAcknowledge, nowMs);
    return [infoFrame({ event: 'asked-again', fault }, raw)];
  }

  #finish(): DeviceFrame[] {
    this.#deadlineMs = null;
    if (this.#transfer.isShort) return [this.#fail('truncated', new Uint8Array())];
    const { header, resultCount } = this.#transfer;
    if (resultCount === 0 && (header?.total ?? 0) === 0) {
      this.#isWhole = true;
      return [{ raw: new Uint8Array(), outcomes: [{ kind: 'no-measurement', reason: 'memory-empty' }] }];
    }
    const newest = this.#newest.give();
    this.#isWhole = newest.length > 0;
    return newest;
  }

  #fail(code: DeviceErrorCode, raw: Uint8Array): DeviceFrame {
    this.#deadlineMs = null;
    return { raw, outcomes: [{ kind: 'error', code }] };
  }
}

function infoFrame(facts: DeviceFacts, raw: Uint8Array): DeviceFrame {
  return { raw, outcomes: [{ kind: 'info', facts }] };
}
