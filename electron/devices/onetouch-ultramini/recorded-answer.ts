import type { DeviceOutcome } from '../../../domain/device/outcome.ts';
import { concatBytes, type RecordedAnswer } from '../driver.ts';
import { outcomesOfMessage, questionByForm, questionIn, type Question } from './message.ts';
import { LINK, useOf, type Packet } from './packet.ts';
import { PacketReader, type Heard } from './packet-reader.ts';

/**
 * One answer by itself, for recordings; the command as the protocol page writes it ("05 1F 00 00"), unnamed = told by the
 * message's form. `state.expected_e` is the send bit that the next message must have. No answer is `timeout`, and
 * `not-connected` where none was named.
 */
export function outcomesOfAnswer({ command, pieces, learnt }: RecordedAnswer): readonly DeviceOutcome[] {
  const bytes = concatBytes(pieces);
  const question = command === null ? null : questionIn(command.replaceAll(/\s/g, '').toLowerCase());
  if (bytes.length === 0) return [{ kind: 'error', code: question === null ? 'not-connected' : 'timeout' }];
  const reader = new PacketReader();
  const heard = [...[...bytes].flatMap((byte) => reader.receive(byte)), ...reader.flush()];
  const answer = new RecordedLink(question, expectedIn(learnt.state?.['expected_e']));
  return heard.flatMap((each) => answer.take(each));
}

function expectedIn(state: unknown): number | null {
  return state === 0 || state === 1 ? state : null;
}

/** The receiving half of the link: which messages are new and which are repeats. */
class RecordedLink {
  readonly #question: Question | null;
  #expected: number | null;
  #hasMessage = false;

  constructor(question: Question | null, expected: number | null) {
    this.#question = question;
    this.#expected = expected;
  }

  take(heard: Heard): readonly DeviceOutcome[] {
    if (heard.kind === 'damage') {
      // What comes after foreign bytes behind an answer may be another recording, with a sequence of its own.
      if (this.#hasMessage) this.#expected = null;
      return [{ kind: 'error', code: heard.code }];
    }
    const use = useOf(heard.packet);
    if (use === 'message') return this.#takeMessage(heard.packet);
    if (use === 'other') return [{ kind: 'error', code: 'protocol' }];
    if (use === 'link-reset') this.#expected = 0;
    return [{ kind: 'info', facts: { event: use } }];
  }

  #takeMessage({ link, message }: Packet): readonly DeviceOutcome[] {
    const sequence = link & LINK.send;
    if (this.#expected !== null && sequence !== this.#expected)
      return [{ kind: 'info', facts: { event: 'repeat' } }];
    this.#expected = sequence ^ 1;
    this.#hasMessage = true;
    return outcomesOfMessage(this.#question ?? questionByForm(message), message);
  }
}
