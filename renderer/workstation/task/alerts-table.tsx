import { Table } from '@mantine/core';
import type { Alert } from '../../../domain/contract/ipc/task.ts';
import { Elapsed, Unknown } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words.ts';
import { listName } from '../patient/patient-name.ts';
import { AlertBadges } from './alert-badges.tsx';
import { AlertReading } from './alert-reading.tsx';
import classes from './task.module.css';
import { taskWords } from './task.words.ts';

interface AlertsTableProps {
  readonly alerts: readonly Alert[];
  readonly selectedId: string | null;
  readonly onSelect: (taskId: string) => void;
}

/** The element id of an alert's row, by which the keys move the focus. */
export const alertElementId = (taskId: string): string => `alert-${taskId}`;

const COLUMNS = ['gravity', 'patient', 'what', 'since', 'who'] as const;

/** Alerts, one row each. */
export function AlertsTable({ alerts, selectedId, onSelect }: AlertsTableProps) {
  const say = useWords(taskWords);
  return (
    <Table stickyHeader role="grid" aria-label={say('list')} className={classes.table ?? ''}>
      <Table.Thead>
        <Table.Tr>
          {COLUMNS.map((column) => (
            <Table.Th key={column} className={column === 'what' ? '' : (classes[column] ?? '')}>
              {say(column)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {alerts.map((alert) => (
          <AlertRow
            key={alert.task.id}
            alert={alert}
            isSelected={alert.task.id === selectedId}
            onSelect={onSelect}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface AlertRowProps extends Pick<AlertsTableProps, 'onSelect'> {
  readonly alert: Alert;
  readonly isSelected: boolean;
}

function AlertRow({ alert, isSelected, onSelect }: AlertRowProps) {
  const say = useWords(taskWords);
  const { task, patient, owner } = alert;
  const select = () => onSelect(task.id);
  return (
    <Table.Tr
      id={alertElementId(task.id)}
      className={classes.row ?? ''}
      aria-selected={isSelected}
      tabIndex={isSelected ? 0 : -1}
      onClick={select}
      onFocus={select}
    >
      <Table.Td className={classes.gravity ?? ''}>
        <AlertBadges alert={alert} />
      </Table.Td>
      <Table.Td className={classes.patient ?? ''}>
        <bdi>{listName(patient)}</bdi>
      </Table.Td>
      <Table.Td>
        <AlertReading alert={alert} />
      </Table.Td>
      <Table.Td className={classes.since ?? ''}>
        <Elapsed since={task.openedAt} />
      </Table.Td>
      <Table.Td className={classes.who ?? ''}>
        {owner === null ? (
          <Unknown>{say('nobody')}</Unknown>
        ) : (
          <bdi>{owner.name ?? say('unknownPerson')}</bdi>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
