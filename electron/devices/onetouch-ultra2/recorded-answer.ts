import type { DeviceOutcome } from '../../../domain/device/outcome.ts';
import { readLine } from './answer.ts';
import { COMMANDS } from './command.ts';
import { Dump } from './dump.ts';
import { LineReader, type Piece } from './line.ts';

/**
 * One answer by itself, for recordings; `command` as the protocol page writes it ("DM@", "DMP"), null or another = any.
 * No answer is `timeout` (`not-connected` for DM@), a single 00 `not-connected`, another command's line `protocol`.
 */
export function outcomesOfAnswer(command: string | null, answer: Uint8Array): readonly DeviceOutcome[] {
  const word = command?.replaceAll(/\s/g, '').toUpperCase();
  const asked = COMMANDS.find((known) => known === word) ?? null;
  if (answer.length === 0) return [{ kind: 'error', code: asked === 'DM@' ? 'not-connected' : 'timeout' }];
  if (answer.length === 1 && answer[0] === 0) return [{ kind: 'error', code: 'not-connected' }];
  const reader = new LineReader();
  const pieces = [...[...answer].flatMap((byte) => reader.receive(byte)), ...reader.rest()];
  if (pieces.length === 0) return [{ kind: 'error', code: 'framing' }];
  let dump = new Dump();
  const outcomes = pieces.flatMap((piece): readonly DeviceOutcome[] => {
    const said = piece.kind === 'line' ? readLine(piece.text) : null;
    const answers = said?.answers ?? null;
    if (said !== null && answers !== 'DMP' && asked !== 'DMP')
      return asked === null || asked === answers ? said.outcomes : [{ kind: 'error', code: 'protocol' }];
    if (asked !== null && asked !== 'DMP') return [withoutDump(piece)];
    // Another header begins another dump; what the one before it lacks is told at its end.
    const isNext = said !== null && said.count !== null && dump.hasBegun;
    const ended = isNext ? dump.end().flatMap((frame) => frame.outcomes) : [];
    if (isNext) dump = new Dump();
    return [...ended, ...dump.take(piece).outcomes];
  });
  return [...outcomes, ...dump.end().flatMap((frame) => frame.outcomes)];
}

function withoutDump(piece: Piece): DeviceOutcome {
  return { kind: 'error', code: piece.kind === 'damage' ? piece.code : 'protocol' };
}
