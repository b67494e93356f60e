import type { DeviceErrorCode } from '../../../domain/device/outcome.ts';
import { xorOf, type OmronCommand } from './command.ts';
import { beginsWith, dataOfReport, NO, OK } from './report.ts';

/** How an answer ended: its data, the monitor's "NO" (ask again), or damage. */
export type AnswerEnd =
  | { readonly end: 'data'; readonly data: readonly number[] }
  | { readonly end: 'no' }
  | { readonly end: 'fault'; readonly code: DeviceErrorCode };

/** Puts an answer together from its reports. */
export interface AnswerReader {
  /** Null while more reports are wanted. */
  readonly take: (report: Uint8Array) => AnswerEnd | null;
  /** The valid bytes so far; leftovers differ from one time to the next and are no part of the answer. */
  readonly bytes: () => readonly number[];
}

/** No answer is longer; a report may also be empty. */
const MOST_REPORTS = 16;
const SWITCHED_OFF = Array.from('OKOFF\r\n', (letter) => letter.charCodeAt(0));

/** What puts the answer to a command together. */
export function readerFor({ dataBytes }: OmronCommand): AnswerReader {
  return dataBytes === null ? endAnswer() : dataAnswer(dataBytes);
}

/** An answer to a command: OK, 00, `dataBytes` of data, XOR of all behind OK. */
function dataAnswer(dataBytes: number): AnswerReader {
  const wholeBytes = OK.length + 1 + dataBytes + 1;
  return readerOf((bytes) => {
    if (beginsWith(bytes, NO) && bytes.length >= NO.length)
      return bytes.length === NO.length ? { end: 'no' } : fault('framing');
    if (!beginsWith(bytes, OK) && !beginsWith(bytes, NO)) return fault('framing');
    if (bytes.length < wholeBytes) return null;
    if (bytes.length > wholeBytes) return fault('framing');
    const [status, ...data] = bytes.slice(OK.length, -1);
    if (xorOf(bytes.slice(OK.length)) !== 0) return fault('checksum');
    return status === 0 ? { end: 'data', data } : fault('framing');
  });
}

/** The answer to END: OK, then text. */
function endAnswer(): AnswerReader {
  return readerOf((bytes) => {
    if (bytes.length === NO.length && beginsWith(bytes, NO)) return { end: 'no' };
    if (bytes.length > SWITCHED_OFF.length || !(beginsWith(bytes, SWITCHED_OFF) || beginsWith(bytes, NO)))
      return fault('framing');
    return bytes.length === SWITCHED_OFF.length ? { end: 'data', data: bytes.slice(OK.length) } : null;
  });
}

/** The answer to clearing: any report that carries OK. Monitors answer something else first. */
export function clearingAnswer(): AnswerReader {
  let carried: readonly number[] = [];
  return {
    take(report) {
      const data = dataOfReport(report);
      if (typeof data === 'string') return fault('not-connected');
      carried = data;
      const isCarried = data.some((_, at) => data.length - at >= OK.length && beginsWith(data.slice(at), OK));
      return isCarried ? { end: 'data', data: [] } : fault('not-connected');
    },
    bytes: () => carried,
  };
}

function readerOf(judge: (bytes: readonly number[]) => AnswerEnd | null): AnswerReader {
  const bytes: number[] = [];
  let reports = 0;
  return {
    take(report) {
      const data = dataOfReport(report);
      reports += 1;
      if (typeof data === 'string') return fault(data);
      bytes.push(...data);
      return judge(bytes) ?? (reports >= MOST_REPORTS ? fault('framing') : null);
    },
    bytes: () => bytes,
  };
}

function fault(code: DeviceErrorCode): AnswerEnd {
  return { end: 'fault', code };
}
