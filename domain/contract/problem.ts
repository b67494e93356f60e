import { z } from 'zod';

/** An RFC 9457 problem body (application/problem+json); `code` is the kebab-case failure, `requestId` ties it to one log line. */
export const Problem = z.object({
  type: z.literal('about:blank'),
  status: z.int(),
  title: z.string(),
  code: z.string(),
  requestId: z.string(),
  retryAfterSeconds: z.int().optional(),
});
export type Problem = z.infer<typeof Problem>;
