import { clockOffsetSeconds } from '../../domain/device/clock-offset.ts';
import type { DeviceOutcome } from '../../domain/device/outcome.ts';
import { instantOf, type Clock } from '../../domain/ids.ts';
import { localTimeOf } from './local-time.ts';

/** How far a device's clock is ahead, in s, and when that was measured; null = never. */
export interface ClockOffset {
  readonly clockOffsetSeconds: number | null;
  readonly clockMeasuredAt: string | null;
}

/** Compares a device's clock with the workstation's whenever the device says what time it is. */
export class DeviceClock {
  readonly #clock: Clock;
  readonly #hasLiveTime: boolean;
  #offset: ClockOffset = { clockOffsetSeconds: null, clockMeasuredAt: null };

  /** `hasLiveTime`: the time of a reading is the clock at that moment, not that of a stored record. */
  constructor(clock: Clock, hasLiveTime: boolean) {
    this.#clock = clock;
    this.#hasLiveTime = hasLiveTime;
  }

  get offset(): ClockOffset {
    return this.#offset;
  }

  /** Another device may be there. */
  forget(): void {
    this.#offset = { clockOffsetSeconds: null, clockMeasuredAt: null };
  }

  take(outcomes: readonly DeviceOutcome[]): void {
    const told = outcomes.map((outcome) => this.#timeIn(outcome)).find((time) => time !== null) ?? null;
    if (told === null) return;
    const offset = clockOffsetSeconds(told, localTimeOf(this.#clock.nowMs()));
    if (offset === null) return;
    this.#offset = { clockOffsetSeconds: offset, clockMeasuredAt: instantOf(this.#clock) };
  }

  #timeIn(outcome: DeviceOutcome): string | null {
    if (outcome.kind === 'info' && typeof outcome.facts['clock'] === 'string') return outcome.facts['clock'];
    return this.#hasLiveTime && outcome.kind === 'reading' ? (outcome.time ?? null) : null;
  }
}
