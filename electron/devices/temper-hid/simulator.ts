import { bytesToHex } from '../driver.ts';
import { REPORT_BYTES } from '../eight-byte-reports.ts';
import type { SimulatedDevice } from '../simulated-device.ts';
import { ANSWER_BYTES, COMMANDS } from './answer.ts';

/** What a simulated thermometer says of itself and measures; its values are the whole value answer in hundredths. */
export interface SimulatedThermometer {
  readonly firmware: string;
  readonly internalHundredths: number;
  readonly externalHundredths: number;
}

/** A TEMPer of the hundredths kind with a probe on a cable; the first firmware answer is short, as with real ones. */
export function createSimulatedThermometer({
  firmware,
  internalHundredths,
  externalHundredths,
}: SimulatedThermometer): SimulatedDevice {
  let firmwareAnswers = 0;
  const firmwareReports = reportsOf(
    Array.from(firmware.padEnd(ANSWER_BYTES), (letter) => letter.charCodeAt(0)),
  );
  const valueReports = [valueReport(0x80, internalHundredths), valueReport(0x01, externalHundredths)];
  return {
    receive(written) {
      const sentHex = bytesToHex(written);
      if (sentHex === bytesToHex(COMMANDS.values)) return valueReports;
      if (sentHex !== bytesToHex(COMMANDS.firmware)) return [];
      firmwareAnswers += 1;
      return firmwareAnswers === 1 ? firmwareReports.slice(0, 1) : firmwareReports;
    },
  };
}

/** A vaccine refrigerator: 23.4 Cel in the room, 4.8 Cel at the probe. */
export function simulateTemper(): SimulatedDevice {
  return createSimulatedThermometer({
    firmware: 'TEMPer2_V3.7',
    internalHundredths: 2340,
    externalHundredths: 480,
  });
}

/** One value report without humidity sensor. */
export function valueReport(second: number, hundredths: number): Uint8Array {
  return Uint8Array.of(0x80, second, (hundredths >> 8) & 0xff, hundredths & 0xff, 0x4e, 0x20, 0, 0);
}

function reportsOf(bytes: readonly number[]): Uint8Array[] {
  return [0, REPORT_BYTES].map((at) => Uint8Array.from(bytes.slice(at, at + REPORT_BYTES)));
}
