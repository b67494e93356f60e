import { Button, Group, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconDownload, IconPlugConnectedX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { AttachedDevice } from '../../../domain/contract/ipc/device.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Moment, Unknown } from '../../ui/moment.tsx';
import { Facts } from '../../ui/panel.tsx';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import { useWords } from '../../ui/words.ts';
import { deviceWords } from './device.words.ts';
import classes from './device.module.css';
import { LiveValues } from './live-values.tsx';
import { useDeviceActions } from './use-devices.ts';

const TONES: Readonly<Record<AttachedDevice['state'], Tone>> = {
  closed: 'neutral',
  opening: 'info',
  waiting: 'info',
  live: 'active',
  failed: 'danger',
};

interface DeviceCardProps {
  readonly device: AttachedDevice;
  /** The protocol's name; null when this version does not know the driver. */
  readonly driverLabel: string | null;
}

/** One device: how it is, what it shows, what is wrong with it and what to do about that. */
export function DeviceCard({ device, driverLabel }: DeviceCardProps) {
  const say = useWords(deviceWords);
  const actions = useDeviceActions();
  const titleId = useId();
  const [isDetaching, setIsDetaching] = useState(false);
  const { label } = device;
  return (
    <article className={classes.card} aria-labelledby={titleId} data-state={device.state}>
      <header className={classes.cardHead}>
        <Title order={2} size="h3" id={titleId}>
          {label}
        </Title>
        <StatusBadge tone={TONES[device.state]} label={say(`state.${device.state}`)} />
      </header>
      <LiveValues device={device} />
      {device.problem === null ? null : (
        <Problem problem={device.problem} portPath={device.portPath} isNow={device.state === 'failed'} />
      )}
      <Facts
        facts={[
          [say('driver'), driverLabel ?? device.driverId],
          [say('port'), device.portPath],
          [
            say('lastReading'),
            device.lastReadingAt === null ? (
              <Unknown key="last">{say('never')}</Unknown>
            ) : (
              <Moment key="last" at={device.lastReadingAt} />
            ),
          ],
        ]}
      />
      <Group gap="xs" mt="auto">
        <Button
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() => actions.fetchReading(device)}
          loading={actions.isBusy}
          aria-label={say('fetchLabel', { label })}
        >
          {say('fetch')}
        </Button>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconPlugConnectedX size={14} aria-hidden />}
          onClick={() => setIsDetaching(true)}
          aria-label={say('detachLabel', { label })}
        >
          {say('detach')}
        </Button>
      </Group>
      <ConfirmDialog
        isOpen={isDetaching}
        title={say('detachTitle', { label })}
        text={say('detachExplain')}
        confirmLabel={say('detachConfirm')}
        isBusy={actions.isBusy}
        onClose={() => setIsDetaching(false)}
        onConfirm={() => actions.detach(device, () => setIsDetaching(false))}
      />
    </article>
  );
}

interface ProblemProps {
  readonly problem: NonNullable<AttachedDevice['problem']>;
  readonly portPath: string;
  /** False: it happened, and the device works again. */
  readonly isNow: boolean;
}

function Problem({ problem, portPath, isNow }: ProblemProps) {
  const say = useWords(deviceWords);
  return (
    <div className={classes.problem} data-now={isNow} role={isNow ? 'alert' : undefined}>
      <IconAlertTriangle size={16} stroke={1.8} aria-hidden />
      <div>
        <Text size="sm" fw={600}>
          {say(`problem.${problem.code}`, { port: portPath })}
        </Text>
        <Text size="xs">{say(`remedy.${problem.code}`)}</Text>
        <Text size="xs" mt={2}>
          <Moment at={problem.at} />
        </Text>
      </div>
    </div>
  );
}
