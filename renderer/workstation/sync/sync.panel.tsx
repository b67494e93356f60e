import { Button, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { SyncState } from '../../../domain/contract/ipc/sync.ts';
import { Moment, Unknown } from '../../ui/moment.tsx';
import { Facts, Panel } from '../../ui/panel.tsx';
import { LoadingRows } from '../../ui/states.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { Loaded } from '../app/loaded.tsx';
import { useCan } from '../app/session-context.tsx';
import { ConnectServer } from './connect-server.tsx';
import { skewMinutes, syncLook } from './sync-look.ts';
import { syncWords } from './sync.words.ts';
import { WorkstationsPanel } from './workstations.panel.tsx';
import classes from './sync.module.css';

/** Where this workstation stands with the server, and which other workstations there are. */
export function SyncPanel() {
  const { queries } = useClinic();
  const canEnrol = useCan('workstation.enrol');
  const sync = useQuery(queries.sync.status.queryOptions());
  return (
    <Loaded query={sync} loading={<LoadingRows rows={5} columns={[20, 40]} />}>
      {(state) => (
        <div className={classes.panels}>
          <SyncFacts sync={state} />
          {state.state === 'alone' ? canEnrol ? <ConnectServer /> : null : <WorkstationsPanel />}
        </div>
      )}
    </Loaded>
  );
}

function SyncFacts({ sync }: { readonly sync: SyncState }) {
  const say = useWords(syncWords);
  const { queries } = useClinic();
  const syncNow = useMutation(queries.sync.syncNow.mutationOptions());
  const { tone, icon } = syncLook(sync.state);
  const count = (changes: number) => (changes === 0 ? say('none') : say('changes', { count: changes }));
  return (
    <Panel
      title={say('sync')}
      actions={
        sync.state === 'alone' ? null : (
          <Button
            variant="default"
            leftSection={<IconRefresh size={14} aria-hidden />}
            loading={syncNow.isPending}
            onClick={() => syncNow.mutate(undefined)}
          >
            {say('syncNow')}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        <StatusBadge
          tone={tone === 'neutral' && sync.state === 'idle' ? 'good' : tone}
          icon={icon}
          label={say(`state.${sync.state}`)}
        />
        <Text>{say(`text.${sync.state}`, { minutes: skewMinutes(sync) })}</Text>
        <Facts
          facts={[
            [say('server'), sync.serverUrl ?? say('noServer')],
            [
              say('lastSynced'),
              sync.lastSyncedAt === null ? (
                <Unknown key="l">{say('neverSynced')}</Unknown>
              ) : (
                <Moment key="l" at={sync.lastSyncedAt} />
              ),
            ],
            [say('waitingChanges'), count(sync.pendingChanges)],
            [say('quarantined'), count(sync.quarantined)],
            ...(sync.nextTryAt === null
              ? []
              : [[say('nextTry'), <Moment key="n" at={sync.nextTryAt} />] as const]),
          ]}
        />
      </Stack>
    </Panel>
  );
}
