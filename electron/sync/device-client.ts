import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { ContractRouterClient } from '@orpc/contract';
import { ResponseValidationPlugin } from '@orpc/contract/plugins';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../domain/contract/protocol.ts';
import { deviceApiContract } from '../../domain/contract/sync/device-api.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { HttpClient } from './http-client.ts';
import { failureOfCode, type SyncFailureCode } from './sync-failure.ts';

/** The small calls of domain/contract/sync/device-api.ts. */
export type DeviceApi = ContractRouterClient<typeof deviceApiContract>;

/** A failure below the call, carried through oRPC. */
class FailedOnTheWay extends Error {
  override readonly name = 'FailedOnTheWay';
  readonly code: SyncFailureCode;
  constructor(code: SyncFailureCode) {
    super(code);
    this.code = code;
  }
}

/** The API over one server's connection; `token` is asked at each call. */
export function createDeviceApi(http: HttpClient, url: string, token: () => string | null): DeviceApi {
  const link = new RPCLink({
    url: `${url}/rpc`,
    headers: () => {
      const bearer = token();
      return {
        [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      };
    },
    fetch: (request) => fetchOver(http, request),
    plugins: [new ResponseValidationPlugin(deviceApiContract)],
  });
  return createORPCClient(link);
}

async function fetchOver(http: HttpClient, request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const body = new Uint8Array(await request.arrayBuffer());
  const answer = await http.send({
    method: request.method,
    path: `${pathname}${search}`,
    headers: Object.fromEntries(request.headers),
    body: body.length === 0 ? null : body,
  });
  if (!answer.ok) throw new FailedOnTheWay(answer.error.code);
  const { status, headers } = answer.value;
  if (status === 429 || status === 503) throw new FailedOnTheWay('server-busy');
  if (status < 200 || status > 599) throw new FailedOnTheWay('server-nonsense');
  const type = headers['content-type'] ?? '';
  return new Response(new Uint8Array(answer.value.body), { status, headers: { 'content-type': type } });
}

/** What a call failed with: one of its own typed codes, or a failure of the way there. */
export type CallError = { readonly code: string; readonly isOwn: boolean };

/** Runs one call; whatever the other side answers comes back as a value. */
export async function tryCall<Value>(work: () => Promise<Value>): Promise<Result<Value, CallError>> {
  try {
    return ok<Value>(await work());
  } catch (error) {
    if (error instanceof FailedOnTheWay) return err({ code: error.code, isOwn: false });
    if (error instanceof ORPCError && error.defined) return err(ownOrFailure(String(error.code)));
    if (error instanceof ORPCError)
      return err({ code: failureOfCode(String(error.code)) ?? 'server-nonsense', isOwn: false });
    if (error instanceof Error) return err({ code: 'server-nonsense', isOwn: false }); // an answer oRPC could not read
    throw error;
  }
}

function ownOrFailure(code: string): CallError {
  const failure = failureOfCode(code);
  return failure === null ? { code, isOwn: true } : { code: failure, isOwn: false };
}
