import type { DeviceErrorCode, DeviceOutcome } from '../../../domain/device/outcome.ts';
import type { DeviceFrame } from '../driver.ts';
import { DATE_STAMP, outcomesOfRecord } from './record.ts';

/** "Longer than 250 characters" is no record. */
const LONGEST_LINE = 250;
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;
/** What a record of this form has; a line with two of them is one that was hurt. */
const KEYS = [/SN=/, /SPO2=/, /BPM=/, /EXC=/] as const;
/** The end of a record, whose beginning was sent before the port was open. */
const CUT_RECORD = /(?:^|\s)EXC1?=[\dA-F]+$|^(?:E?X?C?1?=)?[\dA-F]{1,6}$/i;

/**
 * Masimo "ASCII 1": turns any chunks into lines and lines into frames. Lines end in CR, LF or CR LF; empty ones are none.
 * Keeps one line.
 *
 * A record begins at its date, so that bytes from elsewhere before it cost only themselves. One whose line end never came
 * is believed at the end of the stream, since its fields have fixed widths and the last was whole; inside a stream it is
 * not, since then bytes are missing.
 * Errors: `framing` (no or not a whole record; longer than 250 characters), `truncated` (the stream ended inside one),
 * `implausible`, `protocol` (text of another output format; no record was seen yet).
 */
export class MasimoDecoder {
  readonly #line = new Uint8Array(LONGEST_LINE);
  #lineBytes = 0;
  /** The line was too long and has been told; the rest of it means nothing. */
  #isOverlong = false;
  #isFirstLine = true;
  #hasSeenRecord = false;
  #found: DeviceFrame[] = [];

  feed(bytes: Uint8Array): DeviceFrame[] {
    for (const byte of bytes) {
      if (byte === CARRIAGE_RETURN || byte === LINE_FEED) this.#endLine();
      else this.#keep(byte);
    }
    return this.#takeFound();
  }

  /** The stream paused: a line that was cut is told now. */
  endStream(): DeviceFrame[] {
    const line = this.#line.slice(0, this.#lineBytes);
    if (line.length > 0) this.#judge(line, 'truncated');
    this.#startLine();
    this.#isFirstLine = true;
    return this.#takeFound();
  }

  #keep(byte: number): void {
    if (this.#isOverlong) return;
    if (this.#lineBytes < LONGEST_LINE) {
      this.#line[this.#lineBytes] = byte;
      this.#lineBytes += 1;
      return;
    }
    const raw = this.#line.slice();
    const start = startOfLastRecord(raw);
    this.#tell(this.#faultOf(raw), start === 0 ? raw : raw.subarray(0, start));
    this.#line.copyWithin(0, start);
    this.#lineBytes = start === 0 ? 0 : raw.length - start;
    this.#isOverlong = start === 0;
    if (!this.#isOverlong) this.#keep(byte);
  }

  #endLine(): void {
    const line = this.#line.slice(0, this.#lineBytes);
    const isFirstLine = this.#isFirstLine;
    const wasTold = this.#isOverlong;
    this.#startLine();
    this.#isFirstLine = this.#isFirstLine && line.length === 0 && !wasTold;
    if (line.length === 0) return;
    if (isFirstLine && !DATE_STAMP.test(textOf(line)) && CUT_RECORD.test(textOf(line))) {
      this.#found.push({ raw: line, outcomes: [{ kind: 'info', facts: { event: 'joined-mid-line' } }] });
      return;
    }
    this.#judge(line, this.#faultOf(line));
  }

  /** A line, or what there is of one; `faultOfLast` names what is wrong with its last piece if that is no record. */
  #judge(line: Uint8Array, faultOfLast: DeviceErrorCode): void {
    const pieces = piecesOf(line);
    const faultOfOthers = this.#faultOf(line);
    for (const [place, raw] of pieces.entries()) {
      const isLast = place === pieces.length - 1;
      const outcomes = isLast ? outcomesOfRecord(textOf(raw)) : null;
      if (outcomes === null) this.#tell(isLast ? faultOfLast : faultOfOthers, raw);
      else this.#found.push({ raw, outcomes });
      this.#hasSeenRecord ||= outcomes !== null;
    }
  }

  /** Text that has nothing of a record is another output format, unless this one has been seen: then it is damage. */
  #faultOf(raw: Uint8Array): 'framing' | 'protocol' {
    return this.#hasSeenRecord || this.#hasKeys(raw) ? 'framing' : 'protocol';
  }

  #hasKeys(raw: Uint8Array): boolean {
    const text = textOf(raw);
    return DATE_STAMP.test(text) || KEYS.filter((key) => key.test(text)).length >= 2;
  }

  #tell(code: DeviceErrorCode, raw: Uint8Array): void {
    const outcome: DeviceOutcome =
      code === 'protocol'
        ? { kind: 'error', code, facts: { reason: 'wrong-format' } }
        : { kind: 'error', code };
    this.#found.push({ raw, outcomes: [outcome] });
  }

  #startLine(): void {
    this.#lineBytes = 0;
    this.#isOverlong = false;
  }

  #takeFound(): DeviceFrame[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }
}

/** Where the last record in a line begins: 0 for a line with one, or none. */
function startOfLastRecord(line: Uint8Array): number {
  return startsOfRecords(line).at(-1) ?? 0;
}

function startsOfRecords(line: Uint8Array): number[] {
  return [...textOf(line).matchAll(new RegExp(DATE_STAMP, 'g'))].map(({ index }) => index);
}

/** A line cut before each date in it: at most one of the pieces can be whole, the last. */
function piecesOf(line: Uint8Array): Uint8Array[] {
  const starts = [...new Set([0, ...startsOfRecords(line)])];
  return starts.map((start, place) => line.slice(start, starts[place + 1]));
}

/** One character a byte, so that places in text and bytes are the same; bytes that are no ASCII fit no form. */
function textOf(raw: Uint8Array): string {
  return String.fromCharCode(...raw);
}
