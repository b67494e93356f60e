import { Button, SegmentedControl, Text } from '@mantine/core';
import { IconBellCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AlertScope, type Alert } from '../../../domain/contract/ipc/task.ts';
import { Panel, Toolbar } from '../../ui/panel.tsx';
import { EmptyState, LoadingRows } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { Loaded } from '../app/loaded.tsx';
import { AlertCard } from './alert-card.tsx';
import { AlertsTable } from './alerts-table.tsx';
import { CompleteDialog } from './complete.dialog.tsx';
import { SnoozeDialog } from './snooze.dialog.tsx';
import classes from './task.module.css';
import { taskWords } from './task.words.ts';
import { useAlertKeys } from './use-alert-keys.ts';
import { useAlertSteps } from './use-alert-steps.ts';

/** Readings outside their limits and silences, until somebody answers them: gravest first. */
export function AlertsScreen() {
  const say = useWords(taskWords);
  const { queries } = useClinic();
  const [scope, setScope] = useState<AlertScope>('for-me');
  const alerts = useQuery(queries.task.list.queryOptions({ input: { scope } }));
  return (
    <>
      <Toolbar title={say('alerts')}>
        <SegmentedControl
          aria-label={say('which')}
          value={scope}
          onChange={(value) => setScope(AlertScope.parse(value))}
          data={AlertScope.options.map((value) => ({ value, label: say(`scope.${value}`) }))}
        />
      </Toolbar>
      <Loaded query={alerts} loading={<LoadingAlerts />}>
        {(list) =>
          list.length === 0 ? (
            <NoAlerts scope={scope} onShowAll={() => setScope('all')} />
          ) : (
            <AlertBoard key={scope} alerts={list} />
          )
        }
      </Loaded>
    </>
  );
}

function AlertBoard({ alerts }: { readonly alerts: readonly Alert[] }) {
  const say = useWords(taskWords);
  const steps = useAlertSteps();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [dialog, setDialog] = useState<{ readonly for: 'snooze' | 'complete'; readonly alert: Alert } | null>(
    null,
  );
  const selected = alerts.find(({ task }) => task.id === chosenId) ?? alerts[0] ?? null;
  const ask = (which: 'snooze' | 'complete') => () =>
    setDialog(selected === null ? null : { for: which, alert: selected });
  const close = () => setDialog(null);
  const askedFor = (which: 'snooze' | 'complete') => (dialog?.for === which ? dialog.alert : null);
  useAlertKeys({
    alerts,
    selected,
    steps,
    onSelect: setChosenId,
    onSnooze: ask('snooze'),
    onComplete: ask('complete'),
  });
  return (
    <div className={classes.board}>
      <Panel flush fill>
        <AlertsTable alerts={alerts} selectedId={selected?.task.id ?? null} onSelect={setChosenId} />
      </Panel>
      {selected === null ? (
        <Panel fill>
          <Text c="dimmed">{say('nothingChosen')}</Text>
        </Panel>
      ) : (
        <AlertCard
          key={selected.task.id}
          alert={selected}
          steps={steps}
          onSnooze={ask('snooze')}
          onComplete={ask('complete')}
        />
      )}
      <SnoozeDialog alert={askedFor('snooze')} steps={steps} onClose={close} />
      <CompleteDialog alert={askedFor('complete')} steps={steps} onClose={close} />
    </div>
  );
}

function NoAlerts({ scope, onShowAll }: { readonly scope: AlertScope; readonly onShowAll: () => void }) {
  const say = useWords(taskWords);
  return (
    <Panel fill>
      <EmptyState
        icon={IconBellCheck}
        title={say(`empty.${scope}`)}
        text={say('emptyText')}
        action={
          scope === 'all' ? null : (
            <Button variant="default" onClick={onShowAll}>
              {say('showAll')}
            </Button>
          )
        }
      />
    </Panel>
  );
}

function LoadingAlerts() {
  return (
    <div className={classes.board}>
      <Panel flush fill>
        <LoadingRows rows={10} columns={[14, 22, 30, 10, 16]} />
      </Panel>
      <Panel fill>
        <LoadingRows rows={6} columns={[30, 50]} />
      </Panel>
    </div>
  );
}
