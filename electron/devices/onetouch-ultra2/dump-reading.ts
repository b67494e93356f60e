import type { DeviceErrorCode } from '../../../domain/device/outcome.ts';
import { bytesToHex, type DeviceFrame, type RecordsWanted } from '../driver.ts';
import { Dump, type DumpFrame } from './dump.ts';
import type { Piece } from './line.ts';

/**
 * What is given of a dump that may be asked for twice. Up to the first damage lines are given as they come; from there on
 * they are held, so that the second dump can put the line in its place. Nothing is given twice. The damage of the second
 * dump stands, line by line.
 *
 * Of `latest` only the header and the result directly behind it are given: with damage between them the newest is not
 * known. The older lines are checked for damage and not given.
 */
export class DumpReading {
  readonly #wanted: RecordsWanted;
  readonly #givenHex = new Set<string>();
  #dump = new Dump();
  #held: DumpFrame[] = [];
  #isSecond = false;
  #hasBegun = false;
  #hasToldError = false;
  #isNewestKnown = false;

  constructor(wanted: RecordsWanted) {
    this.#wanted = wanted;
  }

  /** Whether anything came since it was asked for. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  get hasHeader(): boolean {
    return this.#dump.hasHeader;
  }

  get isComplete(): boolean {
    return this.#dump.isComplete;
  }

  /** Whether the newest result was given, or there is none. */
  get isNewestKnown(): boolean {
    return this.#isNewestKnown;
  }

  /** Why a second dump may tell more; null when it would not: the meter stopped in the middle, or all is well. */
  get worthAskingAgain(): DeviceErrorCode | null {
    if (!this.#dump.hasHeader) return 'framing';
    if (this.#held.length === 0 || this.#dump.isShort || this.#dump.isCut) return null;
    const outcomes = this.#held.flatMap((frame) => frame.outcomes);
    return outcomes.find((outcome) => outcome.kind === 'error')?.code ?? 'framing';
  }

  take(piece: Piece): DeviceFrame[] {
    this.#hasBegun = true;
    const frame = this.#dump.take(piece);
    const isLatest = this.#wanted === 'latest';
    const isAskedFor = frame.place === 'header' || frame.place === 'newest';
    if (isLatest && !isAskedFor && !frame.isDamage) return [];
    if (this.#isSecond) return this.#givenHex.has(bytesToHex(frame.raw)) ? [] : this.#give([frame]);
    const isDoubtful = frame.place === 'unannounced' || (frame.isDamage && (isAskedFor || !isLatest));
    if (this.#held.length === 0 && !isDoubtful) return this.#give([frame]);
    this.#held.push(frame);
    return [];
  }

  beginAgain(): void {
    this.#dump = new Dump();
    this.#isSecond = true;
    this.#hasBegun = false;
  }

  /** Nothing more comes. What was held is given, unless the second dump stands in its place. */
  end(): DeviceFrame[] {
    const isReplaced = this.#isSecond && this.#hasBegun;
    const held = isReplaced ? [] : this.#give(this.#held.splice(0));
    const ended = [...held, ...this.#dump.end()];
    const isUntold = this.#hasBegun && !this.#dump.hasHeader && !this.#hasToldError;
    return isUntold ? [...ended, WITHOUT_HEADER] : ended;
  }

  #give(frames: readonly DumpFrame[]): DeviceFrame[] {
    for (const { raw, isDamage, place } of frames) {
      this.#isNewestKnown ||=
        (place === 'newest' && !isDamage) || (place === 'header' && this.#dump.isComplete);
      this.#givenHex.add(bytesToHex(raw));
      this.#hasToldError ||= isDamage;
    }
    return frames.map(({ raw, outcomes }) => ({ raw, outcomes }));
  }
}

/** Results without the line that says how many there are. */
const WITHOUT_HEADER: DeviceFrame = {
  raw: new Uint8Array(),
  outcomes: [{ kind: 'error', code: 'framing' }],
};
