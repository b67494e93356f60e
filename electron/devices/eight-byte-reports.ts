import { concatBytes } from './driver.ts';

/** HID devices of the simplest kind say everything in unnumbered reports of this length. */
export const REPORT_BYTES = 8;

/**
 * A recorded answer as the reports it came in. Whoever recorded it may have kept the reports, some of them cut short, or
 * one string of bytes cut anywhere: then none of the pieces looks like a report, and they are cut anew every eight bytes.
 */
export function reportsOfRecording(pieces: readonly Uint8Array[]): readonly Uint8Array[] {
  const isInReports =
    pieces.some(({ length }) => length === REPORT_BYTES) &&
    pieces.every(({ length }) => length <= REPORT_BYTES);
  if (isInReports) return pieces;
  const bytes = concatBytes(pieces);
  return Array.from({ length: Math.ceil(bytes.length / REPORT_BYTES) }, (_, index) =>
    bytes.slice(index * REPORT_BYTES, (index + 1) * REPORT_BYTES),
  );
}
