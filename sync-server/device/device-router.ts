import { ORPCError } from '@orpc/server';
import { instantOf } from '../../domain/ids.ts';
import type { Failure, Result } from '../../domain/result.ts';
import { hashSecret, newToken } from '../http/tokens.ts';
import { workstationRoom } from '../server-context.ts';
import { createVisitProcedures } from '../telehealth/visit-procedures.ts';
import { isSessionProof, type Challenges } from './challenges.ts';
import { decideByRole } from './decide-by-role.ts';
import { enrolWorkstation, ENROLMENT_CODE_MS, foundClinic } from './founding.ts';
import { deviceProcedures, servedVersion, withSession } from './procedures.ts';
import { openSession } from './sessions.ts';

const valueOrThrow = <Value>(result: Result<Value, Failure>): Value => {
  if (result.ok) return result.value;
  throw new ORPCError(result.error.code);
};

/** The device API of domain/contract/sync/device-api.ts. */
export function createDeviceRouter(challenges: Challenges) {
  return deviceProcedures.router({
    found: deviceProcedures.found
      .use(servedVersion)
      .handler(async ({ context, input }) => valueOrThrow(await foundClinic(context.server, input))),
    enrol: deviceProcedures.enrol
      .use(servedVersion)
      .handler(async ({ context, input }) => valueOrThrow(await enrolWorkstation(context.server, input))),
    ...sessionProcedures(challenges),
    ...workstationProcedures(),
    ...createVisitProcedures(),
  });
}

function sessionProcedures(challenges: Challenges) {
  return {
    challenge: deviceProcedures.challenge
      .use(servedVersion)
      .handler(async ({ context: { server }, input }) => ({
        serverId: (await server.store.identity.server()).serverId,
        nonce: challenges.give(input.workstationId),
        serverAt: instantOf(server.clock),
      })),
    openSession: deviceProcedures.openSession
      .use(servedVersion)
      .handler(async ({ context: { server }, input, errors }) => {
        const { serverId } = await server.store.identity.server();
        const workstation = await server.store.identity.workstation(input.workstationId);
        const nonceTaken = challenges.take(input.workstationId, input.nonce);
        if (workstation === null || !nonceTaken) throw errors['proof-wrong']();
        const { workstationId, nonce } = input;
        if (!isSessionProof({ serverId, workstationId, nonce }, workstation.publicKey, input.signature)) {
          throw errors['proof-wrong']();
        }
        if (workstation.revokedAt !== null) throw errors['workstation-revoked']();
        return openSession(server, workstation);
      }),
  };
}

function workstationProcedures() {
  return {
    createEnrolmentCode: deviceProcedures.createEnrolmentCode
      .use(withSession)
      .handler(async ({ context: { server, workstation }, input, errors }) => {
        const act = { event: 'enrolment-code-made', entityId: null, ...input } as const;
        if (!(await decideByRole(server, workstation, 'workstation.enrol', act)))
          throw errors['not-allowed']();
        const secret = newToken(server.randomBytes);
        const expiresAt = new Date(server.clock.nowMs() + ENROLMENT_CODE_MS).toISOString();
        await server.store.identity.putEnrolmentCode({
          secretHash: hashSecret(secret),
          clinicId: workstation.clinicId,
          practitionerId: input.practitionerId,
          expiresAt,
          usedAt: null,
        });
        return { secret, expiresAt, certificateFingerprint: server.certificateFingerprint };
      }),
    workstations: deviceProcedures.workstations
      .use(withSession)
      .handler(async ({ context: { server, workstation } }) => {
        const records = await server.store.identity.workstationsOf(workstation.clinicId);
        return records.map(({ workstationId, name, enrolledAt, lastSeenAt, revokedAt }) => ({
          workstationId,
          name,
          enrolledAt,
          lastSeenAt,
          revokedAt,
        }));
      }),
    revokeWorkstation: deviceProcedures.revokeWorkstation
      .use(withSession)
      .handler(async ({ context: { server, workstation }, input, errors }) => {
        const { practitionerId, workstationId: entityId } = input;
        const act = { event: 'workstation-revoked', practitionerId, entityId } as const;
        if (!(await decideByRole(server, workstation, 'workstation.enrol', act)))
          throw errors['not-allowed']();
        const revokedAt = instantOf(server.clock);
        const found = await server.store.identity.revoke(
          workstation.clinicId,
          input.workstationId,
          revokedAt,
        );
        if (!found) throw errors['not-found']();
        server.io.of('/workstation').in(workstationRoom(input.workstationId)).disconnectSockets(true);
        return {};
      }),
  };
}
