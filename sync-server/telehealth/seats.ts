import type { Seat } from '../../domain/contract/telehealth/signaling.ts';

/** Whoever sits on a seat: `holderId` is the socket of a patient, the workstation of a practitioner. */
export interface SeatHolder {
  readonly holderId: string;
  readonly isPresent: boolean;
}

type SeatsOfVisit = Readonly<Record<Seat, SeatHolder | null>>;

const EMPTY: SeatsOfVisit = { practitioner: null, patient: null };

/** Who sits where, in this process; one holder a seat, the newest wins. Not stored: a server that restarts asks anew. */
export class Seats {
  readonly #byVisit = new Map<string, SeatsOfVisit>();

  of(visitId: string): SeatsOfVisit {
    return this.#byVisit.get(visitId) ?? EMPTY;
  }

  /** Puts a holder on a seat and answers whom that replaced. */
  take(visitId: string, seat: Seat, holder: SeatHolder): SeatHolder | null {
    const before = this.of(visitId)[seat];
    this.#byVisit.set(visitId, { ...this.of(visitId), [seat]: holder });
    return before !== null && before.holderId !== holder.holderId ? before : null;
  }

  /** Empties a seat when that holder has it; answers whether it did. */
  leave(visitId: string, seat: Seat, holderId: string): boolean {
    const seats = this.of(visitId);
    if (seats[seat]?.holderId !== holderId) return false;
    const after = { ...seats, [seat]: null };
    if (after.practitioner === null && after.patient === null) this.#byVisit.delete(visitId);
    else this.#byVisit.set(visitId, after);
    return true;
  }

  /** The visits on whose practitioner's seat this workstation sits. */
  visitsOfWorkstation(workstationId: string): readonly string[] {
    return [...this.#byVisit].flatMap(([visitId, { practitioner }]) =>
      practitioner?.holderId === workstationId ? [visitId] : [],
    );
  }
}
