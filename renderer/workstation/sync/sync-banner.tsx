import { useQuery } from '@tanstack/react-query';
import { StaleBanner } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinicTime } from '../../ui/clinic-time.tsx';
import { useClinic } from '../app/clinic-provider.tsx';
import { skewMinutes } from './sync-look.ts';
import { syncWords } from './sync.words.ts';

/** After this long without the server the screens say that they may be old. */
const STALE_AFTER_MS = 5 * 60_000;

/** The stale state of every screen: what other workstations did since the last sync is not here. */
export function SyncBanner() {
  const say = useWords(syncWords);
  const { nowMs } = useClinicTime();
  const { queries } = useClinic();
  const { data: sync } = useQuery(queries.sync.status.queryOptions());
  if (sync === undefined || sync.state === 'alone' || sync.state === 'idle' || sync.state === 'working')
    return null;
  const isRecent = sync.lastSyncedAt !== null && nowMs - Date.parse(sync.lastSyncedAt) < STALE_AFTER_MS;
  if (sync.state === 'offline' && isRecent) return null;
  const text = say(`text.${sync.state}`, { minutes: skewMinutes(sync) });
  return <StaleBanner since={sync.lastSyncedAt} reason={`${text} ${say('staleText')}`} />;
}
