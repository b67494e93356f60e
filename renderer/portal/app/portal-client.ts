import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import type { portalContract } from '../../../domain/contract/http/portal.ts';

export type PortalCalls = ContractRouterClient<typeof portalContract>;

/** The portal's calls; `as` gives the same in a patient's session. */
export interface PortalClient {
  readonly origin: string;
  readonly open: PortalCalls;
  readonly as: (sessionToken: string) => PortalCalls;
}

/** A call that hangs longer than this counts as unreachable, in ms. */
const CALL_TIMEOUT_MS = 15_000;

export function createPortalClient(origin: string): PortalClient {
  const clientOf = (headers: Record<string, string>): PortalCalls =>
    createORPCClient(
      new RPCLink({
        url: `${origin}/portal/rpc`,
        headers,
        fetch: (request, init) =>
          fetch(request, { ...init, cache: 'no-store', signal: AbortSignal.timeout(CALL_TIMEOUT_MS) }),
      }),
    );
  return {
    origin,
    open: clientOf({}),
    as: (sessionToken) => clientOf({ authorization: `Bearer ${sessionToken}` }),
  };
}
