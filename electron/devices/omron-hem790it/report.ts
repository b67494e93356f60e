import type { DeviceErrorCode } from '../../../domain/device/outcome.ts';
import { REPORT_BYTES } from '../eight-byte-reports.ts';

/** A report carries so many bytes at most, behind their number. */
const MOST_DATA_BYTES = REPORT_BYTES - 1;

export const OK = [0x4f, 0x4b] as const;
export const NO = [0x4e, 0x4f] as const;

/**
 * The valid bytes of a report; those behind them are leftovers of earlier traffic. Errors: `framing` for a number of more
 * than seven or a report that is too long, `truncated` for one that ends before its valid bytes do.
 */
export function dataOfReport(report: Uint8Array): readonly number[] | DeviceErrorCode {
  const [count, ...rest] = report;
  if (count === undefined) return 'truncated';
  if (count > MOST_DATA_BYTES || report.length > REPORT_BYTES) return 'framing';
  return rest.length < count ? 'truncated' : rest.slice(0, count);
}

/** A command as the reports it is written in, filled up with zeros. */
export function reportsOfCommand(bytes: readonly number[]): readonly Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / MOST_DATA_BYTES) }, (_, index) => {
    const data = bytes.slice(index * MOST_DATA_BYTES, (index + 1) * MOST_DATA_BYTES);
    return Uint8Array.from({ length: REPORT_BYTES }, (_byte, place) =>
      place === 0 ? data.length : (data[place - 1] ?? 0),
    );
  });
}

/** Whether an answer may begin with these bytes, as far as they go. */
export function beginsWith(data: readonly number[], word: readonly number[]): boolean {
  return data.slice(0, word.length).every((byte, index) => byte === word[index]);
}

/** Whether a report is the first of an answer: it carries OK or NO in front. */
export function isAnswerBegin(report: Uint8Array): boolean {
  const data = dataOfReport(report);
  return typeof data === 'object' && data.length >= 2 && (beginsWith(data, OK) || beginsWith(data, NO));
}
