import { readBloodPressures } from './blood-pressures.ts';
import { confirmBirthDate } from './confirm-birth-date.ts';
import { enterWaitingRoom } from './enter-waiting-room.ts';
import { openLink } from './open-link.ts';
import { atHumanPace, portalProcedures, withOpenRecord, withPatientSession } from './portal-procedures.ts';
import { readOrganization, summarizeVisit } from './visit-summary.ts';

/** The calls of domain/contract/http/portal.ts. */
export function createPortalRouter() {
  return portalProcedures.router({
    openLink: portalProcedures.openLink
      .use(atHumanPace)
      .handler(async ({ context: { server }, input, errors }) => {
        const opened = await openLink(server, input);
        if (!opened.ok) throw errors[opened.error.code]();
        return opened.value;
      }),
    visit: portalProcedures.visit
      .use(atHumanPace)
      .use(withPatientSession)
      .handler(async ({ context: { server, session }, errors }) => {
        const summary = await summarizeVisit(server, session);
        if (!summary.ok) throw errors[summary.error.code]();
        return summary.value;
      }),
    enterWaitingRoom: portalProcedures.enterWaitingRoom
      .use(atHumanPace)
      .use(withPatientSession)
      .handler(async ({ context: { server, session }, errors }) => {
        const entered = await enterWaitingRoom(server, session);
        if (entered.ok) return entered.value;
        if (entered.error.code === 'too-early')
          throw errors['too-early']({ data: { opensAt: entered.error.opensAt } });
        throw errors[entered.error.code]();
      }),
    confirmBirthDate: portalProcedures.confirmBirthDate
      .use(atHumanPace)
      .use(withPatientSession)
      .handler(async ({ context: { server, session }, input, errors }) => {
        const confirmed = await confirmBirthDate(server, session, input.birthDate);
        if (confirmed.ok) return confirmed.value;
        if (confirmed.error.code === 'link-closed') throw errors['link-closed']();
        throw errors['birth-date-wrong']({ data: { triesLeft: confirmed.error.triesLeft } });
      }),
    bloodPressures: portalProcedures.bloodPressures
      .use(atHumanPace)
      .use(withOpenRecord)
      .handler(async ({ context: { server, session }, errors }) => {
        const organization = await readOrganization(server.store.record, session.clinicId);
        if (organization === null) throw errors['session-expired']();
        return { readings: await readBloodPressures(server, session), timeZone: organization.timeZone };
      }),
  });
}
