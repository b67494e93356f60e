import type { BoardRow } from '../../../domain/contract/ipc/scheduling.ts';
import { Moment } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words.ts';
import classes from './today.module.css';
import { todayWords } from './today.words.ts';

/** The steps a visit has taken, with their times. */
export function VisitCourse({ row: { appointment } }: { readonly row: BoardRow }) {
  const say = useWords(todayWords);
  const steps = [
    ['booked', appointment.startAt],
    ['arrived', appointment.arrivedAt],
    ['in-room', appointment.checkedInAt],
    ['with-doctor', appointment.startedAt],
    ['done', appointment.fulfilledAt],
  ] as const;
  return (
    <ol className={classes.course}>
      {steps.map(([state, at]) =>
        at === null ? null : (
          <li key={state}>
            <span>{say(`course.${state}`)}</span>
            <Moment at={at} />
          </li>
        ),
      )}
    </ol>
  );
}
