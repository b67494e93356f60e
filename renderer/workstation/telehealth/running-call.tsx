import { useState } from 'react';
import type { IceServer } from '../../../domain/contract/telehealth/signaling.ts';
import { CallStage } from '../../call/call-stage.tsx';
import { DeviceRemedy } from '../../call/device-remedy.tsx';
import { callWords } from '../../call/call.words.ts';
import { useCallState, useMediaState, useWorkstationCall } from '../../call/use-call.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { telehealthWords } from './telehealth.words.ts';
import classes from './telehealth.module.css';

interface RunningCallProps {
  readonly visitId: string;
  readonly iceServers: readonly IceServer[];
  readonly patientName: string;
  /** Null: no number on record. */
  readonly phone: string | null;
  readonly onClosed: () => void;
}

/** The call itself. Leaving keeps the visit open; ending it for both is asked once. */
export function RunningCall({ visitId, iceServers, patientName, phone, onClosed }: RunningCallProps) {
  const say = useWords(telehealthWords);
  const sayCall = useWords(callWords);
  const { client } = useClinic();
  const call = useWorkstationCall({ telehealth: client.telehealth, visitId, iceServers });
  const media = useMediaState(call.media);
  const { camera, microphone } = media;
  const [isRemedyShown, setIsRemedyShown] = useState(true);
  const { phase } = useCallState(call.engine);
  const [isEnding, setIsEnding] = useState(false);
  const group = say('title');
  const isMicrophoneOn = microphone === 'on';
  const isCameraOn = camera === 'on';
  useShortcut({
    keys: 'm',
    label: sayCall(isMicrophoneOn ? 'controls.mute' : 'controls.unmute'),
    group,
    run: () => void call.media.setMicrophoneOn(!isMicrophoneOn),
  });
  useShortcut({
    keys: 'o',
    label: sayCall(isCameraOn ? 'controls.cameraOff' : 'controls.cameraOn'),
    group,
    run: () => void call.media.setCameraOn(!isCameraOn),
  });
  const close = (hangUp: () => Promise<void>) => void hangUp().then(onClosed);
  return (
    <div className={classes.running} data-phase={phase}>
      <CallStage
        call={call}
        otherName={patientName}
        phone={phone}
        onLeave={() => close(call.engine.leave)}
        onEnd={() => setIsEnding(true)}
        remedy={
          isRemedyShown ? (
            <DeviceRemedy
              state={media}
              place="workstation"
              onRetry={() => void call.media.open({ camera: true, microphone: true })}
              onGoOn={() => setIsRemedyShown(false)}
            />
          ) : undefined
        }
      />
      <ConfirmDialog
        isOpen={isEnding}
        title={say('end.title')}
        text={say('end.explain')}
        confirmLabel={say('end.confirm')}
        isDangerous
        onClose={() => setIsEnding(false)}
        onConfirm={() => close(call.engine.end)}
      />
    </div>
  );
}
