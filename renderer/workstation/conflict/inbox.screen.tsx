import { SegmentedControl, Stack } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ConflictStatus } from '../../../domain/sync/conflict.ts';
import { Panel, Toolbar } from '../../ui/panel.tsx';
import { EmptyState, LoadingRows } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { Loaded } from '../app/loaded.tsx';
import { ConflictCard } from './conflict-card.tsx';
import { conflictWords } from './conflict.words.ts';

/** What two people did without having seen each other: both versions, side by side, until a person settles it. */
export function InboxScreen() {
  const say = useWords(conflictWords);
  const { queries } = useClinic();
  const [status, setStatus] = useState<(typeof ConflictStatus.options)[number]>('open');
  const conflicts = useQuery(queries.conflict.list.queryOptions({ input: { status, patientId: null } }));
  return (
    <>
      <Toolbar title={say('inbox')}>
        <SegmentedControl
          aria-label={say('which')}
          value={status}
          onChange={(value) => setStatus(ConflictStatus.parse(value))}
          data={ConflictStatus.options.map((value) => ({ value, label: say(value) }))}
        />
      </Toolbar>
      <Loaded query={conflicts} loading={<LoadingRows rows={6} columns={[20, 35, 35]} />}>
        {(list) =>
          list.length === 0 ? (
            <Panel fill>
              <EmptyState icon={IconInbox} title={say('empty')} text={say('emptyText')} />
            </Panel>
          ) : (
            <Stack gap="sm" maw={960}>
              {list.map((entry) => (
                <ConflictCard key={entry.conflict.id} entry={entry} />
              ))}
            </Stack>
          )
        }
      </Loaded>
    </>
  );
}
