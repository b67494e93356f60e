import type { Logger } from 'pino';
import type { Server as SocketServer } from 'socket.io';
import type { Clock, IdSource } from '../domain/ids.ts';
import type { IceServer } from '../domain/contract/telehealth/signaling.ts';
import type { ServerStore } from './store/server-store.ts';
import type { VisitRooms } from './telehealth/visit-rooms.ts';

/** What every route and socket of the server gets handed in; made once by startSyncServer. */
export interface ServerContext {
  readonly store: ServerStore;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Cryptographic random bytes: tokens, nonces, codes. */
  readonly randomBytes: (length: number) => Uint8Array;
  /** Namespace `/workstation` is authenticated by `sync-server/bell`; its sockets carry WorkstationSocketData. */
  readonly io: SocketServer;
  readonly logger: Logger;
  /** Where patients and workstations reach this server, without a slash at the end. Known once it listens. */
  readonly publicUrl: () => string;
  /** Where the patient's pages are: `<publicUrl>/portal`. */
  readonly portalUrl: () => string;
  /** Our own STUN/TURN for one visit, with short-lived credentials; empty on a LAN. */
  readonly iceServers: (visitId: string) => readonly IceServer[];
  /** The authority over the rooms of all video visits. */
  readonly visitRooms: VisitRooms;
  /** SHA-256 of the certificate served, upper-case hex pairs joined by ':'; null on plain http. */
  readonly certificateFingerprint: string | null;
}

/** `socket.data` of every socket in the namespace `/workstation`. */
export interface WorkstationSocketData {
  readonly workstationId: string;
  readonly clinicId: string;
}

/** Whoever is behind a session token of a workstation. */
export interface WorkstationPrincipal {
  readonly workstationId: string;
  readonly clinicId: string;
}

/** The socket.io room that every workstation of a clinic sits in. */
export function clinicRoom(clinicId: string): string {
  return `clinic:${clinicId}`;
}

/** The socket.io room of one workstation. */
export function workstationRoom(workstationId: string): string {
  return `workstation:${workstationId}`;
}
