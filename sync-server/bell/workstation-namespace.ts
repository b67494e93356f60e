import type { Socket } from 'socket.io';
import { isServedProtocol } from '../../domain/contract/protocol.ts';
import { BELL } from '../../domain/contract/sync/wire.ts';
import { err } from '../../domain/result.ts';
import { principalOf } from '../device/sessions.ts';
import {
  clinicRoom,
  workstationRoom,
  type ServerContext,
  type WorkstationSocketData,
} from '../server-context.ts';

/** How an accepted change is told to the clinic's other workstations. */
export type RingBell = (clinicId: string, head: number, exceptWorkstationId: string | null) => void;

/**
 * Opens the namespace of workstations: only a session's token gets in (`auth: { token, protocol }`), one socket a
 * workstation (the newest), revoked ones are closed by the revocation. The bell carries a number, never data.
 */
export function openWorkstationNamespace(context: ServerContext): RingBell {
  const namespace = context.io.of(BELL.namespace);
  namespace.use(async (socket, next) => {
    next(await admit(context, socket));
  });
  namespace.on('connection', (socket) => {
    const { workstationId, clinicId } = socket.data as WorkstationSocketData; // set by the middleware above
    const room = workstationRoom(workstationId);
    namespace.in(room).disconnectSockets(true);
    void socket.join([room, clinicRoom(clinicId)]); // the in-memory adapter joins at once
  });
  return (clinicId, head, exceptWorkstationId) => {
    const others = namespace.to(clinicRoom(clinicId));
    const ring = exceptWorkstationId === null ? others : others.except(workstationRoom(exceptWorkstationId));
    ring.emit(BELL.changes, { head });
  };
}

/** Undefined lets the socket in; the error's message is the code its workstation hears. */
async function admit(context: ServerContext, socket: Socket): Promise<Error | undefined> {
  const { token, protocol } = socket.handshake.auth;
  if (!isServedProtocol(String(protocol))) return new Error('update-needed');
  const principal = await principalOf(context, `Bearer ${String(token)}`).catch((error: unknown) => {
    context.logger.error(
      { failure: error instanceof Error ? error.stack : 'unknown' },
      'socket not admitted',
    );
    return err({ code: 'server-failed' });
  });
  if (!principal.ok) return new Error(principal.error.code);
  socket.data = principal.value satisfies WorkstationSocketData;
  return undefined;
}
