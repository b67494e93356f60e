import { concatBytes } from '../driver.ts';
import { CONTROL } from './link.ts';

export const REPORT_BYTES = 64;
/** Three bytes of mark, one of length. */
export const HEAD_BYTES = 4;
/** A report that is so full goes on in the next one. */
const MOST_PAYLOAD_BYTES = REPORT_BYTES - HEAD_BYTES;
const MARK = [0x41, 0x42, 0x43];

/** The payload of one report, or how it is damaged. */
export type ReportContent =
  | { readonly payload: Uint8Array; readonly isContinued: boolean }
  | { readonly fault: 'framing' | 'truncated' };

/** Bytes as one message: reports of 64 bytes with `ABC`, the last one shorter than 60 bytes of payload. */
export function reportsOf(message: Uint8Array): Uint8Array[] {
  const reports: Uint8Array[] = [];
  let isContinued = true;
  for (let at = 0; isContinued; at += MOST_PAYLOAD_BYTES) {
    const payload = message.subarray(at, at + MOST_PAYLOAD_BYTES);
    const report = new Uint8Array(REPORT_BYTES);
    report.set([...MARK, payload.length, ...payload]);
    reports.push(report);
    isContinued = payload.length === MOST_PAYLOAD_BYTES;
  }
  return reports;
}

/** Whether the mark is that of a report: `ABC`, or zeros. */
export function isMarked(bytes: Uint8Array): boolean {
  const isZeros = MARK.every((_letter, at) => bytes[at] === 0);
  return bytes.length >= HEAD_BYTES && (isZeros || MARK.every((letter, at) => bytes[at] === letter));
}

/** `framing` for a length above 60 or another mark, `truncated` when fewer bytes came than it says. */
export function contentOf(report: Uint8Array): ReportContent {
  const length = report[HEAD_BYTES - 1] ?? 0;
  if (!isMarked(report) || length > MOST_PAYLOAD_BYTES) return { fault: 'framing' };
  if (report.length < HEAD_BYTES + length) return { fault: 'truncated' };
  const payload = report.subarray(HEAD_BYTES, HEAD_BYTES + length);
  return { payload, isContinued: length === MOST_PAYLOAD_BYTES };
}

/** The reports in a recording, also when they came as one string; null when it holds the link's bytes alone. */
export function reportsInRecording(pieces: readonly Uint8Array[]): readonly Uint8Array[] | null {
  const joined = concatBytes(pieces);
  if (isLinkByte(joined[0])) return null;
  const isReport = (piece: Uint8Array): boolean => isMarked(piece) || piece.length === REPORT_BYTES;
  const [first] = pieces;
  // A foreign report among whole ones is one that is damaged.
  const areReports = first !== undefined && isMarked(first) && first.length === REPORT_BYTES;
  if (areReports && pieces.every(({ length }) => length <= REPORT_BYTES)) return pieces;
  if (pieces.length > 0 && pieces.every(isReport)) return pieces.flatMap(chunkReports);
  return isMarked(joined) ? chunkReports(joined) : null;
}

/** Whether bytes that begin so are the link's own: STX, EOT or ENQ. No report does. */
export function isLinkByte(byte: number | undefined): boolean {
  return byte === CONTROL.startOfText || byte === CONTROL.endOfTransmission || byte === CONTROL.enquiry;
}

function chunkReports(bytes: Uint8Array): Uint8Array[] {
  const count = Math.ceil(bytes.length / REPORT_BYTES);
  return Array.from({ length: count }, (_, at) => bytes.subarray(at * REPORT_BYTES, (at + 1) * REPORT_BYTES));
}
