import { ORPCError, type AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { isStorageFull } from '../database/sqlite-failure.ts';
import { describeBug } from '../describe-bug.ts';
import type { Logger } from '../session/session-context.ts';
import type { CallContext } from './call-context.ts';
import { checkWindowMessage } from './window-message.ts';

/** The core's end of a window's port: Electron's MessagePortMain, or a Node MessagePort behind `nodePort` in tests. */
export interface WindowPort {
  readonly on: (
    event: 'message' | 'close',
    listener: (event?: { readonly data: unknown }) => void,
  ) => unknown;
  readonly postMessage: (message: unknown) => void;
  readonly start: () => void;
}

/** Answers the calls of one window until its port closes. */
export type WindowServer = (port: WindowPort) => void;

/**
 * Serves the router. A message that is no call is thrown away with a line in the log; a bug in a call answers the window
 * with "internal error" and never with its text; a full disk is the typed error `storage-full` wherever it is met.
 */
export function createWindowServer(router: AnyRouter, context: CallContext, logger: Logger): WindowServer {
  const handler = new RPCHandler<CallContext>(router, {
    clientInterceptors: [
      async ({ next, path }) => {
        try {
          return await next();
        } catch (error) {
          throw reported(error, path, logger);
        }
      },
    ],
  });
  return (port) => {
    handler.upgrade(checkedPort(port, logger), { context });
    port.start();
  };
}

/** Codes of the contract are kebab-case, those of oRPC are not. */
const OWN_CODE = /^[a-z][a-z-]+$/;

function reported(error: unknown, path: readonly string[], logger: Logger): unknown {
  if (isStorageFull(error)) return new ORPCError('storage-full');
  const isExpected = error instanceof ORPCError && OWN_CODE.test(error.code);
  if (!isExpected) logger.error({ call: path.join('.'), ...describeBug(error) }, 'call-failed');
  return error;
}

function checkedPort(port: WindowPort, logger: Logger) {
  return {
    postMessage: (message: unknown) => port.postMessage(message),
    on(event: string, listener: (event?: { data: unknown }) => void) {
      if (event === 'close') port.on('close', () => listener());
      if (event !== 'message') return;
      port.on('message', (received) => {
        const checked = checkWindowMessage(received?.data);
        if (checked.ok) listener({ data: checked.value });
        else logger.error({ code: checked.error.code }, 'window-message-refused');
      });
    },
  };
}
