import { instantOf, type Clock } from '../../domain/ids.ts';
import type { ProblemCode } from './device-status.ts';
import type { DeviceFrame } from './driver.ts';

/** What was read of a device's memory so far. */
export interface MemoryReading {
  readonly state: 'waiting' | 'reading' | 'done' | 'failed' | 'cancelled';
  readonly startedAt: string;
  /** Frames that came, records and others; the count of records the device told, null = not told. */
  readonly framesRead: number;
  readonly countTold: number | null;
  /** Why it failed; null unless it did. */
  readonly problem: ProblemCode | null;
  /** Whose memory it is and how its clock went, as known at its end: the device may be gone when it is imported. */
  readonly known: MemoryOwner;
  /** Each record as it came, in the memory's order. */
  readonly records: readonly MemoryFrame[];
}

export interface MemoryOwner {
  readonly deviceIdentity: string | null;
  readonly clockOffsetSeconds: number | null;
}

/** A frame of the memory with the moment it came. */
export interface MemoryFrame {
  readonly frame: DeviceFrame;
  readonly receivedAt: string;
}

/** More than any meter's memory; a device gone mad fills no more. */
const MOST_RECORDS = 5000;

/** Collects the records of one `converse('all')`. */
export class MemoryReader {
  readonly #clock: Clock;
  #reading: MemoryReading | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Null: it was never read since the workstation was unlocked. */
  get reading(): MemoryReading | null {
    return this.#reading;
  }

  get isUnderWay(): boolean {
    return this.#reading?.state === 'waiting' || this.#reading?.state === 'reading';
  }

  /** A person wants it; what was read before is gone. */
  want(): void {
    this.#reading = {
      state: 'waiting',
      startedAt: instantOf(this.#clock),
      framesRead: 0,
      countTold: null,
      problem: null,
      known: { deviceIdentity: null, clockOffsetSeconds: null },
      records: [],
    };
  }

  begin(): void {
    this.#change({ state: 'reading' });
  }

  take(frame: DeviceFrame): void {
    if (this.#reading === null) return;
    const { framesRead, records, countTold } = this.#reading;
    const counts = frame.outcomes.flatMap((outcome) =>
      outcome.kind === 'info' && typeof outcome.facts['count'] === 'number' ? [outcome.facts['count']] : [],
    );
    const isKept = isRecord(frame) && records.length < MOST_RECORDS;
    const kept = { frame, receivedAt: instantOf(this.#clock) };
    this.#change({
      framesRead: framesRead + 1,
      countTold: counts[0] ?? countTold,
      records: isKept ? [...records, kept] : records,
    });
  }

  /** The talk is over. One in which nothing came but failures has failed. */
  finish(problem: ProblemCode | null, known: MemoryOwner): void {
    const hasRead = this.#reading?.records.some(({ frame }) => frame.outcomes.some(isValue)) ?? false;
    this.#change(problem === null || hasRead ? { state: 'done', known } : { state: 'failed', problem });
  }

  /** The port or the device went; what came is not shown as the whole. */
  fail(problem: ProblemCode): void {
    if (this.isUnderWay) this.#change({ state: 'failed', problem, records: [] });
  }

  cancel(): void {
    if (this.isUnderWay) this.#change({ state: 'cancelled', records: [] });
  }

  #change(changes: Partial<MemoryReading>): void {
    if (this.#reading !== null) this.#reading = { ...this.#reading, ...changes };
  }
}

function isValue({ kind }: DeviceFrame['outcomes'][number]): boolean {
  return kind !== 'error' && kind !== 'info';
}

/** Identity, clock and count are no records, nor is the word that there are none. */
function isRecord({ outcomes }: DeviceFrame): boolean {
  return outcomes.some(
    (outcome) =>
      outcome.kind !== 'info' && !(outcome.kind === 'no-measurement' && outcome.reason === 'memory-empty'),
  );
}
