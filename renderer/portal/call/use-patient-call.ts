import { useEffect, useState, useSyncExternalStore } from 'react';
import { CallEngine } from '../../call/call-engine.ts';
import { browserMediaSource, LocalMedia } from '../../call/local-media.ts';
import { newInstance } from '../../call/new-instance.ts';
import { createSimplePeerLink } from '../../call/simple-peer-link.ts';
import type { Call } from '../../call/use-call.ts';
import type { PortalSession } from '../app/portal-session.tsx';
import { PatientChannel, type PatientRoom } from './patient-channel.ts';

/** The patient's side of a visit: devices from the check on, the socket from the waiting room on, then the call. */
export interface PatientCall extends Call {
  readonly channel: PatientChannel;
}

/** Made once for a visit; camera, socket and call are closed when the page goes. */
export function usePatientCall(session: PortalSession, visitId: string): PatientCall {
  const [call] = useState(() => createPatientCall(session, visitId));
  useEffect(
    () => () => {
      call.engine.stop();
      call.channel.close();
      call.media.close();
    },
    [call],
  );
  return call;
}

/** The room as the server last told it. */
export function useRoom(channel: PatientChannel): PatientRoom {
  return useSyncExternalStore(channel.subscribeRoom, channel.getRoom);
}

function createPatientCall({ origin, token }: PortalSession, visitId: string): PatientCall {
  const media = new LocalMedia(browserMediaSource());
  const channel = new PatientChannel(origin, token, visitId);
  const engine = new CallEngine({
    seat: 'patient',
    channel,
    media,
    iceServers: [],
    createLink: createSimplePeerLink,
    clock: { nowMs: () => performance.now() },
    instance: newInstance(),
  });
  return { engine, media, channel };
}
