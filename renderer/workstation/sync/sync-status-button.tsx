import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useClinicTime } from '../../ui/clinic-time.tsx';
import { useElapsedWords } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import classes from '../app/shell.module.css';
import { syncLook } from './sync-look.ts';
import { syncWords } from './sync.words.ts';

const JUST_NOW_MS = 90_000;

/** The sync state with its age, in the status corner. */
export function SyncStatusButton() {
  const say = useWords(syncWords);
  const elapsed = useElapsedWords();
  const { nowMs } = useClinicTime();
  const { queries } = useClinic();
  const sync = useQuery(queries.sync.status.queryOptions({ refetchInterval: 30_000 }));
  if (sync.data === undefined) return null;
  const { state, lastSyncedAt, pendingChanges } = sync.data;
  const { tone, icon: SyncIcon } = syncLook(state);
  const age =
    state === 'alone' || lastSyncedAt === null
      ? null
      : nowMs - Date.parse(lastSyncedAt) < JUST_NOW_MS
        ? say('justNow')
        : say('ago', { time: elapsed(nowMs - Date.parse(lastSyncedAt)) });
  const pending = pendingChanges > 0 && state !== 'alone' ? say('changes', { count: pendingChanges }) : null;
  return (
    <Link to="/admin/sync" className={classes.status} data-tone={tone}>
      <SyncIcon size={15} stroke={1.7} aria-hidden />
      {[say(`state.${state}`), age, pending].filter((part) => part !== null).join(' · ')}
    </Link>
  );
}
