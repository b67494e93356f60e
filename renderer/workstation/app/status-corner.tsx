import { ActionIcon } from '@mantine/core';
import { IconDeviceHeartMonitor, IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { WithKeys } from '../../ui/key-hint.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { useWords } from '../../ui/words.ts';
import { SyncStatusButton } from '../sync/sync-status-button.tsx';
import { appWords } from './app.words.ts';
import { useClinic } from './clinic-provider.tsx';
import { useCan } from './session-context.tsx';
import classes from './shell.module.css';
import { UserMenu } from './user-menu.tsx';
import { useLock } from './use-lock.ts';

/** Sync with its age, devices, who is signed in, and the lock. */
export function StatusCorner() {
  const say = useWords(appWords);
  const lock = useLock();
  const canUseDevices = useCan('device.use');
  useShortcut({ keys: 'mod+l', label: say('lockNow'), run: () => lock('soft') });
  return (
    <div className={classes.corner}>
      <SyncStatusButton />
      {canUseDevices ? <DeviceStatus /> : null}
      <UserMenu />
      <WithKeys label={say('lockNow')} keys="mod+l" position="bottom">
        <ActionIcon aria-label={say('lockNow')} onClick={() => lock('soft')}>
          <IconLock size={16} stroke={1.7} />
        </ActionIcon>
      </WithKeys>
    </div>
  );
}

function DeviceStatus() {
  const say = useWords(appWords);
  const { queries } = useClinic();
  const devices = useQuery(queries.device.list.queryOptions());
  const failed = devices.data?.filter(({ state }) => state === 'failed').length ?? 0;
  const ready = devices.data?.filter(({ state }) => state === 'live' || state === 'waiting').length ?? 0;
  const label =
    failed > 0
      ? say('devicesFailed', { count: failed })
      : ready > 0
        ? say('devicesLive', { count: ready })
        : say('devicesNone');
  return (
    <Link to="/devices" className={classes.status} data-tone={failed > 0 ? 'warn' : 'neutral'}>
      <IconDeviceHeartMonitor size={15} stroke={1.7} aria-hidden />
      {label}
    </Link>
  );
}
