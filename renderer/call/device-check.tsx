import { Button, Select, Text } from '@mantine/core';
import { IconVideoOff, IconVolume } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useWords } from '../ui/words.ts';
import { callWords } from './call.words.ts';
import classes from './device-check.module.css';
import { DeviceRemedy } from './device-remedy.tsx';
import type { LocalMedia } from './local-media.ts';
import { isDeviceUsable, type DeviceChoice } from './media-state.ts';
import { playTestTones } from './play-test-tones.ts';
import { useMediaState } from './use-call.ts';
import { useMicrophoneLevel } from './use-microphone-level.ts';
import { VideoTile } from './video-tile.tsx';

/** Preview, level, devices and speaker before a call; opens camera and microphone when it is first drawn. */
export function DeviceCheck({ media }: { readonly media: LocalMedia }) {
  const say = useWords(callWords);
  const state = useMediaState(media);
  useEffect(() => {
    if (media.getState().camera === 'unasked') void media.open({ camera: true, microphone: true });
  }, [media]);
  const retry = (): void => void media.open({ camera: true, microphone: true });
  return (
    <div className={classes.check}>
      <div className={classes.preview}>
        <VideoTile
          stream={state.stream}
          label={say('tile.ownVideo')}
          isPictureOn={state.camera === 'on'}
          isOwn
        >
          <IconVideoOff size={32} stroke={1.5} aria-hidden />
          <span>{say(state.isAsking ? 'check.asking' : 'tile.cameraOff')}</span>
        </VideoTile>
      </div>
      <div className={classes.controls}>
        <DeviceRemedy state={state} onRetry={retry} />
        {isDeviceUsable(state.camera) ? (
          <DevicePicker
            label={say('check.camera')}
            choices={state.cameras}
            chosenId={state.cameraId}
            onChoose={(deviceId) => void media.choose('video', deviceId)}
          />
        ) : null}
        {isDeviceUsable(state.microphone) ? (
          <>
            <DevicePicker
              label={say('check.microphone')}
              choices={state.microphones}
              chosenId={state.microphoneId}
              onChoose={(deviceId) => void media.choose('audio', deviceId)}
            />
            <LevelMeter stream={state.stream} />
          </>
        ) : null}
        <SpeakerTest />
      </div>
    </div>
  );
}

interface DevicePickerProps {
  readonly label: string;
  readonly choices: readonly DeviceChoice[];
  readonly chosenId: string | null;
  readonly onChoose: (deviceId: string) => void;
}

function DevicePicker({ label, choices, chosenId, onChoose }: DevicePickerProps) {
  if (choices.length < 2) return null;
  return (
    <Select
      label={label}
      data={choices.map((choice, index) => ({
        value: choice.deviceId,
        label: choice.label || `${label} ${index + 1}`,
      }))}
      value={chosenId}
      allowDeselect={false}
      labelProps={{ mb: 6 }}
      onChange={(deviceId) => deviceId !== null && onChoose(deviceId)}
    />
  );
}

/** Moves with the voice, and says in words once it has heard one. */
function LevelMeter({ stream }: { readonly stream: MediaStream }) {
  const say = useWords(callWords);
  const { level, hasHeard } = useMicrophoneLevel(stream);
  return (
    <div>
      <Text fw={560} component="p" m={0} id="microphone-level">
        {say('check.level')}
      </Text>
      <div
        className={classes.meter}
        role="meter"
        aria-labelledby="microphone-level"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(level * 100)}
      >
        <div className={classes.level} style={{ width: `${Math.round(level * 100)}%` }} />
      </div>
      <Text c="dimmed" size="sm" mt={4} role="status">
        {say(hasHeard ? 'check.heard' : 'check.levelHint')}
      </Text>
    </div>
  );
}

function SpeakerTest() {
  const say = useWords(callWords);
  const [isPlaying, setPlaying] = useState(false);
  const play = async (): Promise<void> => {
    setPlaying(true);
    await playTestTones();
    setPlaying(false);
  };
  return (
    <div>
      <Button
        variant="default"
        fullWidth
        onClick={() => void play()}
        disabled={isPlaying}
        leftSection={<IconVolume size={20} stroke={1.6} aria-hidden />}
      >
        {say('check.speaker')}
      </Button>
      <Text c="dimmed" size="sm" mt={4} role="status">
        {say(isPlaying ? 'check.speakerPlaying' : 'check.speakerHint')}
      </Text>
    </div>
  );
}
