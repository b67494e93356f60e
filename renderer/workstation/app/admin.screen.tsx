import { Tabs } from '@mantine/core';
import { useNavigate, useParams } from 'react-router';
import { Toolbar } from '../../ui/panel.tsx';
import { useWords } from '../../ui/words.ts';
import { DefaultThresholdsPanel } from '../observation-definition/default-thresholds.panel.tsx';
import { observationDefinitionWords } from '../observation-definition/observation-definition.words.ts';
import { StaffPanel } from '../staff/staff.panel.tsx';
import { staffWords } from '../staff/staff.words.ts';
import { SyncPanel } from '../sync/sync.panel.tsx';
import { syncWords } from '../sync/sync.words.ts';
import { appWords } from './app.words.ts';
import { useCan } from './session-context.tsx';

/** Staff, workstations and sync, what is watched by default; each for those who may. */
export function AdminScreen() {
  const say = useWords(appWords);
  const sayStaff = useWords(staffWords);
  const saySync = useWords(syncWords);
  const sayThresholds = useWords(observationDefinitionWords);
  const canManageStaff = useCan('staff.manage');
  const canEnrol = useCan('workstation.enrol');
  const canSetDefaults = useCan('threshold.default');
  const { section } = useParams();
  const navigate = useNavigate();
  const shown = section ?? (canManageStaff ? 'staff' : canEnrol ? 'sync' : 'thresholds');
  return (
    <>
      <Toolbar title={say('admin')} />
      <Tabs value={shown} onChange={(next) => void navigate(`/admin/${next ?? 'sync'}`)}>
        <Tabs.List mb="sm">
          {canManageStaff ? <Tabs.Tab value="staff">{sayStaff('staff')}</Tabs.Tab> : null}
          {canEnrol || canManageStaff ? (
            <Tabs.Tab value="sync">{saySync('workstationsAndSync')}</Tabs.Tab>
          ) : null}
          {canSetDefaults ? <Tabs.Tab value="thresholds">{sayThresholds('defaults')}</Tabs.Tab> : null}
        </Tabs.List>
        {canManageStaff ? (
          <Tabs.Panel value="staff">
            <StaffPanel />
          </Tabs.Panel>
        ) : null}
        {canEnrol || canManageStaff ? (
          <Tabs.Panel value="sync">
            <SyncPanel />
          </Tabs.Panel>
        ) : null}
        {canSetDefaults ? (
          <Tabs.Panel value="thresholds">
            <DefaultThresholdsPanel />
          </Tabs.Panel>
        ) : null}
      </Tabs>
    </>
  );
}
