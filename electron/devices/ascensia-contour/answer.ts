import type { DeviceOutcome } from '../../../domain/device/outcome.ts';
import type { RecordedAnswer } from '../driver.ts';
import { FRAME_NUMBERS, LinkReader, type LinkEvent } from './link.ts';
import { MessageReader } from './message.ts';
import { reportsInRecording } from './report.ts';
import { Transfer } from './transfer.ts';

/**
 * Part of a transfer by itself, for recordings: reports, or the link's bytes alone; each frame gives exactly one outcome.
 * `next_frame` is the frame number that is due; without it the first frame may have any, as the first behind foreign bytes.
 * Errors: `timeout` for nothing at all (`not-connected` when it was to answer EOT), `truncated` for a cut frame or a
 * transfer that stops short of its header's total, and those of the link and the records.
 */
export function outcomesOfRecording({ command, pieces, learnt }: RecordedAnswer): readonly DeviceOutcome[] {
  const events = eventsOf(pieces);
  if (events.length === 0) return [{ kind: 'error', code: isOpening(command) ? 'not-connected' : 'timeout' }];
  const transfer = new Transfer(beginningOf(learnt.state?.['next_frame']));
  const outcomes = events.flatMap((event): DeviceOutcome[] => {
    if (event.kind === 'damage') {
      // Behind foreign bytes may stand another recording, with numbers of its own.
      if (event.code !== 'checksum' && transfer.hasRecords) transfer.beginElsewhere();
      return [{ kind: 'error', code: event.code }];
    }
    return event.kind === 'frame' ? [transfer.take(event).outcome] : [];
  });
  if (transfer.hasRecords && transfer.isShort) outcomes.push({ kind: 'error', code: 'truncated' });
  if (outcomes.length > 0) return outcomes;
  return events.flatMap((event) =>
    event.kind === 'control' ? [{ kind: 'info', facts: { event: event.control } }] : [],
  );
}

function eventsOf(pieces: readonly Uint8Array[]): readonly LinkEvent[] {
  const reports = reportsInRecording(pieces);
  if (reports !== null) {
    const messages = new MessageReader();
    return [...reports.flatMap((report) => messages.read(report).events), ...messages.end()];
  }
  const link = new LinkReader();
  return [
    ...pieces.flatMap((piece) => Array.from(piece).flatMap((byte) => link.push(byte))),
    ...link.endMessage(),
  ];
}

function beginningOf(nextFrame: unknown): { nextFrame: number | null; hasBegun: boolean } {
  const isNumber = typeof nextFrame === 'number' && nextFrame >= 0 && nextFrame < FRAME_NUMBERS;
  return { nextFrame: isNumber ? nextFrame : null, hasBegun: isNumber };
}

function isOpening(command: string | null): boolean {
  return command === '04' || command?.toUpperCase() === 'EOT';
}
