import type { Result } from '../../domain/result.ts';
import { procedures, signedIn, valueOrThrow } from '../ipc/procedures.ts';
import type { SignedIn } from '../clinic.ts';

/** domain/contract/ipc/telehealth.ts: video visits, and the way of a running call's signals. */
export const telehealthCalls = {
  visits: procedures.telehealth.visits
    .use(signedIn('appointment.read'))
    .handler(async ({ context, errors }) => {
      return [...valueOrThrow(await context.services.telehealth.visits(), errors)];
    }),

  createLink: procedures.telehealth.createLink
    .use(signedIn('appointment.write'))
    .handler(async ({ context: { services, signedIn: who }, input, errors }) => {
      const { appointmentId } = input;
      const appointment = who.clinic.records.get('Appointment', appointmentId);
      if (appointment === null) throw errors['not-found']();
      const made = await services.telehealth.createLink(appointmentId, who.session.practitionerId);
      audit(who, 'visit-link-made', appointmentId, made);
      return valueOrThrow(made, errors);
    }),

  admit: procedures.telehealth.admit
    .use(signedIn('telehealth.host'))
    .handler(async ({ context: { services, signedIn: who }, input, errors }) => {
      const admitted = await services.telehealth.admit(input.visitId, who.session.practitionerId);
      audit(who, 'visit-admitted', null, admitted);
      return valueOrThrow(admitted, errors);
    }),

  callEvents: procedures.telehealth.callEvents
    .use(signedIn('telehealth.host'))
    .handler(({ context, input, signal }) => context.services.telehealth.callEvents(input.visitId, signal)),

  sendSignal: procedures.telehealth.sendSignal
    .use(signedIn('telehealth.host'))
    .handler(async ({ context, input, errors }) => {
      valueOrThrow(await context.services.telehealth.sendSignal(input.visitId, input.signal), errors);
      return {};
    }),

  leave: procedures.telehealth.leave.use(signedIn('telehealth.host')).handler(async ({ context, input }) => {
    await context.services.telehealth.leave(input.visitId, input.end);
    return {};
  }),
};

function audit(
  { clinic, session }: SignedIn,
  event: string,
  appointmentId: string | null,
  result: Result<unknown>,
): void {
  clinic.audit.record({
    action: 'E',
    event,
    agentId: session.practitionerId,
    entityType: appointmentId === null ? null : 'Appointment',
    entityId: appointmentId,
    changeId: null,
    outcome: result.ok ? 'success' : 'refused',
  });
}
