import type { SimulatedDevice } from '../simulated-device.ts';

/** What the simulated oximeter shows; null = dashes. */
export interface SimulatedOximetry {
  readonly spo2Percent: number | null;
  readonly pulsePerMin: number | null;
  readonly perfusionIndexPercent?: number | null;
  /** EXC as sent; 000800 (running normally) unless told otherwise. */
  readonly exceptions?: string;
}

export const LINE_INTERVAL_MS = 1000;
const SECONDS_A_DAY = 86_400;

/** A finger in the sensor: SpO2 96 to 98 %, pulse about 66 /min; its clock begins on a morning long ago. */
export function simulateMasimo(): SimulatedDevice {
  let seconds = 0;
  const next = (): readonly Uint8Array[] => {
    seconds += 1;
    const breath = Math.sin(seconds / 9);
    const oximetry = {
      spo2Percent: 97 + Math.round(breath),
      pulsePerMin: 66 + Math.round(3 * breath),
      perfusionIndexPercent: 2.4,
    };
    return [masimoLine(oximetry, `02/22/26 ${timeOfDay(9 * 3600 + seconds)}`)];
  };
  return { receive: () => [], stream: { everyMs: LINE_INTERVAL_MS, next } };
}

/** One record as a Rad-8 sends it, with the empty line that follows; `stamp` as the unit writes it. */
export function masimoLine(oximetry: SimulatedOximetry, stamp = '02/22/26 09:15:30'): Uint8Array {
  const { spo2Percent, pulsePerMin, perfusionIndexPercent = null, exceptions = '000800' } = oximetry;
  const fields = [
    stamp,
    'SN=0000000042',
    `SPO2=${digits(spo2Percent)}%`,
    `BPM=${digits(pulsePerMin)}`,
    `PI=${perfusionIndexPercent === null ? '--.--' : perfusionIndexPercent.toFixed(2).padStart(5, '0')}%`,
    'SPCO=--.-% SPMET=--.-% DESAT=-- PIDELTA=+-- ALARM=0000',
    `EXC=${exceptions}`,
  ];
  return Uint8Array.from(`${fields.join(' ')}\r\n\r\n`, (letter) => letter.charCodeAt(0));
}

function digits(value: number | null): string {
  return value === null ? '---' : String(value).padStart(3, '0');
}

function timeOfDay(seconds: number): string {
  const left = seconds % SECONDS_A_DAY;
  const parts = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
