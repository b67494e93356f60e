import { procedures, signedIn, valueOrThrow } from '../ipc/procedures.ts';
import { bookAppointment } from './book-appointment.ts';
import { findFreeSlots } from './find-free-slots.ts';
import { listPractitioners, readDay } from './read-day.ts';
import { setAppointmentStatus } from './set-appointment-status.ts';

/** The calls about the day, slots and appointments. */
export const schedulingCalls = {
  day: procedures.scheduling.day.use(signedIn('appointment.read')).handler(({ context, input }) => {
    const waiting = context.services.telehealth
      .lastKnown()
      .flatMap(({ appointmentId, waitingSince }) =>
        waitingSince === null ? [] : [[appointmentId, waitingSince] as const],
      );
    return readDay(context.signedIn, input, new Map(waiting));
  }),

  freeSlots: procedures.scheduling.freeSlots
    .use(signedIn('appointment.read'))
    .handler(({ context, input }) => findFreeSlots(context.signedIn, input)),

  book: procedures.scheduling.book
    .use(signedIn('appointment.write'))
    .handler(({ context, input, errors }) => valueOrThrow(bookAppointment(context.signedIn, input), errors)),

  setStatus: procedures.scheduling.setStatus
    .use(signedIn('appointment.write'))
    .handler(({ context, input, errors }) =>
      valueOrThrow(setAppointmentStatus(context.signedIn, input), errors),
    ),

  practitioners: procedures.scheduling.practitioners
    .use(signedIn('appointment.read'))
    .handler(({ context }) => listPractitioners(context.signedIn.clinic)),
};
