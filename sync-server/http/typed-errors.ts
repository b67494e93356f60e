import { ORPCError } from '@orpc/server';
import type { ServerContext } from '../server-context.ts';
import { StorageFullError } from '../store/server-store.ts';

/**
 * The interceptor of every oRPC door of the server. Typed errors pass; a full disk is `server-storage-full`; anything else
 * is logged as `failed`, without the call's contents, and leaves as `server-failed`.
 */
export function typedErrorsOnly({ logger }: ServerContext, failed: string) {
  return async <Answer>({ next }: { readonly next: () => Promise<Answer> }): Promise<Answer> => {
    try {
      return await next();
    } catch (error) {
      if (error instanceof ORPCError) throw error;
      if (error instanceof StorageFullError) throw new ORPCError('server-storage-full', { status: 507 });
      logger.error({ failure: error instanceof Error ? error.stack : 'unknown' }, failed);
      throw new ORPCError('server-failed', { status: 500 });
    }
  };
}
