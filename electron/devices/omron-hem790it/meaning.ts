import type { DeviceOutcome } from '../../../domain/device/outcome.ts';
import { printableText } from '../printable-text.ts';
import type { OmronCommand } from './command.ts';
import { outcomesOfRecord } from './record.ts';

/** The version text of the family; other devices of the maker answer at the same USB id with another. */
const FAMILY = /^M7080IT\b/;

/** What the data of an undamaged answer says. Error `protocol` with `other-device`: another device has the USB id. */
export function outcomesOfData({ name }: OmronCommand, data: readonly number[]): readonly DeviceOutcome[] {
  switch (name) {
    case 'VER':
      return [outcomeOfVersion(data)];
    case 'GDC':
      return [{ kind: 'info', facts: { count: data[3] ?? 0 } }];
    case 'GME':
      return outcomesOfRecord(data);
    case 'END':
      return [{ kind: 'info', facts: { event: 'switched-off' } }];
  }
}

function outcomeOfVersion(data: readonly number[]): DeviceOutcome {
  const identity = printableText(data);
  return FAMILY.test(identity)
    ? { kind: 'info', facts: { identity } }
    : { kind: 'error', code: 'protocol', facts: { reason: 'other-device', version: identity } };
}
