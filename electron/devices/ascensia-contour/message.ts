import { LinkReader, type LinkEvent } from './link.ts';
import { contentOf, isLinkByte } from './report.ts';

/** What one report added. A message is over with a report that is not full. */
export interface MessagePart {
  readonly events: readonly LinkEvent[];
  readonly isMessageOver: boolean;
}

/** Puts the payloads of reports together to messages and reads the link's frames in them. */
export class MessageReader {
  readonly #link = new LinkReader();

  /** A damaged report spoils the frame it is a part of. */
  read(report: Uint8Array): MessagePart {
    // Recordings also hold the link's bytes without their reports.
    if (isLinkByte(report[0])) return this.#readPayload(report, false);
    const content = contentOf(report);
    if ('payload' in content) return this.#readPayload(content.payload, content.isContinued);
    this.#link.discard();
    return { events: [{ kind: 'damage', code: content.fault, raw: report }], isMessageOver: true };
  }

  /** Nothing more will come. */
  end(): readonly LinkEvent[] {
    return this.#link.endMessage();
  }

  #readPayload(payload: Uint8Array, isContinued: boolean): MessagePart {
    const events = Array.from(payload).flatMap((byte) => this.#link.push(byte));
    return {
      events: isContinued ? events : [...events, ...this.#link.endMessage()],
      isMessageOver: !isContinued,
    };
  }
}
