import { z } from 'zod';
import { Instant, ResourceId } from '../../ids.ts';
import { VisitRoomState } from './signaling.ts';

/** A video visit as the server tells the workstation and the workstation its windows. */
export const VideoVisit = z.object({
  visitId: ResourceId,
  appointmentId: ResourceId,
  patientId: ResourceId,
  state: VisitRoomState,
  waitingSince: Instant.nullable(),
  linkExpiresAt: Instant,
});
export type VideoVisit = z.infer<typeof VideoVisit>;
