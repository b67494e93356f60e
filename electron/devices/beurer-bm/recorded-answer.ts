import type { DeviceErrorCode, DeviceOutcome } from '../../../domain/device/outcome.ts';
import { printableText } from '../printable-text.ts';
import type { BeurerEdition } from './edition.ts';
import { judgeReads } from './record-reads.ts';
import { readingsOf } from './record.ts';

/**
 * What recorded answers to one command mean; `command` as the protocol page writes it ("AA", "A4", "A2", "A3 01"), null
 * for a record. No answer is `timeout` (`not-connected` for the handshake), half a record `truncated`. Several answers to
 * a record's command are reads of that record and must agree; to any other command they are `framing`.
 */
export function outcomesOfAnswers(
  edition: BeurerEdition,
  command: string | null,
  answers: readonly (readonly number[])[],
): readonly DeviceOutcome[] {
  const name = command?.replaceAll(/\s/g, '').slice(0, 2).toUpperCase() ?? 'A3';
  const [answer, ...others] = answers;
  if (answer === undefined) return error(name === 'AA' ? 'not-connected' : 'timeout');
  if (name === 'A3') return outcomesOfReads(edition, answers);
  if (others.length > 0) return error('framing');
  if (name === 'AA')
    return edition.isInPcMode(answer) ? [{ kind: 'info', facts: { event: 'in-pc-mode' } }] : error('framing');
  if (name === 'A2') {
    const count = edition.countOf(answer);
    if (count !== null) return [{ kind: 'info', facts: { count } }];
    return error(edition.count.isWhole(answer) ? 'framing' : 'truncated');
  }
  if (name !== 'A4' || edition.identity === null) return error('protocol');
  const identity = printableText(answer);
  return identity === '' ? error('framing') : [{ kind: 'info', facts: { identity } }];
}

function error(code: DeviceErrorCode): readonly DeviceOutcome[] {
  return [{ kind: 'error', code }];
}

/** One read by itself is all that a recording may hold; where it holds more they are judged as the session does. */
function outcomesOfReads(
  { decodeRecord }: BeurerEdition,
  reads: readonly (readonly number[])[],
): readonly DeviceOutcome[] {
  for (let count = 1; count <= reads.length; count += 1) {
    const verdict = judgeReads(reads.slice(0, count), decodeRecord);
    if (verdict.verdict === 'confirmed') return readingsOf(verdict.record);
    if (verdict.verdict === 'absent') return [{ kind: 'info', facts: { event: 'record-absent' } }];
    if (verdict.verdict === 'failed') return error(verdict.code);
    if (count === reads.length && verdict.fault !== null) return error(verdict.fault);
  }
  const record = decodeRecord(reads.at(-1) ?? []);
  return typeof record === 'object' ? readingsOf(record) : error('framing');
}
