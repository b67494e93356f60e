import type { Logger } from 'pino';
import type { Server as SocketServer } from 'socket.io';
import {
  AdmittedNotice,
  type IceServer,
  SIGNALING,
  type Seat,
  type SignalBody,
  type VisitRoomState,
} from '../../domain/contract/telehealth/signaling.ts';
import { PATIENT_NAMESPACE } from '../../domain/contract/http/portal.ts';
import { BELL } from '../../domain/contract/sync/wire.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import {
  isOpenForCall,
  isOtherSeatPresent,
  moveRoom,
  type RoomError,
  type RoomEvent,
  type VisitRoom,
} from '../../domain/telehealth/room.ts';
import { clinicRoom, workstationRoom } from '../server-context.ts';
import type { VisitRecord, VisitStore } from '../store/visit-store.ts';
import { Seats } from './seats.ts';

/** A patient whose connection dropped keeps the place in line for this long, in ms. */
const AWAY_GRACE_MS = 60_000;
/** The other seat's page has to take a signal within this time, in ms; below the second the sender waits. */
const RELAY_TIMEOUT_MS = 800;

export interface VisitRoomsDeps {
  readonly visits: VisitStore;
  readonly io: SocketServer;
  readonly logger: Logger;
  readonly iceServers: (visitId: string) => readonly IceServer[];
}

type MoveError = RoomError | { readonly code: 'not-found' };

/**
 * The authority over all visits' rooms: moves them by domain/telehealth/room.ts, stores what lasts (state, waiting since), and
 * tells both seats and the clinic's workstations. Seats live in memory; sockets that come back take theirs again.
 */
