import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sendProblem } from '../http/problem.ts';
import type { ServerContext } from '../server-context.ts';

/** What the built index.html has where each response's nonce goes. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__';
/** What a Host header may be made of before it stands in a policy. */
const HOST = /^[a-z0-9.\-[\]:]{1,255}$/i;
/** Camera and microphone for this page alone, and nothing else of the device. */
const PERMISSIONS =
  'camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()';

/** Serves the built pages: hashed assets for ever, the one page of the app at every other path, never stored. */
export async function registerPortalPages(
  app: FastifyInstance,
  { randomBytes }: ServerContext,
  portalDir: string,
): Promise<void> {
  await app.register(fastifyStatic, {
    root: path.join(portalDir, 'assets'),
    prefix: '/portal/assets/',
    immutable: true,
    maxAge: '365d',
    index: false,
    decorateReply: false,
  });
  const sendPage = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const page = await readPage(portalDir);
    if (page === null) return sendProblem(reply, 'not-found');
    const nonce = Buffer.from(randomBytes(16)).toString('base64');
    return reply
      .header('content-security-policy', contentPolicy(nonce, request))
      .header('permissions-policy', PERMISSIONS)
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'no-referrer')
      .type('text/html; charset=utf-8')
      .send(page.replaceAll(NONCE_PLACEHOLDER, nonce));
  };
  app.get('/portal', (_request, reply) => reply.redirect('/portal/', 308));
  // The app's own addresses; anything else of /portal is not found.
  for (const route of ['/portal/', '/portal/visit', '/portal/record']) app.get(route, sendPage);
}

/** Null when the pages are not built. Read at each request: it is small, and a rebuild needs no restart. */
async function readPage(portalDir: string): Promise<string | null> {
  try {
    return await readFile(path.join(portalDir, 'index.html'), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Nothing inline, nothing from elsewhere; sockets only back to the host that was asked. */
function contentPolicy(nonce: string, request: FastifyRequest): string {
  const host = HOST.test(request.host) ? request.host : '';
  const sockets = host === '' ? '' : ` ${request.protocol === 'https' ? 'wss' : 'ws'}://${host}`;
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self' blob:",
    `connect-src 'self'${sockets}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
