import type { DeviceErrorCode, DeviceOutcome } from '../../../domain/device/outcome.ts';
import { decodeRecord, readingsOf, RECORD_ABSENT, RECORD_BYTES, RECORD_MARKER } from './record.ts';

/** The monitor's word for "in PC mode". */
export const IN_PC_MODE = 0x55;

/** The identity as text: what is printable of it; null when nothing is. */
export function identityOf(answer: readonly number[]): string | null {
  const text = String.fromCharCode(...answer.filter((byte) => byte >= 0x20 && byte < 0x7f)).trim();
  return text === '' ? null : text;
}

/**
 * One answer by itself, for recordings; `command` as the protocol page writes it ("AA", "A4", "A2", "A3 01"), null for a
 * record. No answer is `timeout` (`not-connected` for the handshake), half a record `truncated`.
 */
export function outcomesOfAnswer(command: string | null, answer: Uint8Array): readonly DeviceOutcome[] {
  const bytes = [...answer];
  const error = (code: DeviceErrorCode): DeviceOutcome[] => [{ kind: 'error', code }];
  const name = command?.replaceAll(/\s/g, '').slice(0, 2).toUpperCase() ?? 'A3';
  if (bytes.length === 0) return error(name === 'AA' ? 'not-connected' : 'timeout');
  if (name === 'A4') {
    const identity = identityOf(bytes);
    return identity === null ? error('framing') : [{ kind: 'info', facts: { identity } }];
  }
  if (name === 'A3') return outcomesOfRecord(bytes);
  const [only = 0] = bytes;
  if (bytes.length > 1) return error('framing');
  if (name === 'AA')
    return only === IN_PC_MODE ? [{ kind: 'info', facts: { event: 'in-pc-mode' } }] : error('framing');
  if (name === 'A2') return [{ kind: 'info', facts: { count: only } }];
  return error('protocol');
}

function outcomesOfRecord(bytes: readonly number[]): DeviceOutcome[] {
  if (bytes.length === 1 && bytes[0] === RECORD_ABSENT)
    return [{ kind: 'info', facts: { event: 'record-absent' } }];
  if (bytes[0] === RECORD_MARKER && bytes.length < RECORD_BYTES)
    return [{ kind: 'error', code: 'truncated' }];
  const record = decodeRecord(bytes);
  return typeof record === 'string' ? [{ kind: 'error', code: record }] : readingsOf(record);
}
