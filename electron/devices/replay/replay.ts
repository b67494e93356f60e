import type { DeviceOutcome } from '../../../domain/device/outcome.ts';
import {
  bytesToHex,
  type Conversation,
  type ConversationStep,
  type DeviceDriver,
  type RecordsWanted,
} from '../driver.ts';
import type { Recording, ScriptStep } from './recording.ts';

/** "After the input the clock runs on for 10 s of silence, so that a truncated frame ends as one." */
const SILENCE_AFTER_MS = 10_000;

/** What the driver makes of a recording, on a clock of its own. The same recording always gives the same outcomes. */
export function replay(driver: DeviceDriver, recording: Recording): DeviceOutcome[] {
  if (driver.decodeAnswer !== undefined && !recording.isScript) {
    const { answerTo: command, learnt, steps } = recording;
    return [...driver.decodeAnswer({ command, pieces: steps.flatMap(piecesOf), learnt })];
  }
  return new Replay(driver, recording).run();
}

class Replay {
  readonly #driver: DeviceDriver;
  readonly #steps: readonly ScriptStep[];
  readonly #conversation: Conversation;
  readonly #outcomes: DeviceOutcome[] = [];
  #unmatched: SentCommand[] = [];
  #nowMs = 0;
  #wakeAtMs: number | null = null;
  #isDone = false;

  constructor(driver: DeviceDriver, recording: Recording) {
    this.#driver = driver;
    this.#steps = recording.steps;
    this.#conversation = driver.converse(
      recording.wanted ?? recordsWantedIn(recording, driver),
      recording.learnt,
    );
    this.#take(this.#conversation.start(0));
  }

  run(): DeviceOutcome[] {
    for (const step of this.#steps) {
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
      for (const piece of piecesOf(step)) {
        if (!this.#isDone) this.#take(this.#conversation.receive(piece, this.#nowMs));
      }
      return true;
    }
    const expected = wordOf(step.expect_host);
    const found = (): number =>
      this.#unmatched.findIndex(({ hex, names }) => hex === expected || names.includes(expected));
    const isSent = (): boolean => found() >= 0;
    this.#runFor(SILENCE_AFTER_MS, isSent);
    if (isSent()) {
      this.#unmatched = this.#unmatched.slice(found() + 1);
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
    for (const sent of [...(step.features ?? []), ...step.send]) {
      const names = [
        this.#driver.nameOfCommand?.(sent) ?? [],
        this.#driver.otherNamesOfCommand?.(sent) ?? [],
      ].flat();
      this.#unmatched.push({ hex: bytesToHex(sent), names: names.map(wordOf) });
    }
    this.#outcomes.push(...step.frames.flatMap(({ outcomes }) => outcomes));
  }
}

/** What a stream sent unasked is no memory of it; only a recording that names a command asks for one. */
function recordsWantedIn({ steps, answerTo }: Recording, { manner }: DeviceDriver): RecordsWanted {
  const namesCommand = answerTo !== null || steps.some((step) => 'expect_host' in step);
  return manner === 'stream' && !namesCommand ? 'latest' : 'all';
}

interface SentCommand {
  readonly hex: string;
  readonly names: readonly string[];
}

/** Commands are compared without blanks and in one case: `A3 01` and `a301` are one. */
function wordOf(command: string): string {
  return command.replaceAll(/\s/g, '').toLowerCase();
}

function piecesOf(step: ScriptStep): readonly Uint8Array[] {
  if ('bytes_hex' in step) return [step.bytes_hex];
  return 'reports_hex' in step ? step.reports_hex : [];
}

/** An outcome as the replay format prints it: the facts kept stand beside the other keys. */
export function printedOutcome(outcome: DeviceOutcome): Record<string, unknown> {
  const { facts, ...rest } = 'facts' in outcome ? outcome : { ...outcome, facts: {} };
  return { ...rest, ...facts, ...rest };
}
