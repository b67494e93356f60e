import type { FastifyInstance } from 'fastify';
import type { ServerContext } from '../server-context.ts';

export interface PortalOptions {
  /** The built pages (out/portal); null serves the calls only. */
  readonly portalDir: string | null;
}

/** Serves the patients' side: its calls at /portal/rpc, its pages at /portal/, its sockets in the namespace /patient. */
export async function registerPortal(
  _app: FastifyInstance,
  _context: ServerContext,
  _options: PortalOptions,
): Promise<void> {}
