import type { DeviceOutcome } from '../../domain/device/outcome.ts';

/** Longer names are cut, so that they can be remembered and compared. */
const LONGEST_IDENTITY = 200;

/**
 * Whether who answers is the device that is remembered, from what it says of itself. A device that never says anything is
 * taken at its port; one that has said it once must say it again after each opening before its readings count.
 */
export class Acquaintance {
  #remembered: string | null;
  #heard: string | null = null;
  #hasConfirmed = false;

  constructor(remembered: string | null) {
    this.#remembered = remembered;
  }

  /** What the device in the port says of itself; the remembered name while it has not said anything. */
  get identity(): string | null {
    return this.#heard ?? this.#remembered;
  }

  get remembered(): string | null {
    return this.#remembered;
  }

  get isOther(): boolean {
    return this.#heard !== null && this.#heard !== this.#remembered;
  }

  get isTrusted(): boolean {
    return !this.isOther && (this.#remembered === null || this.#hasConfirmed);
  }

  /** Nothing is remembered any more: who answers next is the device. */
  forget(): void {
    this.#remembered = null;
    this.beginOpening();
  }

  beginOpening(): void {
    this.#hasConfirmed = false;
    this.#heard = null;
  }

  /** Another may be at the end of the cable since the last talk; it has to say so first. */
  beginTalk(): void {
    this.#heard = null;
  }

  /** The identity that is to be remembered from now on: the first that was ever heard. Null: nothing new. */
  hear(outcomes: readonly DeviceOutcome[]): string | null {
    const told = outcomes.map(identityIn).find((identity) => identity !== null) ?? null;
    if (told === null) return null;
    this.#heard = told;
    const isFirst = this.#remembered === null;
    this.#remembered ??= told;
    if (!this.isOther) this.#hasConfirmed = true;
    return isFirst ? told : null;
  }
}

function identityIn(outcome: DeviceOutcome): string | null {
  const identity = outcome.kind === 'info' ? outcome.facts['identity'] : undefined;
  return typeof identity === 'string' && identity.trim() !== '' ? identity.slice(0, LONGEST_IDENTITY) : null;
}
