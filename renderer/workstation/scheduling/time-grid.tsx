import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { Temporal } from 'temporal-polyfill';
import type { BoardRow, FreeSlot } from '../../../domain/contract/ipc/scheduling.ts';
import { useClinicTime } from '../../ui/clinic-time.tsx';
import { useWords } from '../../ui/words.ts';
import { useCan } from '../app/session-context.tsx';
import { listName } from '../patient/patient-name.ts';
import { todayWords } from '../today/today.words.ts';
import { toneOfState } from '../today/visit-state.tsx';
import { useBooking } from './booking-context.tsx';
import classes from './scheduling.module.css';
import { schedulingWords } from './scheduling.words.ts';
import { useMomentWords } from './use-moment-words.ts';

/** One column of the grid: a practitioner's day. */
export interface GridColumn {
  readonly key: string;
  readonly on: string;
  readonly title: string;
  readonly aside: ReactNode;
  readonly rows: readonly BoardRow[];
  readonly free: readonly FreeSlot[];
}

const HOUR_PX = 72;
const AXIS_PX = 56;

/** Columns of a day on a common axis of hours, from the first to the last thing there is. */
export function TimeGrid({ columns }: { readonly columns: readonly GridColumn[] }) {
  const minuteOf = useMinuteOfDay();
  const { nowMs, timeZone } = useClinicTime();
  const times = columns.flatMap(({ rows, free }) => [...rows.map(({ appointment }) => appointment), ...free]);
  const firstHour = Math.floor(Math.min(8 * 60, ...times.map(({ startAt }) => minuteOf(startAt))) / 60);
  const lastHour = Math.ceil(Math.max(17 * 60, ...times.map(({ endAt }) => minuteOf(endAt))) / 60);
  const hours = Array.from({ length: lastHour - firstHour + 1 }, (_, index) => firstHour + index);
  const heightPx = (lastHour - firstHour) * HOUR_PX;
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(timeZone);
  const place = (startAt: string, endAt: string) => ({
    top: ((minuteOf(startAt) - firstHour * 60) / 60) * HOUR_PX + 1,
    height: Math.max(18, ((minuteOf(endAt) - minuteOf(startAt)) / 60) * HOUR_PX - 2),
  });
  return (
    <div
      className={classes.grid}
      style={{ gridTemplateColumns: `${AXIS_PX}px repeat(${columns.length}, minmax(120px, 1fr))` }}
    >
      <div className={classes.columnHead} />
      {columns.map(({ key, title, aside }) => (
        <div key={key} className={classes.columnHead}>
          {title}
          {aside}
        </div>
      ))}
      <div className={classes.axis} style={{ height: heightPx }}>
        {hours.map((hour) => (
          <span key={hour} className={classes.hour} style={{ top: (hour - firstHour) * HOUR_PX }}>
            {String(hour).padStart(2, '0')}:00
          </span>
        ))}
      </div>
      {columns.map((column) => (
        <div key={column.key} className={classes.column} style={{ height: heightPx }}>
          {column.on === now.toPlainDate().toString() ? (
            <div
              className={classes.now}
              style={{ top: ((now.hour * 60 + now.minute - firstHour * 60) / 60) * HOUR_PX }}
            />
          ) : null}
          {column.free.map((slot) => (
            <FreeBlock
              key={slot.startAt}
              slot={slot}
              column={column}
              style={place(slot.startAt, slot.endAt)}
            />
          ))}
          {column.rows.map((row) => (
            <VisitBlock
              key={row.appointment.id}
              row={row}
              column={column}
              style={place(row.appointment.startAt, row.appointment.endAt)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

interface Placed {
  readonly column: GridColumn;
  readonly style: { readonly top: number; readonly height: number };
}

function FreeBlock({ slot, column, style }: Placed & { readonly slot: FreeSlot }) {
  const say = useWords(schedulingWords);
  const momentWords = useMomentWords();
  const booking = useBooking();
  const canBook = useCan('appointment.write');
  const time = momentWords(slot.startAt, true);
  return (
    <button
      type="button"
      className={classes.free}
      style={style}
      disabled={!canBook}
      aria-label={say('freeAt', { time, column: column.title })}
      onClick={() => booking.open({ slot })}
    >
      {time} {say('free')}
    </button>
  );
}

function VisitBlock({ row, column, style }: Placed & { readonly row: BoardRow }) {
  const say = useWords(schedulingWords);
  const sayToday = useWords(todayWords);
  const momentWords = useMomentWords();
  const navigate = useNavigate();
  const words = {
    time: momentWords(row.appointment.startAt, true),
    name: listName(row.patient),
    state: sayToday(`state.${row.state}`),
  };
  return (
    <button
      type="button"
      className={classes.visit}
      style={style}
      data-tone={toneOfState(row.state)}
      data-gone={row.state === 'cancelled' || row.state === 'noshow'}
      aria-label={say('visitAt', words)}
      title={say('visitAt', words)}
      onClick={() => void navigate('/today', { state: { on: column.on, visitId: row.appointment.id } })}
    >
      {words.time} <bdi>{words.name}</bdi>
    </button>
  );
}

/** Minutes since the clinic's midnight. */
function useMinuteOfDay(): (at: string) => number {
  const { timeZone } = useClinicTime();
  return (at) => {
    const zoned = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);
    return zoned.hour * 60 + zoned.minute;
  };
}
