import { implement, ORPCError } from '@orpc/server';
import { isServedProtocol } from '../../domain/contract/protocol.ts';
import { deviceApiContract } from '../../domain/contract/sync/device-api.ts';
import type { ServerContext } from '../server-context.ts';
import { principalOf } from './sessions.ts';

/** What each call of a workstation starts from. */
export interface DeviceCallContext {
  readonly server: ServerContext;
  readonly authorization: string | undefined;
  readonly protocol: string | undefined;
}

/** Procedures of the device API are implemented from here. */
export const deviceProcedures = implement(deviceApiContract).$context<DeviceCallContext>();

/** Serves only versions in range; others hear `update-needed` and keep what they have. */
export const servedVersion = deviceProcedures.middleware(({ context, next }) => {
  if (!isServedProtocol(context.protocol)) throw new ORPCError('update-needed');
  return next();
});

/** Lets a call through only with an open session and gives it `context.workstation`. */
export const withSession = deviceProcedures.middleware(async ({ context, next }) => {
  if (!isServedProtocol(context.protocol)) throw new ORPCError('update-needed');
  const principal = await principalOf(context.server, context.authorization);
  if (!principal.ok) throw new ORPCError(principal.error.code);
  return next({ context: { workstation: principal.value } });
});
