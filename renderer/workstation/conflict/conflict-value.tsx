import { CalendarDate, Instant } from '../../../domain/ids.ts';
import { CalendarDay, Moment, Unknown } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words.ts';
import { useThresholdText } from '../observation-definition/use-threshold-text.ts';
import classes from './conflict.module.css';
import { conflictWords } from './conflict.words.ts';

/** A value of any field, as it stands: text as text, several as lines, nothing as "empty". */
export function ConflictValue({ value }: { readonly value: unknown }) {
  const say = useWords(conflictWords);
  const thresholdText = useThresholdText()(value);
  const lines = thresholdText === null ? linesOf(value) : [thresholdText];
  if (lines.length === 0) return <Unknown>{say('empty_value')}</Unknown>;
  return (
    <div className={classes.value}>
      {lines.map((line, index) => (
        <div key={index}>
          <ValueLine line={line} />
        </div>
      ))}
    </div>
  );
}

/** Dates and instants as everywhere else; the rest as text in its own direction. */
function ValueLine({ line }: { readonly line: string }) {
  if (CalendarDate.safeParse(line).success) return <CalendarDay on={line} />;
  if (Instant.safeParse(line).success) return <Moment at={line} />;
  return <bdi>{line}</bdi>;
}

function linesOf(value: unknown): readonly string[] {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) return value.flatMap(linesOf);
  if (typeof value === 'object') {
    return Object.entries(value)
      .filter(([, one]) => one !== null)
      .map(([name, one]) => `${name}: ${linesOf(one).join(', ')}`);
  }
  return [typeof value === 'string' ? value : JSON.stringify(value)];
}
