import { z } from 'zod';
import { err, ok, type Result } from '../../domain/result.ts';

/** The largest message of a window, in UTF-16 units: a note of 100,000 characters fits many times. */
export const MAX_MESSAGE_CHARS = 1_000_000;

const MessageId = z.string().min(1).max(40);

/** A call: path, headers and body as oRPC 1.16 sends them over a port. No files, no form bodies, no other method. */
const CallMessage = z.strictObject({
  i: MessageId,
  t: z.literal(1).optional(),
  p: z.strictObject({
    u: z.string().regex(/^\/[\w-]{1,60}\/[\w-]{1,60}$/),
    h: z
      .record(
        z
          .string()
          .max(60)
          .regex(/^x-orpc-|^content-type$|^last-event-id$/),
        z.string().max(200),
      )
      .optional(),
    b: z.json().optional(),
  }),
});

/** The end of a call the window does not wait for any more. */
const AbortMessage = z.strictObject({ i: MessageId, t: z.literal(4), p: z.null().optional() });

const WindowMessage = z.union([CallMessage, AbortMessage]);

/** Why a message of a window was thrown away. The window is of our making, so each of them is a bug or an attack. */
export type RefusedMessage = { readonly code: 'not-text' | 'oversize' | 'malformed' };

/** Lets only calls and their ends through; answers the message as it came. */
export function checkWindowMessage(message: unknown): Result<string, RefusedMessage> {
  if (typeof message !== 'string') return err({ code: 'not-text' });
  if (message.length > MAX_MESSAGE_CHARS) return err({ code: 'oversize' });
  return WindowMessage.safeParse(parseJson(message)).success ? ok(message) : err({ code: 'malformed' });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
