import { IconMicrophoneOff, IconUser, IconVideoOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWords } from '../ui/words.ts';
import { CallBanner } from './call-banner.tsx';
import { CallControls } from './call-controls.tsx';
import { callWords } from './call.words.ts';
import classes from './call-stage.module.css';
import { useCallState, useMediaState, type Call } from './use-call.ts';
import { VideoTile } from './video-tile.tsx';

interface CallStageProps {
  readonly call: Call;
  /** The other person, as this side names them. */
  readonly otherName: string;
  /** Where to phone when nothing helps; null = not known. */
  readonly phone: string | null;
  readonly onLeave: () => void;
  /** Closes the visit for both; absent on the patient's side. */
  readonly onEnd?: () => void;
  /** Stands over the picture until it is settled: what is wrong with this side's camera or microphone. */
  readonly remedy?: ReactNode;
  /** Stands beside the quality words: the visit's clock, a button. */
  readonly children?: ReactNode;
}

/** The whole of a running call: the other person, the own picture, what is wrong, and the buttons. */
export function CallStage({ call, otherName, phone, onLeave, onEnd, remedy, children }: CallStageProps) {
  const say = useWords(callWords);
  const state = useCallState(call.engine);
  const media = useMediaState(call.media);
  const isPictureOn = state.remoteStream !== null && state.remoteCamera !== 'off' && state.joinMs !== null;
  const isPausing = state.phase !== 'connected';
  return (
    <div className={classes.stage} data-phase={state.phase}>
      <div className={classes.remote} data-dimmed={isPausing && isPictureOn}>
        <VideoTile
          stream={state.remoteStream}
          label={say('tile.video', { name: otherName })}
          isPictureOn={isPictureOn}
          fit="contain"
        >
          {state.phase === 'connected' ? (
            <IconVideoOff size={40} stroke={1.4} aria-hidden />
          ) : (
            <IconUser size={48} stroke={1.3} aria-hidden />
          )}
          <strong>
            {state.phase === 'connected'
              ? say('tile.cameraOffRemote', { name: otherName })
              : say(PHASE_WORDS[state.phase], { name: otherName })}
          </strong>
          {state.phase === 'alone' ? <span>{say('phase.aloneHint', { name: otherName })}</span> : null}
        </VideoTile>
      </div>
      <CallBanner
        state={state}
        otherName={otherName}
        phone={phone}
        onSoundOnly={() => void call.media.setCameraOn(false)}
      >
        {children}
      </CallBanner>
      <div className={classes.own}>
        <VideoTile
          stream={media.stream}
          label={say('tile.ownVideo')}
          isPictureOn={media.camera === 'on'}
          isOwn
        >
          <IconVideoOff size={22} stroke={1.5} aria-hidden />
          <span className={classes.ownHint}>{say('tile.cameraOff')}</span>
        </VideoTile>
        {media.microphone === 'on' ? null : (
          <span className={classes.ownMuted}>
            <IconMicrophoneOff size={14} aria-hidden /> {say('tile.micOffRemote')}
          </span>
        )}
      </div>
      {remedy === undefined ? null : <div className={classes.remedy}>{remedy}</div>}
      <CallControls media={call.media} onLeave={onLeave} {...(onEnd === undefined ? {} : { onEnd })} />
    </div>
  );
}

const PHASE_WORDS = {
  idle: 'phase.idle',
  alone: 'phase.alone',
  connecting: 'phase.connecting',
  connected: 'phase.connected',
  reconnecting: 'phase.reconnecting',
  ended: 'phase.ended',
  left: 'phase.left',
  replaced: 'phase.replaced',
} as const;
