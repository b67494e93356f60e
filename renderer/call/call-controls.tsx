import { UnstyledButton } from '@mantine/core';
import {
  IconDoorExit,
  IconMicrophone,
  IconMicrophoneOff,
  IconPhoneOff,
  IconVideo,
  IconVideoOff,
  type Icon,
} from '@tabler/icons-react';
import { useWords } from '../ui/words.ts';
import classes from './call-controls.module.css';
import { callWords } from './call.words.ts';
import type { LocalMedia } from './local-media.ts';
import { useMediaState } from './use-call.ts';

interface CallControlsProps {
  readonly media: LocalMedia;
  readonly onLeave: () => void;
  readonly onEnd?: () => void;
}

/** Mute, camera, leave, and on the practitioner's side the end of the visit: icons with their words. */
export function CallControls({ media, onLeave, onEnd }: CallControlsProps) {
  const say = useWords(callWords);
  const { camera, microphone } = useMediaState(media);
  const isMicrophoneOn = microphone === 'on';
  const isCameraOn = camera === 'on';
  return (
    <div className={classes.controls} role="toolbar" aria-label={say('controls.label')}>
      <Control
        icon={isMicrophoneOn ? IconMicrophone : IconMicrophoneOff}
        label={say(isMicrophoneOn ? 'controls.mute' : 'controls.unmute')}
        tone={isMicrophoneOn ? 'plain' : 'off'}
        onPress={() => void media.setMicrophoneOn(!isMicrophoneOn)}
      />
      <Control
        icon={isCameraOn ? IconVideo : IconVideoOff}
        label={say(isCameraOn ? 'controls.cameraOff' : 'controls.cameraOn')}
        tone={isCameraOn ? 'plain' : 'off'}
        onPress={() => void media.setCameraOn(!isCameraOn)}
      />
      <Control
        icon={IconDoorExit}
        label={say('controls.leave')}
        tone={onEnd === undefined ? 'leave' : 'plain'}
        onPress={onLeave}
      />
      {onEnd === undefined ? null : (
        <Control icon={IconPhoneOff} label={say('controls.end')} tone="leave" onPress={onEnd} />
      )}
    </div>
  );
}

interface ControlProps {
  readonly icon: Icon;
  readonly label: string;
  readonly tone: 'plain' | 'off' | 'leave';
  readonly onPress: () => void;
}

function Control({ icon: IconOf, label, tone, onPress }: ControlProps) {
  return (
    <UnstyledButton className={classes.control} data-tone={tone} onClick={onPress}>
      <span className={classes.disc}>
        <IconOf size={24} stroke={1.7} aria-hidden />
      </span>
      {label}
    </UnstyledButton>
  );
}
