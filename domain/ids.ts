import { z } from 'zod';

/** Any resource id: a UUID (version 7 when we made it), lower case. */
export const ResourceId = z.uuid().toLowerCase();
export type ResourceId = z.infer<typeof ResourceId>;

/** A workstation's id as the server knows it: a UUID made at enrolment. */
export const WorkstationId = z.uuid().toLowerCase();
export type WorkstationId = z.infer<typeof WorkstationId>;

/** An instant as an ISO 8601 string in UTC with milliseconds, e.g. 2026-11-23T09:30:00.000Z. */
export const Instant = z.iso.datetime({ precision: 3 });
export type Instant = z.infer<typeof Instant>;

/** A calendar date without time or zone, ISO 8601, e.g. 1961-04-12. */
export const CalendarDate = z.iso.date();
export type CalendarDate = z.infer<typeof CalendarDate>;

/** Where instants come from: handed in, so that rules and tests own time. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly nowMs: () => number;
}

/** Where ids come from: UUIDv7, handed in, so that tests can be repeated. */
export interface IdSource {
  readonly nextId: () => string;
}

/** The clock's time as an Instant. */
export function instantOf(clock: Clock): Instant {
  return new Date(clock.nowMs()).toISOString();
}
