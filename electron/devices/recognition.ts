import type { DeviceDriver, DeviceFrame } from './driver.ts';
import { framesToRecognise } from './probe-plan.ts';

/** Says from frames alone whether a driver's device is at the other end. */
export class Recognition {
  readonly driver: DeviceDriver;
  #goodFrames = 0;
  #identity: string | null = null;

  constructor(driver: DeviceDriver) {
    this.driver = driver;
  }

  /** Who answers; null when it did not say. */
  get identity(): string | null {
    return this.#identity;
  }

  /** A device that is asked is recognised by its identity, or by a whole answer; a stream by a run of undamaged frames. */
  get isCertain(): boolean {
    const isNamed = this.driver.manner === 'asked' && this.#identity !== null;
    return isNamed || this.#goodFrames >= framesToRecognise(this.driver);
  }

  take({ outcomes }: DeviceFrame): void {
    for (const outcome of outcomes) {
      if (outcome.kind === 'info' && typeof outcome.facts['identity'] === 'string')
        this.#identity = outcome.facts['identity'];
    }
    if (outcomes.some(({ kind }) => kind === 'error')) this.#goodFrames = 0;
    else if (outcomes.some(({ kind }) => kind !== 'info')) this.#goodFrames += 1;
  }
}
