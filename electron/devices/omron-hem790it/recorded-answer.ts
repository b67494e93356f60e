import type { DeviceErrorCode, DeviceOutcome } from '../../../domain/device/outcome.ts';
import type { RecordedAnswer } from '../driver.ts';
import { reportsOfRecording } from '../eight-byte-reports.ts';
import { clearingAnswer, readerFor, type AnswerEnd, type AnswerReader } from './answer.ts';
import { commandNamed } from './command.ts';
import { MOST_REPEATS_AFTER_NO } from './exchange.ts';
import { outcomesOfData } from './meaning.ts';
import { isAnswerBegin } from './report.ts';

/** How recordings name the clearing of the line: in a word, or by its zeros. */
const CLEARING_NAME = /^(clear(ing)?|0+)$/i;

/**
 * What a recorded answer means; one without a command's name is read as a record. A damaged answer or a "NO" that is
 * followed by another answer was mended by asking again, as the session does; the last one stands.
 */
export function outcomesOfRecording({ command: name, pieces }: RecordedAnswer): readonly DeviceOutcome[] {
  const reports = reportsOfRecording(pieces);
  if (name !== null && CLEARING_NAME.test(name.replaceAll(/\s/g, ''))) return outcomesOfClearing(reports);
  const command = commandNamed(name ?? 'GME 0');
  if (command === null) return [error('protocol')];
  const ends = answersIn(reports, () => readerFor(command));
  if (ends.length === 0) return [error('timeout')];
  const refusals = ends.filter(({ end }) => end === 'no').length;
  return ends.flatMap((end, index) => {
    if (end.end === 'data') return outcomesOfData(command, end.data);
    const isLast = index === ends.length - 1;
    const code = end.end === 'no' ? 'device-refused' : end.code;
    // A single NO is legal and only asks for patience.
    const isGivenUp = isLast && (end.end === 'fault' || refusals >= MOST_REPEATS_AFTER_NO);
    return [isGivenUp ? error(code) : askedAgain(code)];
  });
}

function outcomesOfClearing(reports: readonly Uint8Array[]): readonly DeviceOutcome[] {
  const isCleared = reports.some((report) => clearingAnswer().take(report)?.end === 'data');
  return [isCleared ? { kind: 'info', facts: { event: 'in-pc-mode' } } : error('not-connected')];
}

/** The answers one after the other. Behind damage, reports that begin no answer are its rest. */
function answersIn(reports: readonly Uint8Array[], createReader: () => AnswerReader): readonly AnswerEnd[] {
  const ends: AnswerEnd[] = [];
  let reader: AnswerReader | null = null;
  for (const report of reports) {
    const isCut: boolean = reader !== null && isAnswerBegin(report);
    if (isCut) ends.push({ end: 'fault', code: 'truncated' });
    const isRest = reader === null && ends.at(-1)?.end === 'fault' && !isAnswerBegin(report);
    if (isRest) continue;
    reader = isCut || reader === null ? createReader() : reader;
    const end = reader.take(report);
    if (end === null) continue;
    ends.push(end);
    reader = null;
  }
  return reader === null ? ends : [...ends, { end: 'fault', code: 'truncated' }];
}

function error(code: DeviceErrorCode): DeviceOutcome {
  return { kind: 'error', code };
}

function askedAgain(fault: DeviceErrorCode): DeviceOutcome {
  return { kind: 'info', facts: { event: 'asked-again', fault } };
}
