import { z } from 'zod';
import { CalendarDate, Instant, ResourceId } from '../ids.ts';
import { defineResource, immutable, newest } from '../resource/define-resource.ts';
import { lineOfText } from '../resource/text.ts';
import { TimeZone } from '../organization/organization.ts';

/** FHIR Location: a room of the clinic. */
export const locationResource = defineResource({
  type: 'Location',
  patientField: null,
  fields: { name: newest(lineOfText(60)), active: newest(z.boolean()) },
});
export type Location = z.infer<typeof locationResource.schema>;

/** Wall-clock time of day, 24 hours, HH:MM, in the Schedule's zone. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** One weekly stretch of availability; weekday 1 = Monday … 7 = Sunday (ISO 8601). */
export const WeeklyAvailability = z.object({
  weekday: z.int().min(1).max(7),
  startTime: TimeOfDay,
  endTime: TimeOfDay,
});
export type WeeklyAvailability = z.infer<typeof WeeklyAvailability>;

/** FHIR Schedule: when a Practitioner can be booked. `closedOn` lists whole days off. */
export const scheduleResource = defineResource({
  type: 'Schedule',
  patientField: null,
  parents: { practitionerId: 'Practitioner' },
  fields: {
    practitionerId: immutable(ResourceId),
    timeZone: newest(TimeZone),
    slotMinutes: newest(z.int().min(5).max(240)),
    weekly: newest(z.array(WeeklyAvailability).max(50)),
    closedOn: newest(z.array(CalendarDate).max(400)),
    active: newest(z.boolean()),
  },
});
export type Schedule = z.infer<typeof scheduleResource.schema>;

/** FHIR R4 AppointmentStatus, the codes used here; `checked-in` = in the room. http://hl7.org/fhir/appointmentstatus */
export const AppointmentStatus = z.enum([
  'booked',
  'arrived',
  'checked-in',
  'fulfilled',
  'cancelled',
  'noshow',
  'entered-in-error',
]);
export type AppointmentStatus = z.infer<typeof AppointmentStatus>;

/** Where the visit happens. */
export const AppointmentModality = z.enum(['in-person', 'video']);

/** FHIR Appointment: one patient, one practitioner, one time. The `...At` fields say when each state began; null = not yet. */
export const appointmentResource = defineResource({
  type: 'Appointment',
  patientField: 'patientId',
  parents: { patientId: 'Patient', practitionerId: 'Practitioner' },
  fields: {
    patientId: immutable(ResourceId),
    practitionerId: newest(ResourceId),
    locationId: newest(ResourceId.nullable()),
    startAt: newest(Instant),
    endAt: newest(Instant),
    status: newest(AppointmentStatus),
    modality: newest(AppointmentModality),
    reason: newest(lineOfText(200).nullable()),
    arrivedAt: newest(Instant.nullable()),
    checkedInAt: newest(Instant.nullable()),
    startedAt: newest(Instant.nullable()),
    fulfilledAt: newest(Instant.nullable()),
    cancelReason: newest(lineOfText(200).nullable()),
  },
});
export type Appointment = z.infer<typeof appointmentResource.schema>;
