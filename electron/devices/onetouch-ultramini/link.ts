import type { DeviceErrorCode, DeviceFacts } from '../../../domain/device/outcome.ts';
import type { DeviceFrame } from '../driver.ts';
import { encodePacket, LINK, useOf, type Packet } from './packet.ts';
import { PacketReader, type Heard } from './packet-reader.ts';

/** For a reset, an acknowledgement and an answer alike. */
const WAIT_MS = 1000;
const MOST_RESETS = 3;
/** Damaged packets and waits in vain for one question; then it is given up. */
const MOST_FAILURES = 3;
const NOTHING = new Uint8Array();

export interface LinkOptions {
  /** The answer to what was asked; the frames it leads to. Something else may be asked from within. */
  readonly onAnswer: (message: Uint8Array, nowMs: number) => readonly DeviceFrame[];
  readonly onFailed: (code: DeviceErrorCode) => readonly DeviceFrame[];
}

/**
 * The meter's link: reset, one question at a time, an acknowledgement for each packet, one bit of sequence either way.
 * A damaged packet is not acknowledged, so that the meter repeats it; a repeat is acknowledged and not used again.
 */
export class Link {
  readonly #options: LinkOptions;
  readonly #reader = new PacketReader();
  #state: 'idle' | 'resetting' | 'awaiting-acknowledge' | 'awaiting-message' = 'idle';
  #send = 0;
  #expected = 0;
  #isUp = false;
  #question: Uint8Array = NOTHING;
  #resets = 0;
  #failures = 0;
  #hasResent = false;
  #hasFailedInWait = false;
  #deadlineMs = 0;
  #toSend: Uint8Array[] = [];

  constructor(options: LinkOptions) {
    this.#options = options;
  }

  get deadlineMs(): number | null {
    return this.#state === 'idle' ? null : this.#deadlineMs;
  }

  /** The packets to write, in order; each is given once. */
  takeToSend(): Uint8Array[] {
    return this.#toSend.splice(0);
  }

