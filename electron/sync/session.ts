import type { Clock } from '../../domain/ids.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { createDeviceApi, tryCall, type DeviceApi } from './device-client.ts';
import { createHttpClient, type HttpClient } from './http-client.ts';
import type { EnrolledServer, IdentityStore } from './sync-identity.ts';
import type { SyncFailure, SyncFailureCode } from './sync-failure.ts';

/** An enrolled workstation's line to its server: connection, session, and how far the two clocks are apart. */
export interface ServerLine {
  readonly http: HttpClient;
  readonly server: EnrolledServer;
  /** A token that should still be good; opens a session when there is none. */
  readonly token: () => Promise<Result<string, SyncFailure>>;
  /** Forgets the token the server no longer takes. */
  readonly forgetToken: () => void;
  /** Runs a small call in a session; opens another one once when the server says it is over. */
  readonly call: <Value>(
    work: (api: DeviceApi) => Promise<Value>,
  ) => Promise<Result<Value, { readonly code: string }>>;
  /** This workstation's clock minus the server's, in ms, at the last answer; null before the first. */
  readonly clockSkewMs: () => number | null;
  readonly noteServerTime: (serverAt: string) => void;
  readonly close: () => void;
}

export function createServerLine(
  server: EnrolledServer,
  identity: IdentityStore,
  workstationId: string,
  clock: Clock,
): ServerLine {
  const http = createHttpClient(server);
  let current: string | null = null;
  let opening: Promise<Result<string, SyncFailure>> | null = null;
  let skewMs: number | null = null;
  const api = createDeviceApi(http, server.url, () => current);
  const noteServerTime = (serverAt: string) => {
    skewMs = clock.nowMs() - Date.parse(serverAt);
  };

  const open = async (): Promise<Result<string, SyncFailure>> => {
    const challenge = await tryCall(() => api.challenge({ workstationId }));
    if (!challenge.ok) return err(asFailure(challenge.error.code));
    const { nonce, serverId, serverAt } = challenge.value;
    if (serverId !== server.serverId) return err({ code: 'server-nonsense' });
    noteServerTime(serverAt);
    const signature = identity.signSession(serverId, workstationId, nonce);
    const session = await tryCall(() => api.openSession({ workstationId, nonce, signature }));
    if (!session.ok) return err(asFailure(session.error.code));
    current = session.value.token;
    return ok(session.value.token);
  };
  const token = async (): Promise<Result<string, SyncFailure>> => {
    if (current !== null) return ok<string>(current);
    opening ??= open().finally(() => {
      opening = null;
    });
    return opening;
  };

  return {
    http,
    server,
    token,
    forgetToken: () => {
      current = null;
    },
    async call(work) {
      for (let attempt = 1; ; attempt += 1) {
        const opened = await token();
        if (!opened.ok) return opened;
        const result = await tryCall(() => work(api));
        if (result.ok) return result;
        if (result.error.code !== 'session-expired' || attempt > 1) return err({ code: result.error.code });
        current = null;
      }
    },
    clockSkewMs: () => skewMs,
    noteServerTime,
    close: () => http.close(),
  };
}

const FAILURES: readonly SyncFailureCode[] = [
  'server-unreachable',
  'server-busy',
  'certificate-mismatch',
  'update-needed',
  'workstation-revoked',
  'proof-wrong',
  'session-expired',
];

function asFailure(code: string): SyncFailure {
  return { code: FAILURES.find((known) => known === code) ?? 'server-nonsense' };
}
