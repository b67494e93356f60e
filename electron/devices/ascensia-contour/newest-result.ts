import type { DeviceFrame } from '../driver.ts';

/**
 * The newest of a memory's results by the meter's clock, whatever it is: a HI after a good value must never give way to
 * the good value. Unknown as soon as anything is lost or has no readable time.
 */
export class NewestResult {
  #newest: { readonly frame: DeviceFrame; readonly time: string } | null = null;
  #isUnknown = false;

  /** True when the frame is kept back; `time` as the transfer gives it, undefined for what is no result. */
  keep(frame: DeviceFrame, time: string | null | undefined): boolean {
    if (typeof time !== 'string') {
      if (frame.outcomes.some(({ kind }) => kind === 'error')) this.#isUnknown = true;
      return false;
    }
    if (this.#newest === null || time >= this.#newest.time) this.#newest = { frame, time };
    return true;
  }

  give(): DeviceFrame[] {
    return this.#newest === null || this.#isUnknown ? [] : [this.#newest.frame];
  }
}
