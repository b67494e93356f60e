import { concatBytes } from '../driver.ts';
import { DATA_BYTES, DATA_REPORT_ID } from './report.ts';

const REPORT_BYTES = 1 + DATA_BYTES;

/**
 * A recording's pieces as the reports they were. Whoever recorded bytes without their borders, cut anywhere, has them cut
 * anew where the id of a data report begins each; anything else stays as it is, and is judged by its length.
 */
export function reportsInRecording(pieces: readonly Uint8Array[]): readonly Uint8Array[] {
  const areBytes = pieces.every(({ length }) => length < DATA_BYTES) || pieces.length === 1;
  const bytes = concatBytes(pieces);
  const reports = Array.from({ length: Math.ceil(bytes.length / REPORT_BYTES) }, (_, index) =>
    bytes.slice(index * REPORT_BYTES, (index + 1) * REPORT_BYTES),
  );
  const areReports = reports.every((report) => report[0] === DATA_REPORT_ID);
  return areBytes && areReports && bytes.length >= REPORT_BYTES ? reports : pieces;
}
