import { Anchor, Button, Text } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Alert } from '../../../domain/contract/ipc/task.ts';
import { Elapsed } from '../../ui/moment.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { useCan } from '../app/session-context.tsx';
import { AlertBadges } from './alert-badges.tsx';
import { AlertReading } from './alert-reading.tsx';
import classes from './task.module.css';
import { taskWords } from './task.words.ts';

/** A patient's open alerts; `isUnknown`: they could not be read (again), which is never "none". */
function usePatientAlerts(patientId: string): {
  readonly alerts: readonly Alert[];
  readonly isUnknown: boolean;
} {
  const { queries } = useClinic();
  const canRead = useCan('chart.read');
  const { data: alerts = [], isError } = useQuery({
    ...queries.task.listOfPatient.queryOptions({ input: { patientId } }),
    enabled: canRead,
  });
  return { alerts, isUnknown: isError };
}

/** How many alerts are open, for the patient's banner; nothing when there is none, words when that cannot be read. */
export function PatientAlertsBadge({ patientId }: { readonly patientId: string }) {
  const say = useWords(taskWords);
  const { alerts, isUnknown } = usePatientAlerts(patientId);
  const isGrave = alerts.some(({ gravity }) => gravity === 'stat');
  return (
    <>
      {isUnknown ? <StatusBadge tone="warn" icon={IconBell} label={say('ofPatientUnknown')} /> : null}
      {alerts.length === 0 ? null : (
        <Anchor component={Link} to={`/patients/${patientId}?section=summary`} underline="never">
          <StatusBadge
            tone={isGrave ? 'danger' : 'warn'}
            icon={IconBell}
            label={say('ofPatient', { count: alerts.length })}
          />
        </Anchor>
      )}
    </>
  );
}

/** A patient's open alerts on the chart, with the way to answer them. */
export function PatientAlerts({ patientId }: { readonly patientId: string }) {
  const say = useWords(taskWords);
  const canAnswer = useCan('task.write');
  const { alerts } = usePatientAlerts(patientId);
  if (alerts.length === 0) return null;
  const title = say('ofPatient', { count: alerts.length });
  return (
    <section className={classes.ofPatient} aria-label={title}>
      <header className={classes.ofPatientHead}>
        <IconBell size={16} stroke={1.8} aria-hidden />
        <Text fw={600}>{title}</Text>
        {canAnswer ? (
          <Button component={Link} to="/alerts" variant="default" size="compact-xs" ml="auto" flex="none">
            {say('answer')}
          </Button>
        ) : null}
      </header>
      <ul>
        {alerts.map((alert) => (
          <li key={alert.task.id}>
            <AlertBadges alert={alert} />
            <AlertReading alert={alert} />
            <span className={classes.aside}>
              <Elapsed since={alert.task.openedAt} />, {alert.owner?.name ?? say('nobody')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
