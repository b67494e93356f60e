import type { VideoVisit } from '../../domain/contract/telehealth/video-visit.ts';
import { BELL } from '../../domain/contract/sync/wire.ts';
import type { CallEvent, IceServer, SignalBody } from '../../domain/contract/telehealth/signaling.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { SyncEngine } from '../sync/sync-engine.ts';
import { SeatedCalls } from './seated-calls.ts';

type ServerFailure = { readonly code: 'server-unreachable' | 'server-nonsense' };

/** The link is the patient's secret. */
interface VisitLink {
  readonly visitId: string;
  readonly link: string;
  readonly expiresAt: string;
}

/** What telehealth needs of the sync engine: its session and its socket. */
export type TelehealthLine = Pick<SyncEngine, 'call' | 'syncNow' | 'socket'>;

export interface TelehealthOptions {
  readonly line: TelehealthLine;
  /** Tells the windows that the visits changed. */
  readonly onVisits: () => void;
}

/** The workstation's side of video visits: what the server knows of them, and the way of a window's signals. */
export interface Telehealth {
  readonly visits: () => Promise<Result<readonly VideoVisit[], ServerFailure>>;
  /** The visits as last heard from the server, without asking it; kept up by the bell. Empty before the first answer. */
  readonly lastKnown: () => readonly VideoVisit[];
  /** A fresh link, made by that Practitioner; `not-allowed` where the server knows no role of theirs that may. */
  readonly createLink: (
    appointmentId: string,
    practitionerId: string,
  ) => Promise<Result<VisitLink, ServerFailure | { readonly code: 'not-allowed' }>>;
  readonly admit: (
    visitId: string,
    practitionerId: string,
  ) => Promise<Result<{ readonly iceServers: IceServer[] }, ServerFailure | { readonly code: AdmitCode }>>;
  /** Everything of one visit from now on, the present room first. Ends with `signal` and with the clinic. */
  readonly callEvents: (visitId: string, signal: AbortSignal | undefined) => AsyncGenerator<CallEvent>;
  readonly sendSignal: (
    visitId: string,
    signal: SignalBody,
  ) => Promise<Result<null, { readonly code: 'not-delivered' }>>;
  readonly leave: (visitId: string, end: boolean) => Promise<void>;
  /** Whether a window here sits in a call with a patient who is there, heard or silent. */
  readonly isInCall: () => boolean;
  readonly close: () => void;
}

const ADMIT_CODES = ['nobody-waiting', 'visit-ended', 'not-found', 'not-allowed'] as const;
type AdmitCode = (typeof ADMIT_CODES)[number];

/** Lives as long as the clinic is open. A seat taken here stays this workstation's over every reconnection. */
export function createTelehealth({ line, onVisits }: TelehealthOptions): Telehealth {
  const calls = new SeatedCalls(line.socket);
  let lastVisits: readonly VideoVisit[] | null = null;
  const ask = async () => {
    const answer = await line.call((api) => api.visits());
    if (answer.ok) lastVisits = answer.value;
    return answer;
  };
  // asked before the windows are told, so that what they read next is what the bell was about
  const stopHearing = line.socket.on(BELL.visits, () => void ask().then(onVisits));

  return {
    async visits() {
      const answer = await ask();
      if (lastVisits !== null) return ok(lastVisits);
      return answer.ok ? ok(answer.value) : err(serverFailure(answer.error.code));
    },
    lastKnown: () => lastVisits ?? [],
    async createLink(appointmentId, practitionerId) {
      const make = () => line.call((api) => api.createVisitLink({ appointmentId, practitionerId }));
      let made = await make();
      if (!made.ok && (made.error.code === 'appointment-not-here-yet' || made.error.code === 'not-allowed')) {
        // Booked, or given this role, a moment ago: the server has it after a round.
        await line.syncNow();
        made = await make();
      }
      if (made.ok) return made;
      return err(
        made.error.code === 'not-allowed' ? { code: 'not-allowed' } : serverFailure(made.error.code),
      );
    },
    async admit(visitId, practitionerId) {
      const admitted = await line.call((api) => api.admit({ visitId, practitionerId }));
      if (admitted.ok) {
        calls.sit(visitId);
        return ok({ iceServers: admitted.value.iceServers });
      }
      const code = ADMIT_CODES.find((known) => known === admitted.error.code);
      return err(code === undefined ? serverFailure(admitted.error.code) : { code });
    },
    callEvents: (visitId, signal) => calls.events(visitId, signal),
    sendSignal: (visitId, signal) => calls.send(visitId, signal),
    leave: (visitId, end) => calls.leave(visitId, end),
    isInCall: () => calls.isListenedTo(),
    close: () => {
      stopHearing();
      calls.close();
    },
  };
}

function serverFailure(code: string): ServerFailure {
  return { code: code === 'server-nonsense' ? 'server-nonsense' : 'server-unreachable' };
}