export class VisitRooms {
  readonly seats = new Seats();
  readonly #deps: VisitRoomsDeps;
  readonly #awayTimers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(deps: VisitRoomsDeps) {
    this.#deps = deps;
  }

  roomOf(visit: VisitRecord): VisitRoom {
    const { practitioner, patient } = this.seats.of(visit.visitId);
    return {
      state: visit.state,
      waitingSince: visit.waitingSince,
      practitionerPresent: practitioner?.isPresent ?? false,
      patientPresent: patient?.isPresent ?? false,
    };
  }

  /** One event: stored, then told. The seats have to be as the event says already. */
  async move(visitId: string, event: RoomEvent): Promise<Result<VisitRecord, MoveError>> {
    let refusal: RoomError | null = null;
    let stateBefore: VisitRoomState | null = null;
    const stored = await this.#deps.visits.changeVisit(visitId, (visit) => {
      const moved = moveRoom(this.roomOf(visit), event);
      stateBefore = visit.state;
      refusal = moved.ok ? null : moved.error;
      if (!moved.ok) return null;
      const { state, waitingSince } = moved.value;
      const isSame = state === visit.state && waitingSince === visit.waitingSince;
      return isSame ? null : { ...visit, state, waitingSince };
    });
    if (stored === null) return err({ code: 'not-found' });
    if (refusal !== null) return err(refusal);
    this.#tell(stored, stateBefore);
    return ok(stored);
  }

  /** Puts the patient's socket on the seat; an older one is told and closed. */
  async patientCame(visitId: string, socketId: string): Promise<void> {
    this.#stopAwayTimer(visitId);
    const replaced = this.seats.take(visitId, 'patient', { holderId: socketId, isPresent: true });
    if (replaced !== null) this.#dismissPatient(visitId, replaced.holderId);
    const moved = await this.move(visitId, { kind: 'seat-taken', seat: 'patient' });
    const visit = moved.ok ? moved.value : await this.#deps.visits.visit(visitId);
    if (visit === null) return;
    // A refused move told nobody; whoever just came still has to hear that the visit is over.
    if (!moved.ok) this.#tellSeat(visit, 'patient');
    if (isOpenForCall(visit.state)) this.#tellAdmitted(visit);
  }

  /** `isLeaving`: the patient said so; otherwise the connection dropped, and the place in line is kept for a while. */
  async patientWent(visitId: string, socketId: string, isLeaving: boolean): Promise<void> {
    if (!this.seats.leave(visitId, 'patient', socketId)) return;
    await this.move(visitId, { kind: 'seat-left', seat: 'patient' });
    if (isLeaving) await this.move(visitId, { kind: 'patient-gone' });
    else this.noteAway(visitId);
  }

  /** Starts the grace time of a waiting patient who is not connected; again changes nothing. */
  noteAway(visitId: string): void {
    if (this.#awayTimers.has(visitId)) return;
    const timer = setTimeout(() => {
      this.#awayTimers.delete(visitId);
      if (this.seats.of(visitId).patient !== null) return;
      void this.move(visitId, { kind: 'patient-gone' }).catch((error: unknown) => {
        this.#deps.logger.error({ err: error }, 'a waiting patient could not be taken out of the line');
      });
    }, AWAY_GRACE_MS);
    timer.unref();
    this.#awayTimers.set(visitId, timer);
  }

  /** Puts a workstation on the practitioner's seat; the one before it is told. */
  async workstationCame(visitId: string, workstationId: string): Promise<void> {
    const isPresent = this.#isWorkstationConnected(workstationId);
    const replaced = this.seats.take(visitId, 'practitioner', { holderId: workstationId, isPresent });
    if (replaced !== null) this.#toWorkstation(replaced.holderId).emit(SIGNALING.replaced, { visitId });
    await this.move(visitId, { kind: isPresent ? 'seat-taken' : 'seat-left', seat: 'practitioner' });
  }

  async workstationWent(visitId: string, workstationId: string): Promise<void> {
    if (!this.seats.leave(visitId, 'practitioner', workstationId)) return;
    await this.move(visitId, { kind: 'seat-left', seat: 'practitioner' });
  }

  /** The workstation's socket came back or dropped: the seats it holds stay its own. */
  async workstationSocketChanged(workstationId: string, isPresent: boolean): Promise<void> {
    for (const visitId of this.seats.visitsOfWorkstation(workstationId)) {
      this.seats.take(visitId, 'practitioner', { holderId: workstationId, isPresent });
      await this.move(visitId, { kind: isPresent ? 'seat-taken' : 'seat-left', seat: 'practitioner' });
    }
  }

  /** Lets the waiting patient in and tells the browser where the ICE servers are. */
  async admit(visitId: string, workstationId: string): Promise<Result<VisitRecord, MoveError>> {
    const moved = await this.move(visitId, { kind: 'admitted' });
    if (!moved.ok) return moved;
    await this.workstationCame(visitId, workstationId);
    this.#tellAdmitted(moved.value);
    return moved;
  }

  /** Hands a signal to the seat opposite of `from`; true when its page took it. */
  async relay(visitId: string, from: Seat, signal: SignalBody): Promise<boolean> {
    const { practitioner, patient } = this.seats.of(visitId);
    const holder = from === 'patient' ? practitioner : patient;
    if (holder === null || !holder.isPresent) return false;
    const target =
      from === 'patient' ? this.#toWorkstation(holder.holderId) : this.#toPatient(holder.holderId);
    try {
      const answers: unknown[] = await target
        .timeout(RELAY_TIMEOUT_MS)
        .emitWithAck(SIGNALING.signal, { visitId, signal });
      return answers.length > 0;
    } catch {
      // socket.io rejects when an acknowledgement is late: the sender tries again.
      return false;
    }
  }

  /** Closes the patient's socket of a visit: its link became useless. */
  dismissPatientOf(visitId: string): void {
    const { patient } = this.seats.of(visitId);
    if (patient !== null) this.#dismissPatient(visitId, patient.holderId);
  }

  close(): void {
    for (const timer of this.#awayTimers.values()) clearTimeout(timer);
    this.#awayTimers.clear();
  }

  #tell(visit: VisitRecord, stateBefore: VisitRoomState | null): void {
    this.#tellSeat(visit, 'patient');
    this.#tellSeat(visit, 'practitioner');
    if (visit.state !== stateBefore) this.ringClinic(visit.clinicId);
  }

  /** "The visits changed", to every workstation of the clinic; no data. */
  ringClinic(clinicId: string): void {
    this.#deps.io.of(BELL.namespace).to(clinicRoom(clinicId)).emit(BELL.visits);
  }

  #tellSeat(visit: VisitRecord, seat: Seat): void {
    const holder = this.seats.of(visit.visitId)[seat];
    if (holder === null) return;
    const target =
      seat === 'patient' ? this.#toPatient(holder.holderId) : this.#toWorkstation(holder.holderId);
    // A patient is told about the practitioner's seat only once admitted.
    const otherSeatPresent = isOpenForCall(visit.state) && isOtherSeatPresent(this.roomOf(visit), seat);
    target.emit(SIGNALING.room, { visitId: visit.visitId, state: visit.state, otherSeatPresent });
  }

  #tellAdmitted({ visitId }: VisitRecord): void {
    const { patient } = this.seats.of(visitId);
    if (patient === null) return;
    const notice = AdmittedNotice.parse({ visitId, iceServers: this.#deps.iceServers(visitId) });
    this.#toPatient(patient.holderId).emit(SIGNALING.admitted, notice);
  }

  #dismissPatient(visitId: string, socketId: string): void {
    this.#toPatient(socketId).emit(SIGNALING.replaced, { visitId });
    this.#deps.io.of(PATIENT_NAMESPACE).in(socketId).disconnectSockets(true);
  }

  #toPatient(socketId: string) {
    return this.#deps.io.of(PATIENT_NAMESPACE).to(socketId);
  }

  #toWorkstation(workstationId: string) {
    return this.#deps.io.of(BELL.namespace).to(workstationRoom(workstationId));
  }

  #isWorkstationConnected(workstationId: string): boolean {
    return (
      (this.#deps.io.of(BELL.namespace).adapter.rooms.get(workstationRoom(workstationId))?.size ?? 0) > 0
    );
  }

  #stopAwayTimer(visitId: string): void {
    clearTimeout(this.#awayTimers.get(visitId));
    this.#awayTimers.delete(visitId);
  }
}
