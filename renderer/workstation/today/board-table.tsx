import { Table } from '@mantine/core';
import { IconVideo } from '@tabler/icons-react';
import type { BoardRow } from '../../../domain/contract/ipc/scheduling.ts';
import { useClinicTime } from '../../ui/clinic-time.tsx';
import { Elapsed, Moment, useElapsedWords } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words.ts';
import { listName } from '../patient/patient-name.ts';
import { practitionerName } from '../scheduling/practitioner-name.ts';
import { waitingSince } from './board-order.ts';
import classes from './today.module.css';
import { todayWords } from './today.words.ts';
import type { useDay } from './use-day.ts';
import { VisitState } from './visit-state.tsx';

type Day = NonNullable<ReturnType<typeof useDay>['data']>;

interface BoardTableProps {
  readonly rows: readonly BoardRow[];
  readonly day: Day;
  readonly selectedId: string | null;
  readonly onSelect: (appointmentId: string) => void;
}

/** The element id of a visit's row, by which the keys move the focus. */
export const rowElementId = (appointmentId: string): string => `visit-${appointmentId}`;

/** The visits of a day, one row each. */
export function BoardTable({ rows, day, selectedId, onSelect }: BoardTableProps) {
  const say = useWords(todayWords);
  return (
    <Table stickyHeader role="grid" aria-label={say('dayBoard')} className={classes.table ?? ''}>
      <Table.Thead>
        <Table.Tr>
          {(['time', 'patient', 'state', 'waiting', 'practitioner', 'room', 'reason'] as const).map(
            (column) => (
              <Table.Th key={column} className={classes[column] ?? ''}>
                {say(column)}
              </Table.Th>
            ),
          )}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <VisitRow
            key={row.appointment.id}
            row={row}
            day={day}
            isSelected={row.appointment.id === selectedId}
            onSelect={onSelect}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface VisitRowProps extends Pick<BoardTableProps, 'day' | 'onSelect'> {
  readonly row: BoardRow;
  readonly isSelected: boolean;
}

function VisitRow({ row, day, isSelected, onSelect }: VisitRowProps) {
  const { appointment, patient, state } = row;
  const practitioner = day.practitioners.find(({ id }) => id === appointment.practitionerId);
  const room = day.locations.find(({ id }) => id === appointment.locationId);
  return (
    <Table.Tr
      id={rowElementId(appointment.id)}
      className={classes.row ?? ''}
      aria-selected={isSelected}
      data-over={state === 'done' || state === 'cancelled' || state === 'noshow'}
      tabIndex={isSelected ? 0 : -1}
      onClick={() => onSelect(appointment.id)}
      onFocus={() => onSelect(appointment.id)}
    >
      <Table.Td className={classes.time ?? ''}>
        <Moment at={appointment.startAt} timeOnly />
      </Table.Td>
      <Table.Td className={classes.patient ?? ''}>
        <bdi>{listName(patient)}</bdi>
        {appointment.modality === 'video' ? <VideoMark /> : null}
      </Table.Td>
      <Table.Td>
        <VisitState row={row} />
      </Table.Td>
      <Table.Td className={classes.waiting ?? ''}>
        <Waiting row={row} />
      </Table.Td>
      <Table.Td className={classes.practitioner ?? ''}>
        {practitioner === undefined ? '' : practitionerName(practitioner)}
      </Table.Td>
      <Table.Td>{room?.name ?? ''}</Table.Td>
      <Table.Td className={classes.reason ?? ''}>
        <bdi>{appointment.reason ?? ''}</bdi>
      </Table.Td>
    </Table.Tr>
  );
}

function VideoMark() {
  const say = useWords(todayWords);
  return <IconVideo size={14} stroke={1.7} className={classes.video} role="img" aria-label={say('video')} />;
}

/** After this long a wait is marked; a rule of the screen, not of medicine. */
const LONG_WAIT_MS = 20 * 60_000;
const LATE_AFTER_MS = 5 * 60_000;

function Waiting({ row }: { readonly row: BoardRow }) {
  const say = useWords(todayWords);
  const { nowMs } = useClinicTime();
  const elapsed = useElapsedWords();
  const since = waitingSince(row);
  if (since !== null) {
    return (
      <span className={classes.wait} data-long={nowMs - Date.parse(since) >= LONG_WAIT_MS}>
        <Elapsed since={since} />
      </span>
    );
  }
  const lateMs = nowMs - Date.parse(row.appointment.startAt);
  if (row.state !== 'booked' || lateMs < LATE_AFTER_MS) return null;
  return <span className={classes.lateness}>{say('late', { time: elapsed(lateMs) })}</span>;
}