  ask(question: Uint8Array, nowMs: number): void {
    this.#question = question;
    this.#failures = 0;
    this.#hasResent = false;
    if (this.#isUp) this.#sendQuestion(nowMs);
    else this.#reset(nowMs);
  }

  receive(byte: number, nowMs: number): DeviceFrame[] {
    return this.#reader.receive(byte).flatMap((heard) => this.#take(heard, nowMs));
  }

  elapse(nowMs: number): DeviceFrame[] {
    if (!this.#isOverdue(nowMs)) return [];
    const frames = this.#reader.flush().flatMap((heard) => this.#take(heard, nowMs));
    // What was left may have led on, or is to be repeated.
    return this.#isOverdue(nowMs) ? [...frames, ...this.#onSilence(nowMs)] : frames;
  }

  #isOverdue(nowMs: number): boolean {
    return this.#state !== 'idle' && nowMs >= this.#deadlineMs;
  }

  #take(heard: Heard, nowMs: number): readonly DeviceFrame[] {
    if (this.#state === 'idle') return [];
    if (heard.kind === 'damage') return this.#onDamage(heard.code, heard.raw, nowMs);
    const { packet, raw } = heard;
    const use = useOf(packet);
    if (use === 'other') return this.#onDamage('protocol', raw, nowMs);
    if (use === 'message' && this.#state !== 'resetting') return this.#onMessage(packet, raw, nowMs);
    if (use === 'link-reset' && this.#state === 'resetting') {
      this.#isUp = true;
      this.#send = 0;
      this.#expected = 0;
      this.#sendQuestion(nowMs);
      return [];
    }
    if (use === 'acknowledge' && this.#state === 'awaiting-acknowledge') {
      this.#onAcknowledged(nowMs);
      return [];
    }
    return [eventFrame({ event: 'passed-over', packet: use }, raw)];
  }

  #onAcknowledged(nowMs: number): void {
    this.#send ^= 1;
    this.#await('awaiting-message', nowMs);
  }

  #onMessage({ link, message }: Packet, raw: Uint8Array, nowMs: number): readonly DeviceFrame[] {
    if ((link & LINK.send) !== this.#expected) {
      this.#acknowledge();
      this.#deadlineMs = nowMs + WAIT_MS;
      return [eventFrame({ event: 'repeat' }, raw)];
    }
    // An answer says that the question came, also where its acknowledgement was lost.
    if (this.#state === 'awaiting-acknowledge') this.#onAcknowledged(nowMs);
    this.#expected ^= 1;
    this.#acknowledge();
    this.#state = 'idle';
    return this.#options.onAnswer(message, nowMs);
  }

  /**
   * Each packet that came whole but wrong is a failure, a repeat too; the pieces of one torn packet are one together.
   * While the link is reset, what was under way before it may still be heard and means nothing.
   */
  #onDamage(fault: DeviceErrorCode, raw: Uint8Array, nowMs: number): readonly DeviceFrame[] {
    if (this.#state === 'resetting') return [eventFrame({ event: 'passed-over', fault }, raw)];
    const isWholePacket = fault === 'checksum' || fault === 'protocol';
    if (isWholePacket || !this.#hasFailedInWait) {
      this.#countFailure();
      if (this.#failures >= MOST_FAILURES) return this.#fail(fault);
      this.#deadlineMs = nowMs + WAIT_MS;
    }
    return [eventFrame({ event: 'awaiting-repeat', fault }, raw)];
  }

  #onSilence(nowMs: number): readonly DeviceFrame[] {
    const askedAgain = eventFrame({ event: 'asked-again', fault: 'timeout' }, NOTHING);
    if (this.#state === 'resetting') {
      if (this.#resets >= MOST_RESETS) return this.#fail(this.#isUp ? 'timeout' : 'not-connected');
      this.#sendReset(nowMs);
      return [askedAgain];
    }
    // A repeat that does not come is the end of the damage before it, no failure of its own.
    if (!this.#hasFailedInWait) this.#countFailure();
    if (this.#failures >= MOST_FAILURES) return this.#fail('timeout');
    if (this.#state === 'awaiting-acknowledge' && !this.#hasResent) {
      this.#hasResent = true;
      this.#sendQuestion(nowMs);
    } else {
      this.#reset(nowMs);
    }
    return [askedAgain];
  }

  #countFailure(): void {
    this.#failures += 1;
    this.#hasFailedInWait = true;
  }

  #fail(code: DeviceErrorCode): readonly DeviceFrame[] {
    this.#state = 'idle';
    return this.#options.onFailed(code);
  }

  #reset(nowMs: number): void {
    this.#resets = 0;
    this.#sendReset(nowMs);
  }

  #sendReset(nowMs: number): void {
    this.#resets += 1;
    this.#toSend.push(encodePacket({ link: LINK.disconnect, message: NOTHING }));
    this.#await('resetting', nowMs);
  }

  #sendQuestion(nowMs: number): void {
    this.#toSend.push(encodePacket({ link: this.#sequence(), message: this.#question }));
    this.#await('awaiting-acknowledge', nowMs);
  }

  #acknowledge(): void {
    this.#toSend.push(encodePacket({ link: LINK.acknowledge | this.#sequence(), message: NOTHING }));
  }

  #sequence(): number {
    return this.#send | (this.#expected === 0 ? 0 : LINK.expected);
  }

  #await(state: 'resetting' | 'awaiting-acknowledge' | 'awaiting-message', nowMs: number): void {
    this.#state = state;
    this.#hasFailedInWait = false;
    this.#deadlineMs = nowMs + WAIT_MS;
  }
}

function eventFrame(facts: DeviceFacts, raw: Uint8Array): DeviceFrame {
  return { raw, outcomes: [{ kind: 'info', facts }] };
}
