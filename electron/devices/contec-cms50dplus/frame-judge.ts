import type { DeviceFrame } from '../driver.ts';
import type { ContecFrame, OximetryValues } from './frame.ts';

/**
 * Steps that cannot be between two frames 1/60 s apart. Our bound: the unit averages over several beats, and saturation
 * falls by a point or two a second even without a breath.
 */
const IMPOSSIBLE_ABOVE = { spo2Percent: 3, pulsePerMin: 10 } as const;
/** Besides one spoilt frame, so many foreign bytes are borne by a frame that has none like it at its side. */
const FOREIGN_BYTES_BORNE = 3;

interface Neighbour {
  readonly values: OximetryValues | null;
  /** Foreign bytes between. */
  readonly gapBytes: number;
}

/**
 * Stands in for the checksum the format lacks: holds each frame (17 ms) until the next is there and gives it out as it is,
 * or as `implausible` when
 * - its values are an impossible step away from both neighbours (`impossible-step`), or
 * - no frame next to it is like it and the stream around is damaged, where any five or nine bytes may look like a frame
 *   (`unconfirmed`).
 */
export class FrameJudge {
  #before: OximetryValues | null = null;
  #held: { readonly frame: ContecFrame; readonly gapBytes: number } | null = null;
  /** Since two frames last stood side by side and agreed. */
  #foreignBytes = 0;

  /** The next frame, after `gapBytes` foreign ones; answers the frame before it, judged. */
  take(frame: ContecFrame, gapBytes: number): DeviceFrame | null {
    const judged = this.#settle({ values: frame.values, gapBytes });
    this.#held = { frame, gapBytes };
    return judged;
  }

  /** Foreign bytes that no frame followed; answers the frame before them, judged. */
  takeForeign(foreignBytes: number): DeviceFrame | null {
    return this.#settle({ values: null, gapBytes: foreignBytes });
  }

  #settle(next: Neighbour): DeviceFrame | null {
    this.#foreignBytes += next.gapBytes;
    if (this.#held === null) return null;
    const { frame, gapBytes } = this.#held;
    const { raw, values, outcomes } = frame;
    const before = this.#before;
    this.#held = null;
    this.#before = values;
    if (values === null) return { raw, outcomes };
    const isLikeBefore = before !== null && isPossibleStep(before, values);
    const isLikeNext = next.values !== null && isPossibleStep(values, next.values);
    const isConfirmed = (isLikeBefore && gapBytes === 0) || (isLikeNext && next.gapBytes === 0);
    const isAlone = before !== null && next.values !== null && !isLikeBefore && !isLikeNext;
    const isDoubtful = !isConfirmed && this.#foreignBytes > raw.length + FOREIGN_BYTES_BORNE;
    if (isConfirmed) this.#foreignBytes = next.gapBytes;
    if (!isAlone && !isDoubtful) return { raw, outcomes };
    const facts = { reason: isAlone ? 'impossible-step' : 'unconfirmed', ...values };
    return { raw, outcomes: [{ kind: 'error', code: 'implausible', facts }] };
  }
}

function isPossibleStep(from: OximetryValues, to: OximetryValues): boolean {
  return (
    Math.abs(from.spo2Percent - to.spo2Percent) <= IMPOSSIBLE_ABOVE.spo2Percent &&
    Math.abs(from.pulsePerMin - to.pulsePerMin) <= IMPOSSIBLE_ABOVE.pulsePerMin
  );
}
