import { Tabs } from '@mantine/core';
import { useNavigate, useParams } from 'react-router';
import { Toolbar } from '../../ui/panel.tsx';
import { useWords } from '../../ui/words.ts';
import { StaffPanel } from '../staff/staff.panel.tsx';
import { staffWords } from '../staff/staff.words.ts';
import { SyncPanel } from '../sync/sync.panel.tsx';
import { syncWords } from '../sync/sync.words.ts';
import { appWords } from './app.words.ts';
import { useCan } from './session-context.tsx';

/** Staff, workstations and sync. */
export function AdminScreen() {
  const say = useWords(appWords);
  const sayStaff = useWords(staffWords);
  const saySync = useWords(syncWords);
  const canManageStaff = useCan('staff.manage');
  const { section } = useParams();
  const navigate = useNavigate();
  const shown = section ?? (canManageStaff ? 'staff' : 'sync');
  return (
    <>
      <Toolbar title={say('admin')} />
      <Tabs value={shown} onChange={(next) => void navigate(`/admin/${next ?? 'sync'}`)}>
        <Tabs.List mb="sm">
          {canManageStaff ? <Tabs.Tab value="staff">{sayStaff('staff')}</Tabs.Tab> : null}
          <Tabs.Tab value="sync">{saySync('workstationsAndSync')}</Tabs.Tab>
        </Tabs.List>
        {canManageStaff ? (
          <Tabs.Panel value="staff">
            <StaffPanel />
          </Tabs.Panel>
        ) : null}
        <Tabs.Panel value="sync">
          <SyncPanel />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
