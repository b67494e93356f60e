import type { DeviceErrorCode, DeviceOutcome } from '../../../domain/device/outcome.ts';
import type { Learnt } from '../driver.ts';
import { COMMAND, FrameFinder, type Found, type TaidocFrame } from './frame.ts';
import { modelOf } from './model.ts';
import { decodeTime, outcomesOfValue } from './record.ts';

/** Who answers, as the hub and a person see it. */
export function identityOf(model: string): string {
  return `TaiDoc TD-${model}`;
}

/** Whether `answered` may answer `asked`: its own command; the connect request has three answers. */
export function isAnswerTo(asked: number, answered: number): boolean {
  if (asked !== COMMAND.connect) return answered === asked;
  return [COMMAND.connect, COMMAND.model, COMMAND.communicationMode].some((command) => command === answered);
}

/** Commands as the protocol page writes them: two hex digits. */
export function nameOf(command: number): string {
  return command.toString(16).padStart(2, '0').toUpperCase();
}

/**
 * Answers by themselves, for recordings; each frame gives exactly one outcome, or one for each value of a record. `command`
 * as the protocol page writes it ("26", also with a record number or as the whole frame), null when each frame answers
 * the command it names. The model is that of the recording until a model frame says another.
 * Errors: `not-connected` and `timeout` for no answer, `checksum`, `truncated`, `framing`, `protocol` for the answer to another command.
 */
export function outcomesOfAnswer(
  command: string | null,
  bytes: Uint8Array,
  { model = null, state }: RecordedModel,
): readonly DeviceOutcome[] {
  const asked = command === null ? null : commandOf(command);
  if (bytes.length === 0) {
    const isFirstContact = asked === COMMAND.connect || asked === COMMAND.model;
    return [errorOf(isFirstContact ? 'not-connected' : 'timeout')];
  }
  const finder = new FrameFinder();
  const found = [...Array.from(bytes).flatMap((byte) => finder.push(byte)), ...finder.endBytes()];
  const time = state?.['time'];
  const reader = new AnswerReader(asked, model, typeof time === 'string' ? time : undefined);
  return found.flatMap((one) => reader.read(one));
}

type RecordedModel = Omit<Learnt, 'model'> & { readonly model?: string | null };

class AnswerReader {
  readonly #asked: number | null;
  #model: string | null;
  #time: string | undefined;

  constructor(asked: number | null, model: string | null, time: string | undefined) {
    this.#asked = asked;
    this.#model = model;
    this.#time = time;
  }

  read(found: Found): readonly DeviceOutcome[] {
    if (found.kind === 'damage') return [errorOf(found.code)];
    if (found.kind === 'skipped')
      return [{ kind: 'info', facts: { event: 'skipped-bytes', skippedBytes: found.raw.length } }];
    const { command } = found;
    if (this.#asked !== null && !isAnswerTo(this.#asked, command)) {
      if (command !== COMMAND.communicationMode) return [errorOf('protocol')];
    }
    return this.#readFrame(found);
  }

  #readFrame({ command, data }: TaidocFrame): readonly DeviceOutcome[] {
    if (command === COMMAND.recordValue) {
      const outcomes = outcomesOfValue(this.#model, data, this.#time);
      this.#time = undefined;
      return outcomes;
    }
    if (command === COMMAND.recordTime) {
      this.#time = decodeTime(data) ?? undefined;
      return this.#time === undefined
        ? [errorOf('implausible')]
        : [{ kind: 'info', facts: { time: this.#time } }];
    }
    if (command === COMMAND.model) {
      this.#model = modelOf(data);
      return [{ kind: 'info', facts: { identity: identityOf(this.#model), model: this.#model } }];
    }
    if (command === COMMAND.clock) {
      const clock = decodeTime(data);
      return clock === null ? [errorOf('implausible')] : [{ kind: 'info', facts: { clock } }];
    }
    if (command === COMMAND.count) return [{ kind: 'info', facts: { count: data[0] + data[1] * 0x100 } }];
    if (command === COMMAND.communicationMode)
      return [{ kind: 'info', facts: { event: 'communication-mode' } }];
    if (command === COMMAND.connect) return [{ kind: 'info', facts: { event: 'connected' } }];
    return [errorOf('protocol')];
  }
}

/** `26`, `26 0` and `51 26 00 00 00 00 A3 1A` all name 26; what names nothing is answered by nothing. */
function commandOf(text: string): number {
  const digits = text.replaceAll(/\s/g, '');
  const isFrame = digits.length === 16 && digits.startsWith('51');
  return Number.parseInt(isFrame ? digits.slice(2, 4) : digits.slice(0, 2), 16);
}

function errorOf(code: DeviceErrorCode): DeviceOutcome {
  return { kind: 'error', code };
}
