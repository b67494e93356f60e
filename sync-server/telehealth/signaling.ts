import { z } from 'zod';
import type { Socket } from 'socket.io';
import { PATIENT_NAMESPACE } from '../../domain/contract/http/portal.ts';
import { BELL } from '../../domain/contract/sync/wire.ts';
import {
  LeaveRequest,
  MAX_SIGNAL_BYTES,
  SeatRequest,
  SIGNALING,
  SignalEnvelope,
  type Seat,
  type SignalAck,
} from '../../domain/contract/telehealth/signaling.ts';
import { isOpenForCall } from '../../domain/telehealth/room.ts';
import { hashSecret } from '../http/tokens.ts';
import type { ServerContext, WorkstationSocketData } from '../server-context.ts';
import type { PatientSessionRecord } from '../store/visit-store.ts';
import { TokenBuckets } from './token-bucket.ts';
import type { VisitRooms } from './visit-rooms.ts';

/** A join sends about twenty signals; ICE restarts a handful every three seconds. */
const SIGNAL_LIMITS = { burst: 120, perSecond: 20 } as const;

const PatientAuth = z.object({ sessionToken: z.string().min(20).max(200) });
type Acknowledge = (ack: SignalAck) => void;
/** Who speaks: the seat, and by which name the seat is held. */
interface Speaker {
  readonly seat: Seat;
  readonly holderId: string;
  readonly clinicId: string;
  /** The one visit of a patient's session; null for workstations, which may know several. */
  readonly visitId: string | null;
  readonly socketId: string;
}

/**
 * The relay between the seats: both namespaces, the same rules. Every message is checked, capped in size and rate and
 * acknowledged; nothing passes before admission; contents are never logged.
 */
export function attachSignaling(context: ServerContext): void {
  const rooms = context.visitRooms;
  const buckets = new TokenBuckets(SIGNAL_LIMITS, context.clock);

  const patients = context.io.of(PATIENT_NAMESPACE);
  patients.use(async (socket, next) => {
    try {
      const session = await sessionOfSocket(context, socket);
      if (session !== null) socket.data = session;
      next(session === null ? new Error('session-expired') : undefined);
    } catch (error) {
      // The store failed: nobody gets in unchecked.
      context.logger.error({ err: error }, 'a patient socket could not be checked');
      next(new Error('server-failed'));
    }
  });
  patients.on('connection', (socket) => {
    const { visitId, clinicId } = socket.data as PatientSessionRecord; // put there by the check above
    const speaker: Speaker = { seat: 'patient', holderId: socket.id, clinicId, visitId, socketId: socket.id };
    listen(context, buckets, socket, speaker);
    watch(context, rooms.patientCame(visitId, socket.id));
    socket.on('disconnect', () => {
      buckets.forget(socket.id);
      watch(context, rooms.patientWent(visitId, socket.id, false));
    });
  });

  const workstations = context.io.of(BELL.namespace);
  workstations.on('connection', (socket) => {
    const { workstationId, clinicId } = socket.data as WorkstationSocketData; // put there by the bell's check
    const speaker: Speaker = {
      seat: 'practitioner',
      holderId: workstationId,
      clinicId,
      visitId: null,
      socketId: socket.id,
    };
    listen(context, buckets, socket, speaker);
    watch(context, rooms.workstationSocketChanged(workstationId, true));
    socket.on('disconnect', () => {
      buckets.forget(socket.id);
      const isAnotherThere = [...workstations.sockets.values()].some(
        (other) => (other.data as WorkstationSocketData).workstationId === workstationId, // as above
      );
      if (!isAnotherThere) watch(context, rooms.workstationSocketChanged(workstationId, false));
    });
  });
}

function listen(context: ServerContext, buckets: TokenBuckets, socket: Socket, speaker: Speaker): void {
  const on = (event: string, act: (message: unknown) => Promise<SignalAck>): void => {
    socket.on(event, (message: unknown, acknowledge: unknown) => {
      const answer: Acknowledge =
        typeof acknowledge === 'function' ? (acknowledge as Acknowledge) : () => undefined; // socket.io's callback
      if (!buckets.take(speaker.socketId)) return answer({ ok: false, code: 'too-many' });
      act(message).then(answer, (error: unknown) => {
        context.logger.error({ err: error, event }, 'a call message failed');
        answer({ ok: false, code: 'other-seat-absent' });
      });
    });
  };
  on(SIGNALING.signal, (message) => relaySignal(context, speaker, message));
  on(SIGNALING.leave, (message) => leaveSeat(context, speaker, message));
  if (speaker.seat === 'practitioner')
    on(SIGNALING.seat, (message) => takeSeatAgain(context, speaker, message));
}

