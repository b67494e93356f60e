import type { DeviceErrorCode } from '../../../domain/device/outcome.ts';

/** What stood between two line ends: a whole line (without its checksum, which was right), or bytes that are none. */
export type Piece =
  | { readonly kind: 'line'; readonly text: string; readonly raw: Uint8Array }
  | { readonly kind: 'damage'; readonly code: DeviceErrorCode; readonly raw: Uint8Array };

/** How the meter's lines begin; the only places a line is looked for behind foreign bytes. */
const OPENING = /[@PFT] |SU\?|\?/g;
const CHECKSUM = / ([0-9A-F]{4})/g;
/** The start of a line whose end never came. */
const BEGUN_LINE = /^(?:[@PFT](?: |$)|\?|S(?:U|$))/;
/** A result line has 60 characters; nothing the meter says is longer. */
const LONGEST_LINE = 200;

/** Sixteen-bit sum of the characters before the separating blank, as the four hex digits behind it. */
export function checksumOf(text: string): string {
  const sum = Array.from(text).reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return (sum & 0xffff).toString(16).toUpperCase().padStart(4, '0');
}

/**
 * The pieces between two line ends. Foreign bytes around a whole line are told by themselves and cost no line.
 * `isCut`: no line end came. Codes: `checksum`, `framing` (no checksum at all), `truncated` (a line that breaks off).
 */
export function piecesOf(text: string, isCut: boolean): Piece[] {
  if (text === '') return [];
  const line = firstLineIn(text);
  if (line === null) return [{ kind: 'damage', code: faultOf(text, isCut), raw: bytesOf(text) }];
  return [
    ...piecesOf(text.slice(0, line.from), false),
    { kind: 'line', text: text.slice(line.from, line.sumAt), raw: bytesOf(text.slice(line.from, line.to)) },
    ...piecesOf(text.slice(line.to), isCut),
  ];
}

function firstLineIn(
  text: string,
): { readonly from: number; readonly sumAt: number; readonly to: number } | null {
  for (const { index: sumAt, 0: tail, 1: sum } of text.matchAll(CHECKSUM)) {
    for (const { index: from } of text.slice(0, sumAt).matchAll(OPENING)) {
      if (checksumOf(text.slice(from, sumAt)) === sum) return { from, sumAt, to: sumAt + tail.length };
    }
  }
  return null;
}

function faultOf(text: string, isCut: boolean): DeviceErrorCode {
  if (/ [0-9A-F]{4}$/.test(text)) return 'checksum';
  return isCut && BEGUN_LINE.test(text) ? 'truncated' : 'framing';
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** Cuts bytes into what stands between line ends, whatever way they came. */
export class LineReader {
  #text = '';

  /** True when all that came since the last line is one 00: the meter's "not connected, or still on". */
  get isLoneZero(): boolean {
    return this.#text === '\0';
  }

  /** The pieces that this byte completes. */
  receive(byte: number): Piece[] {
    const isEnd = byte === 0x0d || byte === 0x0a;
    if (!isEnd) this.#text += String.fromCharCode(byte);
    return isEnd || this.#text.length >= LONGEST_LINE ? piecesOf(this.#taken(), false) : [];
  }

  /** What is left when nothing more comes. */
  rest(): Piece[] {
    return piecesOf(this.#taken(), true);
  }

  #taken(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }
}
