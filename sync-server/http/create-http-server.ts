import fastifyHelmet from '@fastify/helmet';
import fastifyRateLimit from '@fastify/rate-limit';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Logger } from 'pino';
import { MAX_PUSH_BYTES } from '../../domain/contract/sync/wire.ts';
import { answerError, sendProblem } from './problem.ts';

/** PEM texts of the certificate (chain) and its private key. */
export interface TlsFiles {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

export interface HttpServerOptions {
  readonly logger: Logger;
  readonly tls: TlsFiles | null;
  readonly newRequestId: () => string;
}

/** Slow senders, slow headers and piled-up requests end; a body may not outgrow a push. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_TIMEOUT_MS = 30_000;
const MAX_REQUESTS_PER_CONNECTION = 1_000;
const MAX_HEADER_BYTES = 16 * 1024;
/** Requests of one address in ten seconds; a clinic's workstations may all stand behind one. */
const REQUESTS_PER_ADDRESS = 2_000;

/** Fastify with the limits of docs/sync.md, security headers, and Problem bodies for everything that fails. */
export async function createHttpServer({
  logger,
  tls,
  newRequestId,
}: HttpServerOptions): Promise<FastifyInstance> {
  const baseLogger: FastifyBaseLogger = logger;
  const app = Fastify({
    loggerInstance: baseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newRequestId,
    bodyLimit: MAX_PUSH_BYTES,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    serverFactory: (handler) => createRawServer(handler, tls),
  });
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, 'not-found'));
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
    },
    strictTransportSecurity: tls !== null,
    // spoken to Internet Explorer 8 and Flash alone; every idle pull would carry them
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
  });
  const silent = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false };
  await app.register(fastifyRateLimit, {
    max: REQUESTS_PER_ADDRESS,
    timeWindow: 10_000,
    addHeaders: silent,
    addHeadersOnExceeding: silent,
  });
  logRequests(app);
  return app;
}

/** The limits are set here, because a server factory takes none of Fastify's own. */
function createRawServer(handler: RequestListener, tls: TlsFiles | null): Server {
  const server =
    tls === null
      ? createServer({ maxHeaderSize: MAX_HEADER_BYTES }, handler)
      : createTlsServer(
          {
            maxHeaderSize: MAX_HEADER_BYTES,
            cert: tls.certificatePem,
            key: tls.privateKeyPem,
            minVersion: 'TLSv1.2',
          },
          handler,
        );
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
  server.maxRequestsPerSocket = MAX_REQUESTS_PER_CONNECTION;
  return server;
}

/** One line a request: its id, route, status and time; never a body, a query or a header. */
function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'answered',
    );
  });
}
