import type { DeviceFacts } from '../../../domain/device/outcome.ts';
import type { DeviceFrame } from '../driver.ts';
import { readLine } from './answer.ts';
import type { Piece } from './line.ts';

/** One piece of a dump and what it means. */
export interface DumpFrame extends DeviceFrame {
  /** Hurt on the way: asking again may mend it. */
  readonly isDamage: boolean;
  /** `newest`: the result directly behind an undamaged header. `unannounced`: no header came before it. */
  readonly place: 'header' | 'newest' | 'older' | 'unannounced';
}

/** One answer to DMP: a header that says how many lines follow, then the lines, newest first. */
export class Dump {
  #count: number | null = null;
  #wholeLines = 0;
  #damagedLines = 0;
  #isCut = false;

  get hasHeader(): boolean {
    return this.#count !== null;
  }

  /** It broke off within a line. */
  get isCut(): boolean {
    return this.#isCut;
  }

  get hasBegun(): boolean {
    return this.#count !== null || this.#wholeLines > 0;
  }

  /** Only whole lines count, so that noise between two lines cannot end a dump before its last. */
  get isComplete(): boolean {
    return this.#count !== null && this.#wholeLines >= this.#count;
  }

  /** Fewer lines than the header said, the damaged ones included. False without a header: nothing was said. */
  get isShort(): boolean {
    return this.#count !== null && this.#wholeLines + this.#damagedLines < this.#count;
  }

  take(piece: Piece): DumpFrame {
    const { raw } = piece;
    const place = this.#placeOfNext();
    if (piece.kind === 'damage') {
      const isCut = piece.code === 'truncated';
      this.#isCut ||= isCut;
      this.#damagedLines += 1;
      const facts = isCut ? this.#received() : {};
      return { raw, outcomes: [{ kind: 'error', code: piece.code, facts }], isDamage: true, place };
    }
    const said = readLine(piece.text);
    if (said?.answers === 'DMP' && said.count !== null && this.#count === null) {
      this.#count = said.count;
      this.#damagedLines = 0;
      return { raw, outcomes: said.outcomes, isDamage: false, place: 'header' };
    }
    const isAnnounced = said?.answers === 'DMP' && said.count === null && !this.isComplete;
    if (!isAnnounced) return { raw, outcomes: [{ kind: 'error', code: 'protocol' }], isDamage: false, place };
    this.#wholeLines += 1;
    return { raw, outcomes: said.outcomes, isDamage: false, place };
  }

  /** Nothing more comes: a dump that is short without having been cut within a line is told. */
  end(): DeviceFrame[] {
    if (!this.isShort || this.#isCut) return [];
    return [
      {
        raw: new Uint8Array(),
        outcomes: [{ kind: 'error', code: 'truncated', facts: this.#received() }],
      },
    ];
  }

  #placeOfNext(): DumpFrame['place'] {
    if (this.#count === null) return 'unannounced';
    return this.#wholeLines + this.#damagedLines === 0 ? 'newest' : 'older';
  }

  #received(): DeviceFacts {
    return this.#count === null ? {} : { expected: this.#count, received: this.#wholeLines };
  }
}
