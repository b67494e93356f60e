import { err, ok, type Result } from '../../domain/result.ts';
import { createDeviceApi, tryCall, type DeviceApi } from './device-client.ts';
import { createHttpClient } from './http-client.ts';
import type { ServerAddress } from './server-address.ts';
import type { EnrolledServer, IdentityStore } from './sync-identity.ts';

/** Why a workstation did not get into a clinic; the words are those of the IPC contract. */
export type JoinServerFailure = {
  readonly code:
    | 'code-wrong'
    | 'code-used'
    | 'code-expired'
    | 'server-unreachable'
    | 'server-nonsense'
    | 'certificate-mismatch'
    | 'update-needed';
};

/** How this workstation introduces itself. */
export interface Introduction {
  readonly workstationId: string;
  readonly name: string;
}

type NewWorkstation = Introduction & { readonly publicKey: string; readonly epoch: string };
type Joined = { readonly serverId: string; readonly clinicId: string };

/** Founds the clinic on an empty server; this workstation then has everything already. */
export function foundOnServer(
  address: ServerAddress,
  identity: IdentityStore,
  introduction: Introduction,
  input: { readonly setupCode: string; readonly clinicName: string },
): Promise<Result<EnrolledServer, JoinServerFailure>> {
  return join(address, identity, introduction, (api, workstation) => api.found({ ...input, workstation }));
}

/** Enrols with a one-time code; the clinic comes as a snapshot. */
export function enrolAtServer(
  address: ServerAddress,
  identity: IdentityStore,
  introduction: Introduction,
  secret: string,
): Promise<Result<EnrolledServer, JoinServerFailure>> {
  return join(address, identity, introduction, (api, workstation) => api.enrol({ secret, workstation }));
}

async function join(
  address: ServerAddress,
  identity: IdentityStore,
  introduction: Introduction,
  ask: (api: DeviceApi, workstation: NewWorkstation) => Promise<Joined>,
): Promise<Result<EnrolledServer, JoinServerFailure>> {
  const http = createHttpClient(address);
  try {
    const { publicKey, epoch } = identity.get();
    const api = createDeviceApi(http, address.url, () => null);
    const answer = await tryCall(() => ask(api, { ...introduction, publicKey, epoch }));
    if (!answer.ok) return err({ code: failureOf(answer.error.code) });
    const { serverId, clinicId } = answer.value;
    return ok({ ...address, serverId, clinicId });
  } finally {
    http.close();
  }
}

const FAILURES = [
  'code-wrong',
  'code-used',
  'code-expired',
  'server-nonsense',
  'certificate-mismatch',
  'update-needed',
] as const;

function failureOf(code: string): JoinServerFailure['code'] {
  if (code === 'server-busy') return 'server-unreachable';
  return (
    FAILURES.find((known) => known === code) ?? (code === 'server-unreachable' ? code : 'server-nonsense')
  );
}
