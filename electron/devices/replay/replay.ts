import type { DeviceOutcome } from '../../../domain/device/outcome.ts';
import { bytesToHex, type Conversation, type ConversationStep, type DeviceDriver } from '../driver.ts';
import type { Recording, ScriptStep } from './recording.ts';

/** "After the input the clock runs on for 10 s of silence, so that a truncated frame ends as one." */
const SILENCE_AFTER_MS = 10_000;

/** What the driver makes of a recording, on a clock of its own. The same recording always gives the same outcomes. */
export function replay(driver: DeviceDriver, recording: Recording): DeviceOutcome[] {
  if (driver.decodeAnswer !== undefined && !recording.isScript) {
    const answer = Uint8Array.from(recording.steps.flatMap((step) => [...bytesOf(step)]));
    return [...driver.decodeAnswer(recording.answerTo, answer)];
  }
  return new Replay(driver.converse('all', recording.state)).run(recording.steps);
}

class Replay {
  readonly #conversation: Conversation;
  readonly #outcomes: DeviceOutcome[] = [];
  #unmatched: string[] = [];
  #nowMs = 0;
  #wakeAtMs: number | null = null;
  #isDone = false;

  constructor(conversation: Conversation) {
    this.#conversation = conversation;
    this.#take(conversation.start(0));
  }

  run(steps: readonly ScriptStep[]): DeviceOutcome[] {
    for (const step of steps) {
      if (!this.#play(step)) break;
    }
    this.#runFor(SILENCE_AFTER_MS, () => false);
    return this.#outcomes;
  }

  /** False when our side did not do what the script has it do. */
  #play(step: ScriptStep): boolean {
    if ('silence_ms' in step) {
      this.#runFor(step.silence_ms, () => false);
      return true;
    }
    if (!('expect_host' in step)) {
      const bytes = bytesOf(step);
      if (!this.#isDone) this.#take(this.#conversation.receive(bytes, this.#nowMs));
      return true;
    }
    const expected = step.expect_host.replaceAll(/\s/g, '').toLowerCase();
    const isSent = (): boolean => this.#unmatched.includes(expected);
    this.#runFor(SILENCE_AFTER_MS, isSent);
    if (isSent()) {
      this.#unmatched = this.#unmatched.slice(this.#unmatched.indexOf(expected) + 1);
      return true;
    }
    this.#outcomes.push({ kind: 'error', code: 'protocol', facts: { expected: step.expect_host } });
    return false;
  }

  /** Lets time pass until `isEnough`; commands the script knows nothing of stay unanswered. */
  #runFor(durationMs: number, isEnough: () => boolean): void {
    const untilMs = this.#nowMs + durationMs;
    while (!isEnough() && !this.#isDone && this.#wakeAtMs !== null && this.#wakeAtMs <= untilMs) {
      this.#nowMs = Math.max(this.#nowMs, this.#wakeAtMs);
      this.#take(this.#conversation.elapse(this.#nowMs));
    }
    if (!isEnough()) this.#nowMs = untilMs;
  }

  #take(step: ConversationStep): void {
    this.#wakeAtMs = step.wakeAtMs;
    this.#isDone = step.isDone;
    this.#unmatched.push(...step.send.map(bytesToHex));
    this.#outcomes.push(...step.frames.flatMap(({ outcomes }) => outcomes));
  }
}

function bytesOf(step: ScriptStep): Uint8Array {
  if ('bytes_hex' in step) return step.bytes_hex;
  return 'reports_hex' in step
    ? Uint8Array.from(step.reports_hex.flatMap((report) => [...report]))
    : new Uint8Array();
}

/** An outcome as the replay format prints it: the facts kept stand beside the other keys. */
export function printedOutcome(outcome: DeviceOutcome): Record<string, unknown> {
  const { facts, ...rest } = 'facts' in outcome ? outcome : { ...outcome, facts: {} };
  return { ...rest, ...facts, ...rest };
}
