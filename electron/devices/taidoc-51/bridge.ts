import { concatBytes } from '../driver.ts';
import { FRAME_BYTES } from './frame.ts';

/** AN434: ids 1 to 63 are data reports, the id being the number of data bytes in it. */
const MOST_DATA_BYTES = 63;
const FRAME_START = 0x51;

/**
 * Feature reports that make the bridge a serial port: set UART config (19200 as 4B00 big endian, no parity, no flow
 * control, 8 bits, short stop), then enable it. Source: Silicon Labs AN434 "CP2110/4 Interface Specification".
 */
export const UART_FEATURES: readonly Uint8Array[] = [
  Uint8Array.of(0x50, 0x00, 0x00, 0x4b, 0x00, 0x00, 0x00, 0x03, 0x00),
  Uint8Array.of(0x41, 0x01),
];

/** A frame as the bridge's output report. */
export function reportOf(frame: Uint8Array): Uint8Array {
  return Uint8Array.of(frame.length, ...frame);
}

/** The data of one input report, however it is padded; null for a report that is none of data. */
export function dataOfReport(report: Uint8Array): Uint8Array | null {
  const [length = 0] = report;
  const isData = length >= 1 && length <= MOST_DATA_BYTES && report.length > length;
  if (isData) return report.subarray(1, 1 + length);
  // Recordings also hold frames without the id the bridge puts before them; no data report has this id.
  return report.length === FRAME_BYTES && length === FRAME_START ? report : null;
}

/** The device's bytes in a recording of reports, or of bytes alone when the pieces are no reports. */
export function dataOfRecording(pieces: readonly Uint8Array[]): Uint8Array {
  const datas = pieces.map(dataOfReport);
  if (datas.every((data) => data !== null)) return concatBytes(datas);
  const joined = concatBytes(pieces);
  return dataOfJoinedReports(joined) ?? joined;
}

/** Reports one after the other without padding; null when the bytes are not exactly that. */
function dataOfJoinedReports(joined: Uint8Array): Uint8Array | null {
  const datas: Uint8Array[] = [];
  for (let at = 0; at < joined.length;) {
    const data = joined[at] === FRAME_START ? null : dataOfReport(joined.subarray(at));
    if (data === null) return null;
    datas.push(data);
    at += 1 + data.length;
  }
  return concatBytes(datas);
}
