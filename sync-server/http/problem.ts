import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Problem } from '../../domain/contract/problem.ts';
import { StorageFullError } from '../store/server-store.ts';

/** Every code a Problem of this server carries, with its HTTP status. */
export const PROBLEM_STATUS = {
  'malformed-request': 400,
  'session-expired': 401,
  'workstation-revoked': 403,
  'not-found': 404,
  'epoch-changed': 409,
  'body-too-large': 413,
  'unsupported-content': 415,
  'update-needed': 426,
  'too-many-requests': 429,
  'server-failed': 500,
  'server-busy': 503,
  'server-storage-full': 507,
} as const;
export type ProblemCode = keyof typeof PROBLEM_STATUS;

/** Answers with a Problem body; `retryAfterSeconds` also becomes the Retry-After header. */
export function sendProblem(
  reply: FastifyReply,
  code: ProblemCode,
  retryAfterSeconds?: number,
): FastifyReply {
  const status = PROBLEM_STATUS[code];
  const body: Problem = {
    type: 'about:blank',
    status,
    title: STATUS_CODES[status] ?? 'Problem',
    code,
    requestId: reply.request.id,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
  return reply.code(status).type('application/problem+json').send(JSON.stringify(body));
}

/** What every error that leaves a route becomes: a Problem with a code, never a message or a stack. */
export function answerError(
  error: FastifyError | StorageFullError,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  if (error instanceof StorageFullError) return sendProblem(reply, 'server-storage-full');
  switch (error.statusCode) {
    case 413:
      return sendProblem(reply, 'body-too-large');
    case 415:
      return sendProblem(reply, 'unsupported-content');
    case 429:
      return sendProblem(reply, 'too-many-requests', 10);
    case 503:
      return sendProblem(reply, 'server-busy', 10);
    default:
      if (error.statusCode !== undefined && error.statusCode < 500)
        return sendProblem(reply, 'malformed-request');
      request.log.error({ requestId: request.id, failure: error.name, stack: error.stack }, 'request failed');
      return sendProblem(reply, 'server-failed');
  }
}
