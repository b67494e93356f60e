import { RPCHandler } from '@orpc/server/fastify';
import type { FastifyInstance } from 'fastify';
import { sendProblem } from '../http/problem.ts';
import { typedErrorsOnly } from '../http/typed-errors.ts';
import type { ServerContext } from '../server-context.ts';
import { attachSignaling } from '../telehealth/signaling.ts';
import { TokenBuckets } from '../telehealth/token-bucket.ts';
import { registerPortalPages } from './portal-pages.ts';
import { createPortalRouter } from './portal-router.ts';

export interface PortalOptions {
  /** The built pages (out/portal); null serves the calls only. */
  readonly portalDir: string | null;
}

/** The largest body of a patient's call, in bytes. */
const MAX_CALL_BYTES = 16 * 1024;
/** Calls of one address: a family behind one router is fine, a guessing machine is not. */
const CALL_LIMITS = { burst: 60, perSecond: 2 } as const;

/** Serves the patients' side: its calls at /portal/rpc, its pages at /portal/, its sockets in the namespace /patient. */
export async function registerPortal(
  app: FastifyInstance,
  context: ServerContext,
  { portalDir }: PortalOptions,
): Promise<void> {
  attachSignaling(context);
  await app.register((scope) => registerPortalCalls(scope, context));
  if (portalDir !== null) await registerPortalPages(app, context, portalDir);
}

async function registerPortalCalls(scope: FastifyInstance, context: ServerContext): Promise<void> {
  const calls = new TokenBuckets(CALL_LIMITS, context.clock);
  const handler = new RPCHandler(createPortalRouter(), {
    clientInterceptors: [typedErrorsOnly(context, 'a portal call failed')],
  });
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined));
  scope.post('/portal/rpc/*', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    if (Number(request.headers['content-length'] ?? Infinity) > MAX_CALL_BYTES)
      return sendProblem(reply, 'body-too-large');
    const { matched } = await handler.handle(request, reply, {
      prefix: '/portal/rpc',
      context: { server: context, authorization: request.headers.authorization, address: request.ip, calls },
    });
    return matched ? reply : sendProblem(reply, 'not-found');
  });
}
