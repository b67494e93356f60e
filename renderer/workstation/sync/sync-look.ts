import {
  IconCloudCheck,
  IconCloudOff,
  IconCloudX,
  IconPlugConnectedX,
  IconRefresh,
  type Icon,
} from '@tabler/icons-react';
import type { SyncState } from '../../../domain/contract/ipc/sync.ts';
import type { Tone } from '../../ui/status-badge.tsx';

const LOOKS: Readonly<Record<SyncState['state'], readonly [Tone, Icon]>> = {
  alone: ['neutral', IconPlugConnectedX],
  idle: ['neutral', IconCloudCheck],
  working: ['neutral', IconRefresh],
  offline: ['warn', IconCloudOff],
  refused: ['danger', IconCloudX],
  'update-needed': ['danger', IconCloudX],
  revoked: ['danger', IconCloudX],
  'server-nonsense': ['danger', IconCloudX],
  'clock-wrong': ['danger', IconCloudX],
};

/** How a sync state is drawn wherever it is. */
export function syncLook(state: SyncState['state']): { readonly tone: Tone; readonly icon: Icon } {
  const [tone, icon] = LOOKS[state];
  return { tone, icon };
}

/** The clock's error in whole minutes, for words. */
export function skewMinutes({ clockSkewMs }: SyncState): number {
  return Math.round(Math.abs(clockSkewMs ?? 0) / 60_000);
}
