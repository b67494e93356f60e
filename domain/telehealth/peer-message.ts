import { z } from 'zod';

/**
 * What the two pages tell each other over the call's own data channel: `beat` keeps bytes flowing whatever media is sent, so
 * that silence means a dead path; `media` says whether the sender's camera and microphone are on.
 */
export const PeerMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('beat') }),
  z.object({ kind: z.literal('media'), camera: z.boolean(), microphone: z.boolean() }),
]);
export type PeerMessage = z.infer<typeof PeerMessage>;

/** Reads one message; null for anything this version does not know. */
export function parsePeerMessage(text: string): PeerMessage | null {
  try {
    const parsed = PeerMessage.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    // Not JSON: another version, or an attack; either way nothing to act on.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
