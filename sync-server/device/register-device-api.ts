import { RPCHandler } from '@orpc/server/fastify';
import type { FastifyInstance } from 'fastify';
import { PROTOCOL_HEADER } from '../../domain/contract/protocol.ts';
import { sendProblem } from '../http/problem.ts';
import { typedErrorsOnly } from '../http/typed-errors.ts';
import type { ServerContext } from '../server-context.ts';
import { createChallenges } from './challenges.ts';
import { createDeviceRouter } from './device-router.ts';

/** The largest body of a small call, in bytes. */
const MAX_CALL_BYTES = 64 * 1024;
/** Small calls of one address in ten seconds: enrolment, sessions, visits. */
const CALLS_PER_ADDRESS = 300;

/** Serves the device API at /rpc. */
export async function registerDeviceApi(app: FastifyInstance, context: ServerContext): Promise<void> {
  const handler = new RPCHandler(createDeviceRouter(createChallenges(context.clock, context.randomBytes)), {
    clientInterceptors: [typedErrorsOnly(context, 'device call failed')],
  });
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined));
    scope.post(
      '/rpc/*',
      { config: { rateLimit: { max: CALLS_PER_ADDRESS, timeWindow: 10_000 } } },
      async (request, reply) => {
        // A body that does not say its length could have any.
        if (Number(request.headers['content-length'] ?? Infinity) > MAX_CALL_BYTES)
          return sendProblem(reply, 'body-too-large');
        const protocol = request.headers[PROTOCOL_HEADER];
        const { matched } = await handler.handle(request, reply, {
          prefix: '/rpc',
          context: {
            server: context,
            authorization: request.headers.authorization,
            protocol: Array.isArray(protocol) ? undefined : protocol,
          },
        });
        return matched ? reply : sendProblem(reply, 'not-found');
      },
    );
  });
}
