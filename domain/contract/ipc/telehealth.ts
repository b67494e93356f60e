import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { Instant, ResourceId } from '../../ids.ts';
import { CallEvent, IceServer, SignalBody } from '../telehealth/signaling.ts';
import { VideoVisit } from '../telehealth/video-visit.ts';
import { call } from './call.ts';

const needsServer = call.errors({ 'server-unreachable': {}, 'server-nonsense': {} });

export const telehealthContract = {
  /** The visits whose link still opens, as the server last told; the errors only while it never has. */
  visits: needsServer.output(z.array(VideoVisit)),
  /** The patient's link: `<portal>/visit#<token>`; a new one makes the old one useless. Valid 24 hours after the appointment's end. Error `server-unreachable` also while the server lacks the appointment. */
  createLink: needsServer
    .input(z.object({ appointmentId: ResourceId }))
    .output(z.object({ visitId: ResourceId, link: z.string(), expiresAt: Instant })),
  /** Lets the waiting patient in and takes the doctor's seat. Errors: `nobody-waiting`, `visit-ended`. */
  admit: needsServer
    .errors({ 'nobody-waiting': {}, 'visit-ended': {} })
    .input(z.object({ visitId: ResourceId }))
    .output(z.object({ iceServers: z.array(IceServer) })),
  /** What the other seat sends, from the moment of admission or rejoin. */
  callEvents: call.input(z.object({ visitId: ResourceId })).output(eventIterator(CallEvent)),
  /** Hands one signal to the other seat; answers only when the server took it. Error `not-delivered`: no ack within a second. */
  sendSignal: call
    .errors({ 'not-delivered': {} })
    .input(z.object({ visitId: ResourceId, signal: SignalBody }))
    .output(z.object({})),
  /** Leaves the seat (the visit stays open) or ends the visit for both. */
  leave: call.input(z.object({ visitId: ResourceId, end: z.boolean() })).output(z.object({})),
};
