import type { AttachedDevice } from '../../domain/contract/ipc/device.ts';
import { codedReadingOf } from '../../domain/device/measured-values.ts';
import type { DeviceErrorCode, DeviceOutcome } from '../../domain/device/outcome.ts';
import { instantOf, type Clock } from '../../domain/ids.ts';
import type { z } from 'zod';

export type DeviceState = z.infer<typeof AttachedDevice>['state'];
export type ProblemCode = NonNullable<z.infer<typeof AttachedDevice>['problem']>['code'];
export type DeviceStatusView = Pick<
  z.infer<typeof AttachedDevice>,
  'state' | 'problem' | 'lastReadingAt' | 'live' | 'signal'
>;

/** Damage stays on show for so long although good frames follow; whoever looks a moment later must still see it. */
const DAMAGE_SHOWN_MS = 30_000;
const DAMAGE: ReadonlySet<ProblemCode> = new Set(['checksum', 'garbage', 'refused']);

const PROBLEM_BY_ERROR: Readonly<Record<DeviceErrorCode, ProblemCode>> = {
  checksum: 'checksum',
  framing: 'garbage',
  truncated: 'garbage',
  sequence: 'garbage',
  'frame-loss': 'garbage',
  protocol: 'wrong-format',
  implausible: 'garbage',
  disagreement: 'garbage',
  timeout: 'no-answer',
  'not-connected': 'no-answer',
  overload: 'refused',
  'device-refused': 'refused',
};

/** What a device's tile shows: state, last problem, live values and their signal. */
export class DeviceStatus {
  readonly #clock: Clock;
  #view: DeviceStatusView = { state: 'closed', problem: null, lastReadingAt: null, live: [], signal: 'none' };

  readonly #isStream: boolean;

  constructor(clock: Clock, isStream: boolean) {
    this.#clock = clock;
    this.#isStream = isStream;
  }

  get view(): DeviceStatusView {
    return this.#view;
  }

  enter(state: DeviceState): void {
    this.#change({ state, live: [], signal: 'none' });
  }

  fail(state: DeviceState, code: ProblemCode, detail: string | null = null): void {
    const problem = { code, at: instantOf(this.#clock), detail };
    this.#change({ state, live: [], signal: 'none', problem });
  }

  /** What one frame changes. A frame that fits the protocol proves that the device is there. */
  take(outcomes: readonly DeviceOutcome[]): void {
    const fault = problemIn(outcomes);
    if (fault !== null) {
      this.#change({ problem: { code: fault, at: instantOf(this.#clock), detail: null } });
      if (fault === 'no-answer' || fault === 'wrong-format') this.enter('waiting');
      return;
    }
    if (!outcomes.some(isSign)) return;
    this.#change({ state: 'live', problem: this.#remainingProblem() });
    if (this.#isStream && outcomes.some(({ kind }) => kind !== 'info')) this.#showValues(outcomes);
  }

  noteReading(): void {
    this.#change({ lastReadingAt: instantOf(this.#clock) });
  }

  #showValues(outcomes: readonly DeviceOutcome[]): void {
    const readings = outcomes.flatMap((outcome) => (outcome.kind === 'reading' ? [outcome] : []));
    const shown = outcomes.flatMap((outcome) =>
      outcome.kind === 'no-measurement' ? (outcome.shown ?? []) : [],
    );
    const live = [...readings, ...shown].flatMap((value) => codedReadingOf(value) ?? []);
    const isGood = readings.length === outcomes.length;
    this.#change({ live, signal: isGood ? 'good' : live.length > 0 ? 'poor' : 'none' });
    if (isGood) this.noteReading();
  }

  #remainingProblem(): DeviceStatusView['problem'] {
    const { problem } = this.#view;
    if (problem === null || !DAMAGE.has(problem.code)) return null;
    return this.#clock.nowMs() - Date.parse(problem.at) < DAMAGE_SHOWN_MS ? problem : null;
  }

  #change(changes: Partial<DeviceStatusView>): void {
    this.#view = { ...this.#view, ...changes };
  }
}

/** The first problem a frame tells; null when it tells none. */
export function problemIn(outcomes: readonly DeviceOutcome[]): ProblemCode | null {
  return outcomes.map(problemOf).find((code) => code !== null) ?? null;
}

function problemOf(outcome: DeviceOutcome): ProblemCode | null {
  if (outcome.kind === 'refused') return 'refused';
  return outcome.kind === 'error' ? PROBLEM_BY_ERROR[outcome.code] : null;
}

/** Damage that was mended by asking again is no sign of life by itself. */
function isSign(outcome: DeviceOutcome): boolean {
  return outcome.kind !== 'info' || !('event' in outcome.facts);
}
