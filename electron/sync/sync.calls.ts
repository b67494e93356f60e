import { err, type Result } from '../../domain/result.ts';
import type { SignedIn } from '../clinic.ts';
import { clinicOf } from '../session/clinic-profile.ts';
import { procedures, signedIn, valueOrThrow } from '../ipc/procedures.ts';
import { writeEnrolmentCode } from './server-address.ts';
import type { SyncEngine } from './sync-engine.ts';

/** The name the first workstation of a clinic is listed under. */
const FIRST_WORKSTATION = 'Workstation 1';

/** domain/contract/ipc/sync.ts: where this workstation stands with the server, and who else does. */
export const syncCalls = {
  status: procedures.sync.status
    .use(signedIn('patient.read'))
    .handler(({ context }) => context.services.sync.status()),

  syncNow: procedures.sync.syncNow.use(signedIn('patient.read')).handler(async ({ context }) => {
    await context.services.sync.syncNow();
    return {};
  }),

  connectServer: procedures.sync.connectServer
    .use(signedIn('clinic.manage'))
    .handler(async ({ context: { services, signedIn: who }, input, errors }) => {
      const clinicName = clinicOf(who.clinic).name;
      const connected = await services.sync.connectServer({
        ...input,
        clinicName,
        workstationName: FIRST_WORKSTATION,
      });
      if (!connected.ok && connected.error.code === 'code-expired') throw errors['code-wrong'](); // a set-up code has no time
      valueOrThrow(connected as Result<null, { code: Exclude<ConnectCode, 'code-expired'> }>, errors); // see the line above
      return {};
    }),

  createEnrolmentCode: procedures.sync.createEnrolmentCode
    .use(signedIn('workstation.enrol'))
    .handler(async ({ context: { services, signedIn: who }, errors }) => {
      const { practitionerId } = who.session;
      const made = await services.sync.call((api) => api.createEnrolmentCode({ practitionerId }));
      audit(who, 'enrolment-code-made', made);
      const { secret, expiresAt, certificateFingerprint } = valueOrThrow(forWindow(made), errors);
      const address = services.sync.serverAddress();
      if (address === null) throw errors['server-unreachable']();
      return {
        enrolmentCode: writeEnrolmentCode({ url: address.url, certificateFingerprint }, secret),
        expiresAt,
      };
    }),

  workstations: procedures.sync.workstations
    .use(signedIn('workstation.enrol'))
    .handler(async ({ context: { services, signedIn: who }, errors }) => {
      const list = valueOrThrow(forWindow(await services.sync.call((api) => api.workstations())), errors);
      return list.map((each) => ({ ...each, isThis: each.workstationId === who.clinic.workstationId }));
    }),

  revokeWorkstation: procedures.sync.revokeWorkstation
    .use(signedIn('workstation.enrol'))
    .handler(async ({ context: { services, signedIn: who }, input, errors }) => {
      const { practitionerId } = who.session;
      const revoked = await services.sync.call((api) => api.revokeWorkstation({ ...input, practitionerId }));
      audit(who, 'workstation-revoked', revoked);
      valueOrThrow(forWindow(revoked), errors);
      return {};
    }),
};

/** Who let a workstation in or shut one out is written down, also when the server did not do it. */
function audit(
  { clinic, session }: SignedIn,
  event: string,
  result: Result<unknown, { code: string }>,
): void {
  clinic.audit.record({
    action: 'E',
    event,
    agentId: session.practitionerId,
    entityType: null,
    entityId: null,
    changeId: null,
    outcome: result.ok ? 'success' : 'refused',
  });
}

type ConnectCode = Extract<Awaited<ReturnType<SyncEngine['connectServer']>>, { ok: false }>['error']['code'];
type CallFailure = { readonly code: 'server-unreachable' | 'server-nonsense' | 'not-found' | 'not-allowed' };

/** What a window may hear of a call to the server: its own words for what it can do something about. */
function forWindow<Value>(result: Result<Value, { readonly code: string }>): Result<Value, CallFailure> {
  if (result.ok) return result;
  switch (result.error.code) {
    case 'not-found':
    case 'not-allowed':
    case 'server-nonsense':
      return err({ code: result.error.code });
    default:
      return err({ code: 'server-unreachable' });
  }
}
