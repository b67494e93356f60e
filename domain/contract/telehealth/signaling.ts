import { z } from 'zod';
import { ResourceId } from '../../ids.ts';

/** Where a video visit stands; the server alone moves it. */
export const VisitRoomState = z.enum(['scheduled', 'waiting', 'admitted', 'in-call', 'ended']);
export type VisitRoomState = z.infer<typeof VisitRoomState>;

/** The two seats of a visit: one person each; a new socket of a seat replaces the old. */
export const Seat = z.enum(['practitioner', 'patient']);
export type Seat = z.infer<typeof Seat>;

/** RTCIceServer as the server hands it out, our own STUN/TURN only; empty on a LAN. */
export const IceServer = z.object({
  urls: z.array(z.string().max(300)).max(8),
  username: z.string().max(300).optional(),
  credential: z.string().max(300).optional(),
});
export type IceServer = z.infer<typeof IceServer>;

/**
 * One signal between the seats. `epoch` rises only when a side has a NEW peer (reload, rejoin), never on a socket's
 * reconnect; `seq` counts within an epoch. `payload` of `signal` is the list of what simple-peer gave since the last one
 * (SDP, candidates), of `hello` a HelloPayload (domain/telehealth/epoch.ts); at most 64 kB as JSON, relayed and never logged.
 */
export const SignalBody = z.object({
  epoch: z.int().min(0),
  seq: z.int().min(0),
  kind: z.enum(['signal', 'restart-please', 'hello']),
  payload: z.json().optional(),
});
export type SignalBody = z.infer<typeof SignalBody>;

/** What a seat hears. */
export const CallEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('room'), state: VisitRoomState, otherSeatPresent: z.boolean() }),
  z.object({ kind: z.literal('signal'), signal: SignalBody }),
  z.object({ kind: z.literal('socket'), connected: z.boolean() }),
  z.object({ kind: z.literal('admitted'), iceServers: z.array(IceServer) }),
  /** The seat was taken by a newer window or browser of the same person; this one has to stop. */
  z.object({ kind: z.literal('replaced') }),
]);
export type CallEvent = z.infer<typeof CallEvent>;

/** Names of the socket.io events, each with an acknowledgement `{ ok: true } | { ok: false, code }`. */
export const SIGNALING = {
  /** Both ways: SignalEnvelope; the receiver acknowledges too. */
  signal: 'call:signal',
  /** server -> seat: RoomNotice. */
  room: 'call:room',
  /** server -> patient: the ICE servers, only once admitted. */
  admitted: 'call:admitted',
  /** server -> seat: ReplacedNotice; a newer socket took the seat. */
  replaced: 'call:replaced',
  /** seat -> server: LeaveRequest. */
  leave: 'call:leave',
  /** practitioner -> server: SeatRequest, after a reconnect; `not-seated` when another workstation has the seat by now. */
  seat: 'call:seat',
} as const;

/** The largest signal, as JSON in UTF-8 bytes. */
export const MAX_SIGNAL_BYTES = 64 * 1024;

/**
 * The answer to `signal`, `leave` and `seat`. The server answers `ok` only when the other seat's page has the signal, so a sender may
 * repeat until then; the receiver drops what it has by (epoch, seq).
 * - `other-seat-absent`: nobody there, or no answer in time. Remedy: send again when the room says that the seat is taken.
 * - `not-admitted`: nothing passes before the practitioner admits or after the end.
 * - `not-seated`: this socket does not hold the seat (it was replaced, or never took it).
 * - `malformed`, `too-large`, `too-many`: refused unread; a bug or an attack.
 */
export const SignalAck = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true) }),
  z.object({
    ok: z.literal(false),
    code: z.enum(['other-seat-absent', 'not-admitted', 'not-seated', 'malformed', 'too-large', 'too-many']),
  }),
]);
export type SignalAck = z.infer<typeof SignalAck>;

export const SignalEnvelope = z.object({ visitId: ResourceId, signal: SignalBody });
export const RoomNotice = z.object({
  visitId: ResourceId,
  state: VisitRoomState,
  otherSeatPresent: z.boolean(),
});
export const AdmittedNotice = z.object({ visitId: ResourceId, iceServers: z.array(IceServer) });
export const ReplacedNotice = z.object({ visitId: ResourceId });
export const SeatRequest = z.object({ visitId: ResourceId });
export const LeaveRequest = z.object({ visitId: ResourceId, end: z.boolean() });
