import { Button, Title } from '@mantine/core';
import { useId, useState } from 'react';
import type { AttachedDevice } from '../../../domain/contract/ipc/device.ts';
import { Moment, Unknown } from '../../ui/moment.tsx';
import { Facts } from '../../ui/panel.tsx';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import { useWords } from '../../ui/words.ts';
import { useCan } from '../app/session-context.tsx';
import { ClockOffset } from './clock-offset.tsx';
import { clockWords } from './clock.words.ts';
import { DeviceDrawing } from './device-drawing.tsx';
import { guideOf } from './device-guides.ts';
import { DeviceMenu } from './device-menu.tsx';
import { DeviceProblem } from './device-problem.tsx';
import { deviceTestWords } from './device-test.words.ts';
import { deviceWords } from './device.words.ts';
import classes from './device.module.css';
import { LiveValues } from './live-values.tsx';
import type { Platform } from './problem-remedy.ts';
import { ReadMemoryDialog } from './read-memory.dialog.tsx';
import { TestDeviceDialog } from './test-device.dialog.tsx';
import { useDeviceTest } from './use-device-test.ts';
import { useDeviceActions } from './use-devices.ts';

const TONES: Readonly<Record<AttachedDevice['state'] | 'absent', Tone>> = {
  closed: 'neutral',
  opening: 'info',
  waiting: 'info',
  live: 'active',
  failed: 'danger',
  absent: 'neutral',
};

interface DeviceCardProps {
  readonly device: AttachedDevice;
  /** The models' name; null when this version does not know the driver. */
  readonly driverLabel: string | null;
  readonly platform: Platform;
}

/** One device: how it is, what it shows, what is wrong with it and what to do about that. */
export function DeviceCard({ device, driverLabel, platform }: DeviceCardProps) {
  const say = useWords(deviceWords);
  const titleId = useId();
  const state = stateOf(device);
  return (
    <article className={classes.card} aria-labelledby={titleId} data-state={state}>
      <header className={classes.cardHead}>
        <span className={classes.cardDrawing}>
          <DeviceDrawing name={guideOf(device.driverId)?.drawing ?? 'plug'} isDecoration />
        </span>
        <div className={classes.cardName}>
          <Title order={2} size="h3" id={titleId}>
            {device.label}
          </Title>
          <span className={classes.cardType}>{driverLabel ?? device.driverId}</span>
        </div>
        <StatusBadge tone={TONES[state]} label={say(`state.${state}`)} />
      </header>
      {isStreaming(device) ? <LiveValues device={device} /> : null}
      {device.problem === null ? null : (
        <DeviceProblem device={device} problem={device.problem} platform={platform} />
      )}
      <DeviceFacts device={device} />
      <DeviceActions device={device} platform={platform} />
    </article>
  );
}

/** Remembered and not there is no fault of the device: it is put away. */
function stateOf({ state, problem }: AttachedDevice): AttachedDevice['state'] | 'absent' {
  const isAway = problem?.code === 'port-absent' || problem?.code === 'unplugged';
  return state === 'failed' && isAway ? 'absent' : state;
}

/** A cuff and a meter give records; they have nothing to show between two of them but what they say instead of a value. */
function isStreaming({ driverId, live, state, notice }: AttachedDevice): boolean {
  const drawing = guideOf(driverId)?.drawing;
  return (
    live.length > 0 || notice !== null || (state !== 'failed' && drawing !== 'cuff' && drawing !== 'meter')
  );
}

function DeviceFacts({ device }: { readonly device: AttachedDevice }) {
  const say = useWords(deviceWords);
  const sayClock = useWords(clockWords);
  const momentOr = (at: string | null, none: string) =>
    at === null ? <Unknown>{none}</Unknown> : <Moment at={at} />;
  return (
    <Facts
      facts={[
        [say('port'), device.portPath],
        [say('identity'), device.identity ?? <Unknown key="identity">{say('identityNone')}</Unknown>],
        [say('lastReading'), momentOr(device.lastReadingAt, say('never'))],
        [say('heard'), momentOr(device.heardAt, say('neverHeard'))],
        [
          sayClock('clock'),
          device.clockOffsetSeconds === null ? (
            <Unknown key="clock">{sayClock('unknown')}</Unknown>
          ) : (
            <ClockOffset key="clock" offsetSeconds={device.clockOffsetSeconds} />
          ),
        ],
      ]}
    />
  );
}

function DeviceActions({ device, platform }: Omit<DeviceCardProps, 'driverLabel'>) {
  const say = useWords(deviceWords);
  const sayTest = useWords(deviceTestWords);
  const canImport = useCan('observation.write');
  const actions = useDeviceActions();
  const test = useDeviceTest(device);
  const [isReadingMemory, setIsReadingMemory] = useState(false);
  const { label } = device;
  return (
    <div className={classes.cardActions}>
      <Button variant="default" px={10} onClick={test.start} aria-label={sayTest('buttonLabel', { label })}>
        {sayTest('button')}
      </Button>
      <Button
        variant="default"
        px={10}
        onClick={() => actions.fetchReading(device)}
        loading={actions.isBusy}
        aria-label={say('fetchLabel', { label })}
      >
        {say('fetch')}
      </Button>
      {device.hasMemory && canImport ? (
        <Button
          variant="default"
          px={10}
          onClick={() => setIsReadingMemory(true)}
          aria-label={say('memoryLabel', { label })}
        >
          {say('memory')}
        </Button>
      ) : null}
      <DeviceMenu device={device} />
      <TestDeviceDialog device={device} platform={platform} test={test} />
      <ReadMemoryDialog device={device} isOpen={isReadingMemory} onClose={() => setIsReadingMemory(false)} />
    </div>
  );
}
