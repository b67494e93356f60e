import type { AttachedDevice } from '../../domain/contract/ipc/device.ts';
import { codedReadingOf } from '../../domain/device/measured-values.ts';
import type { DeviceErrorCode, DeviceOutcome } from '../../domain/device/outcome.ts';
import { instantOf, type Clock } from '../../domain/ids.ts';
import type { z } from 'zod';

export type DeviceState = z.infer<typeof AttachedDevice>['state'];
export type ProblemCode = NonNullable<z.infer<typeof AttachedDevice>['problem']>['code'];
export type DeviceStatusView = Pick<
  z.infer<typeof AttachedDevice>,
  'state' | 'problem' | 'notice' | 'lastReadingAt' | 'heardAt' | 'live' | 'signal'
>;
type DeviceNotice = NonNullable<DeviceStatusView['notice']>;

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
  readonly #isStream: boolean;
  #view: DeviceStatusView = {
    state: 'closed',
    problem: null,
    notice: null,
    lastReadingAt: null,
    heardAt: null,
    live: [],
    signal: 'none',
  };

  constructor(clock: Clock, isStream: boolean) {
    this.#clock = clock;
    this.#isStream = isStream;
  }

  get view(): DeviceStatusView {
    return this.#view;
  }

  enter(state: DeviceState): void {
    this.#change({ state, notice: null, live: [], signal: 'none' });
  }

  fail(state: DeviceState, code: ProblemCode, detail: string | null = null): void {
    const problem = { code, at: instantOf(this.#clock), detail };
    this.#change({ state, notice: null, live: [], signal: 'none', problem });
  }

  /** Whether the device is there, and well: a frame that fits the protocol proves it. */
  hear(outcomes: readonly DeviceOutcome[]): void {
    const fault = problemIn(outcomes);
    if (fault !== null) {
      this.#change({ problem: { code: fault, at: instantOf(this.#clock), detail: null } });
      if (fault === 'no-answer' || fault === 'wrong-format') this.enter('waiting');
      return;
    }
    if (!outcomes.some(isSign)) return;
    this.#change({ state: 'live', problem: this.#remainingProblem(), heardAt: instantOf(this.#clock) });
  }

  /** What one undamaged frame says of a patient: live values of a stream, or why there is none. */
  show(outcomes: readonly DeviceOutcome[]): void {
    const said = outcomes.filter(({ kind }) => kind !== 'info');
    if (said.length === 0 || problemIn(said) !== null) return;
    this.#change({ notice: this.#noticeOf(said) });
    if (this.#isStream) this.#showValues(said);
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

  /** One that is still so keeps its time. */
  #noticeOf(outcomes: readonly DeviceOutcome[]): DeviceNotice | null {
    const told = outcomes.map(noticeIn).find((notice) => notice !== null) ?? null;
    if (told === null) return null;
    const { notice } = this.#view;
    const isSame = notice?.outcome === told.outcome && notice.reason === told.reason;
    return isSame ? notice : { ...told, at: instantOf(this.#clock) };
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
  return outcome.kind === 'error' ? PROBLEM_BY_ERROR[outcome.code] : null;
}

/** Damage that was mended by asking again is no sign of life by itself. */
function isSign(outcome: DeviceOutcome): boolean {
  return outcome.kind !== 'info' || !('event' in outcome.facts);
}

function noticeIn(outcome: DeviceOutcome): Omit<DeviceNotice, 'at'> | null {
  if (outcome.kind === 'reading' || outcome.kind === 'info' || outcome.kind === 'error') return null;
  if (outcome.kind !== 'out-of-range') return { outcome: outcome.kind, reason: outcome.reason, limit: null };
  const { side, limit, unit } = outcome;
  return { outcome: outcome.kind, reason: side, limit: { value: limit, unit } };
}
