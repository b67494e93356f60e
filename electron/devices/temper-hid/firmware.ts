/** How the values of a firmware are read. Places are of the high byte in the reports laid end to end. */
export interface TemperLayout {
  /** Steps a degree. */
  readonly divisor: 100 | 256;
  /** Null: it has no external sensor. */
  readonly externalAt: number | null;
  /** Whether a humidity follows each temperature. */
  readonly hasHumidity: boolean;
}

const INTERNAL_256: TemperLayout = { divisor: 256, externalAt: null, hasHumidity: false };
const INTERNAL_100: TemperLayout = { divisor: 100, externalAt: null, hasHumidity: false };
const BOTH_100: TemperLayout = { divisor: 100, externalAt: 10, hasHumidity: false };
const BOTH_256: TemperLayout = { divisor: 256, externalAt: 4, hasHumidity: false };
const HUMID_100: TemperLayout = { divisor: 100, externalAt: 10, hasHumidity: true };

/** Source: captures of urwen/temper and its issues 6 and 32. */
const LAYOUTS_BY_PREFIX: readonly (readonly [prefix: string, layout: TemperLayout])[] = [
  ['TEMPerF1.2', INTERNAL_256],
  ['TEMPerF1.4', INTERNAL_256],
  ['TEMPer1F1.', INTERNAL_256],
  ['TEMPerGold_V3.', INTERNAL_100],
  ['TEMPerX_V3.1', HUMID_100],
  ['TEMPerX_V3.3', HUMID_100],
  ['TEMPerHUM_V3.9', HUMID_100],
  ['TEMPer2_V3.7', BOTH_100],
  ['TEMPer2_V3.9', BOTH_100],
  ['TEMPer2_V4.1', BOTH_100],
  ['TEMPer2_M12_V1.3', BOTH_256],
];

/** A firmware whose values can be read. */
export interface TemperFirmware {
  /** Its text without padding. */
  readonly name: string;
  readonly layout: TemperLayout;
}

/**
 * The firmware of a text, by its beginning: old ones pad it with leftovers of an earlier answer (`TEMPerF1.2MPerF1`). Null
 * for any other, also for a longer version number (V3.1 is not V3.10): the wrong divisor gives a plausible wrong number.
 */
export function knownFirmware(text: string): TemperFirmware | null {
  for (const [prefix, layout] of LAYOUTS_BY_PREFIX) {
    const [digits = ''] = /^\d*/.exec(text.slice(prefix.length)) ?? [];
    const isOtherVersion = digits !== '' && !prefix.endsWith('.');
    if (text.startsWith(prefix) && !isOtherVersion) return { name: prefix + digits, layout };
  }
  return null;
}

/** The text of a firmware answer up to its padding; null when it does not begin with text. */
export function firmwareTextOf(answer: Uint8Array): string | null {
  const end = answer.findIndex((byte) => byte < 0x20 || byte > 0x7e);
  const text = String.fromCharCode(...(end < 0 ? answer : answer.subarray(0, end))).trim();
  return text === '' ? null : text;
}
