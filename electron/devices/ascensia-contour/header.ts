import type { DeviceFacts } from '../../../domain/device/outcome.ts';
import { deviceLocalTime } from '../device-local-time.ts';

/** What a header record says. Null where it does not say it. */
export interface ContourHeader {
  readonly model: string;
  readonly firmware: string | null;
  readonly serial: string | null;
  /** Number of results that will follow. */
  readonly total: number | null;
  /** The meter's clock, local without zone. */
  readonly clock: string | null;
  /** What the display shows. Each result carries its own unit; this one is never used for it. */
  readonly displayUnit: 'mg/dL' | 'mmol/L' | null;
}

/**
 * Reads a header record: `H|\^&||id|model^firmware^serial^sku|settings|total|…|time`. Null when it names no meter.
 * Source: Bayer "Blood Glucose Meter Computer Interface Specification", headers in public test data.
 */
export function decodeHeader(text: string): ContourHeader | null {
  const fields = text.split('|');
  const [model = '', firmware = '', serial = ''] = (fields[4] ?? '').split('^');
  if (model.trim() === '') return null;
  const displayed = /(?:^|\^)U=([01])/.exec(fields[5] ?? '')?.[1];
  const total = fields[6] ?? '';
  return {
    model: model.trim(),
    firmware: firmware === '' ? null : firmware.replaceAll('\\', ' '),
    serial: serial === '' ? null : serial,
    total: /^\d{1,5}$/.test(total) ? Number(total) : null,
    clock: decodeTime(fields.findLast((field) => field !== '') ?? ''),
    displayUnit: displayed === undefined ? null : displayed === '0' ? 'mg/dL' : 'mmol/L',
  };
}

/** The header as facts; who answers, its clock and how many results it holds. */
export function factsOfHeader({
  model,
  firmware,
  serial,
  total,
  clock,
  displayUnit,
}: ContourHeader): DeviceFacts {
  return {
    identity: [model, serial].filter((part) => part !== null).join(' '),
    model,
    ...(firmware === null ? {} : { firmware }),
    ...(serial === null ? {} : { serial }),
    ...(total === null ? {} : { count: total }),
    ...(clock === null ? {} : { clock }),
    ...(displayUnit === null ? {} : { displayUnit }),
  };
}

/** `YYYYMMDDhhmm` or with seconds, local without zone; null when it is none. */
export function decodeTime(text: string): string | null {
  const parts = /^(20\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?$/.exec(text);
  if (parts === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  return deviceLocalTime({ year, month, day, hour, minute, second });
}
