import { deviceProcedures, withSession } from '../device/procedures.ts';
import { admitPatient } from './admit-patient.ts';
import { createVisitLink } from './create-visit-link.ts';
import { listVisits } from './list-visits.ts';

/** The part of the device API that is about video visits. A visit of another clinic is `not-found`. */
export function createVisitProcedures() {
  return {
    visits: deviceProcedures.visits
      .use(withSession)
      .handler(({ context: { server, workstation } }) => listVisits(server, workstation.clinicId)),
    createVisitLink: deviceProcedures.createVisitLink
      .use(withSession)
      .handler(async ({ context: { server, workstation }, input, errors }) => {
        const made = await createVisitLink(server, workstation, input);
        if (!made.ok) throw errors[made.error.code]();
        return made.value;
      }),
    admit: deviceProcedures.admit
      .use(withSession)
      .handler(async ({ context: { server, workstation }, input, errors }) => {
        const admitted = await admitPatient(server, workstation, input);
        if (!admitted.ok) throw errors[admitted.error.code]();
        return admitted.value;
      }),
  };
}