async function relaySignal(
  { store, visitRooms }: ServerContext,
  speaker: Speaker,
  message: unknown,
): Promise<SignalAck> {
  if (!isSmall(message)) return { ok: false, code: 'too-large' };
  const envelope = SignalEnvelope.safeParse(message);
  if (!envelope.success) return { ok: false, code: 'malformed' };
  const { visitId, signal } = envelope.data;
  if (!isSeated(visitRooms, speaker, visitId)) return { ok: false, code: 'not-seated' };
  const visit = await store.visits.visit(visitId);
  if (visit === null || !isOpenForCall(visit.state)) return { ok: false, code: 'not-admitted' };
  const isTaken = await visitRooms.relay(visitId, speaker.seat, signal);
  return isTaken ? { ok: true } : { ok: false, code: 'other-seat-absent' };
}

async function leaveSeat(
  { visitRooms }: ServerContext,
  speaker: Speaker,
  message: unknown,
): Promise<SignalAck> {
  const request = LeaveRequest.safeParse(message);
  if (!request.success) return { ok: false, code: 'malformed' };
  const { visitId, end } = request.data;
  if (!isSeated(visitRooms, speaker, visitId)) return { ok: false, code: 'not-seated' };
  if (speaker.seat === 'patient') {
    await visitRooms.patientWent(visitId, speaker.holderId, true);
    return { ok: true };
  }
  if (end) await visitRooms.move(visitId, { kind: 'ended' });
  await visitRooms.workstationWent(visitId, speaker.holderId);
  return { ok: true };
}

/** After a reconnect or a restart of the server: the seat, unless another workstation took it meanwhile. */
async function takeSeatAgain(
  { store, visitRooms }: ServerContext,
  speaker: Speaker,
  message: unknown,
): Promise<SignalAck> {
  const request = SeatRequest.safeParse(message);
  if (!request.success) return { ok: false, code: 'malformed' };
  const { visitId } = request.data;
  const visit = await store.visits.visit(visitId);
  if (visit === null || visit.clinicId !== speaker.clinicId) return { ok: false, code: 'not-seated' };
  if (!isOpenForCall(visit.state)) return { ok: false, code: 'not-admitted' };
  const holder = visitRooms.seats.of(visitId).practitioner;
  if (holder !== null && holder.holderId !== speaker.holderId) return { ok: false, code: 'not-seated' };
  await visitRooms.workstationCame(visitId, speaker.holderId);
  return { ok: true };
}

function isSeated(rooms: VisitRooms, speaker: Speaker, visitId: string): boolean {
  if (speaker.visitId !== null && speaker.visitId !== visitId) return false;
  return rooms.seats.of(visitId)[speaker.seat]?.holderId === speaker.holderId;
}

function isSmall(message: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(message) ?? '', 'utf8') <= MAX_SIGNAL_BYTES;
}

/** The session behind a patient's socket; null for a wrong or expired token and for a page of another origin. */
async function sessionOfSocket(context: ServerContext, socket: Socket): Promise<PatientSessionRecord | null> {
  if (!isOwnOrigin(socket)) return null;
  const auth = PatientAuth.safeParse(socket.handshake.auth);
  if (!auth.success) return null;
  const session = await context.store.visits.patientSession(hashSecret(auth.data.sessionToken));
  if (session === null || Date.parse(session.expiresAt) <= context.clock.nowMs()) return null;
  return session;
}

/** Browsers always send Origin with a websocket; another site's page must not speak for the patient. ASVS 5.0 4.4.2. */
function isOwnOrigin({ handshake }: Socket): boolean {
  const { origin, host } = handshake.headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

function watch(context: ServerContext, work: Promise<void>): void {
  work.catch((error: unknown) => context.logger.error({ err: error }, 'a seat could not be moved'));
}
