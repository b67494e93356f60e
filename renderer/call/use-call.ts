import { useEffect, useState, useSyncExternalStore } from 'react';
import type { IceServer } from '../../domain/contract/telehealth/signaling.ts';
import { CallEngine } from './call-engine.ts';
import type { CallState } from './call-state.ts';
import { browserMediaSource, LocalMedia } from './local-media.ts';
import type { MediaState } from './media-state.ts';
import { newInstance } from './new-instance.ts';
import { createSimplePeerLink } from './simple-peer-link.ts';
import { createWorkstationChannel, type TelehealthCalls } from './workstation-channel.ts';

/** A call and the devices it sends from; what every screen of a call is given. */
export interface Call {
  readonly engine: CallEngine;
  readonly media: LocalMedia;
}

/** The call's state, drawn anew at each change. */
export function useCallState(engine: CallEngine): CallState {
  return useSyncExternalStore(engine.subscribe, engine.getState);
}

/** This side's camera and microphone, drawn anew at each change. */
export function useMediaState(media: LocalMedia): MediaState {
  return useSyncExternalStore(media.subscribe, media.getState);
}

/**
 * The practitioner's side of one visit, for the workstation's call screen. Call `telehealth.admit({ visitId })` first: it lets
 * the patient in, takes the seat and answers the ICE servers (also again after a reload or a second click). Then
 *
 *     const call = useWorkstationCall({ telehealth, visitId, iceServers });
 *     return <CallStage call={call} otherName={patientName} onLeave={close} onEnd={close} />;
 *
 * Camera and microphone open, the call starts, and unmounting stops both; the visit itself stays open until `End visit`
 * (`engine.end()`) or `telehealth.leave`. Mount it only with a key of the visit: another visit is another component. One
 * call at a time. `CallStage` needs UiProvider around it; a screen of its own may instead read `useCallState(call.engine)` and
 * `useMediaState(call.media)` and draw `VideoTile`s.
 */
export function useWorkstationCall(options: {
  readonly telehealth: TelehealthCalls;
  readonly visitId: string;
  readonly iceServers: readonly IceServer[];
}): Call {
  const [call] = useState(() => createWorkstationCall(options));
  useEffect(() => {
    // Sound and picture join the running call as soon as they open; the greeting need not wait for them.
    void call.media.open({ camera: true, microphone: true });
    call.engine.start();
    return () => {
      call.engine.stop();
      call.media.close();
    };
  }, [call]);
  return call;
}

function createWorkstationCall({
  telehealth,
  visitId,
  iceServers,
}: {
  readonly telehealth: TelehealthCalls;
  readonly visitId: string;
  readonly iceServers: readonly IceServer[];
}): Call {
  const media = new LocalMedia(browserMediaSource());
  const channel = createWorkstationChannel(telehealth, visitId);
  const engine = new CallEngine({
    seat: 'practitioner',
    channel,
    media,
    iceServers,
    createLink: createSimplePeerLink,
    clock: { nowMs: () => performance.now() },
    instance: newInstance(),
  });
  return { engine, media };
}
