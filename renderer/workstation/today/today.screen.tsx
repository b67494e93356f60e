import { Button } from '@mantine/core';
import { IconCalendarOff, IconPlus } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { useToday } from '../../ui/clinic-time.tsx';
import { WithKeys } from '../../ui/key-hint.tsx';
import { Panel, Toolbar } from '../../ui/panel.tsx';
import { EmptyState, LoadingRows } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { Loaded } from '../app/loaded.tsx';
import { useCan, useSession } from '../app/session-context.tsx';
import { useBooking } from '../scheduling/booking-context.tsx';
import { PractitionerFilter, StateFilter } from './board-filters.tsx';
import { BoardTable, rowElementId } from './board-table.tsx';
import { byWaiting, isAhead } from './board-order.ts';
import { DayMover } from './day-mover.tsx';
import classes from './today.module.css';
import { NothingChosen } from './nothing-chosen.tsx';
import { todayWords } from './today.words.ts';
import { useDay } from './use-day.ts';
import { useBoardKeys } from './use-board-keys.ts';
import { VisitCard } from './visit-card.tsx';
import { useBoardFilter, type BoardFilter } from './use-board-filter.ts';

/** The home of the clinic: the day board, and what comes next for the visit one has chosen. */
export function TodayScreen() {
  const say = useWords(todayWords);
  const booking = useBooking();
  const canBook = useCan('appointment.write');
  const today = useToday();
  const asked = useAskedVisit();
  const [on, setOn] = useState(asked.on ?? today);
  const day = useDay(on);
  const filter = useBoardFilter(day.data?.practitioners ?? [], useSession().session);
  return (
    <>
      <Toolbar title={say('today')} aside={<DayMover on={on} today={today} onMove={setOn} />}>
        <PractitionerFilter filter={filter} practitioners={day.data?.practitioners ?? []} />
        {canBook ? (
          <WithKeys label={say('book')} keys="b">
            <Button
              variant="default"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => booking.open({})}
            >
              {say('book')}
            </Button>
          </WithKeys>
        ) : null}
      </Toolbar>
      <Loaded query={day} loading={<LoadingBoard />}>
        {(loaded) => <Board key={on} day={loaded} filter={filter} askedVisitId={asked.visitId} />}
      </Loaded>
    </>
  );
}

/** Which visit another screen led here for. */
function useAskedVisit(): { readonly on: string | null; readonly visitId: string | null } {
  const state: unknown = useLocation().state;
  const text = (name: string) => {
    const value =
      typeof state === 'object' && state !== null
        ? Object.entries(state).find(([key]) => key === name)?.[1]
        : null;
    return typeof value === 'string' ? value : null;
  };
  return { on: text('on'), visitId: text('visitId') };
}

interface BoardProps {
  readonly day: NonNullable<ReturnType<typeof useDay>['data']>;
  readonly filter: BoardFilter;
  readonly askedVisitId: string | null;
}

function Board({ day, filter, askedVisitId }: BoardProps) {
  const say = useWords(todayWords);
  const booking = useBooking();
  const canBook = useCan('appointment.write');
  const ofPractitioner = day.rows.filter(({ appointment }) =>
    filter.includesPractitioner(appointment.practitionerId),
  );
  const shown = ofPractitioner.filter(({ state }) => filter.includesState(state));
  const rows = filter.isOwnList ? byWaiting(shown) : shown;
  const [chosenId, setChosenId] = useState(askedVisitId);
  const selected =
    rows.find(({ appointment }) => appointment.id === chosenId) ?? rows.find(isAhead) ?? rows.at(-1) ?? null;
  useScrollToFirst(selected?.appointment.id ?? null);
  useBoardKeys({ rows, selected, rooms: day.locations, allRows: day.rows, onSelect: setChosenId });
  return (
    <div className={classes.board}>
      <Panel flush fill>
        <StateFilter filter={filter} rows={ofPractitioner} />
        {rows.length > 0 ? (
          <BoardTable
            rows={rows}
            day={day}
            selectedId={selected?.appointment.id ?? null}
            onSelect={setChosenId}
          />
        ) : day.rows.length > 0 ? (
          <EmptyState
            icon={IconCalendarOff}
            title={say('emptyFiltered')}
            text={say('emptyFilteredText')}
            action={
              <Button variant="default" onClick={filter.showAll}>
                {say('showAll')}
              </Button>
            }
          />
        ) : (
          <EmptyState
            icon={IconCalendarOff}
            title={say('empty')}
            text={say('emptyText')}
            action={canBook ? <Button onClick={() => booking.open({})}>{say('book')}</Button> : null}
          />
        )}
      </Panel>
      {selected === null ? (
        <NothingChosen isDayEmpty={day.rows.length === 0} />
      ) : (
        <VisitCard key={selected.appointment.id} row={selected} day={day} />
      )}
    </div>
  );
}

/** Brings the row one starts with into view, once. */
function useScrollToFirst(appointmentId: string | null): void {
  const isDone = useRef(false);
  useEffect(() => {
    if (isDone.current || appointmentId === null) return;
    isDone.current = true;
    document.getElementById(rowElementId(appointmentId))?.scrollIntoView({ block: 'center' });
  }, [appointmentId]);
}

function LoadingBoard() {
  return (
    <div className={classes.board}>
      <Panel flush fill>
        <LoadingRows rows={14} columns={[7, 26, 14, 10, 16, 10]} />
      </Panel>
      <Panel fill>
        <LoadingRows rows={6} columns={[30, 50]} />
      </Panel>
    </div>
  );
}
