import { Text } from '@mantine/core';
import { useWords } from '../../ui/words.ts';
import type { VitalRow } from '../observation/latest-vitals.ts';
import { observationWords } from '../observation/observation.words.ts';
import { useFindingText } from '../observation/use-vital-words.ts';
import { encounterWords } from './encounter.words.ts';
import classes from './encounter.module.css';
import type { VitalsEntry } from './use-vitals-entry.ts';

const isOfRow = ({ signs }: VitalRow, field: string) =>
  signs.some(({ code, components }) => field === code || components.includes(field));

/** Whether anything typed in a row is doubted. */
export function hasDoubts(row: VitalRow, { doubts }: VitalsEntry): boolean {
  return [...doubts.unreadable, ...doubts.findings.map(({ field }) => field)].some((field) =>
    isOfRow(row, field),
  );
}

interface VitalsDoubtsProps {
  readonly row: VitalRow;
  readonly entry: VitalsEntry;
  readonly id: string;
}

/** What is wrong with the typed values of one row: not possible, or unusual, in words. */
export function VitalsDoubts({ row, entry, id }: VitalsDoubtsProps) {
  const say = useWords(encounterWords);
  const sayObservation = useWords(observationWords);
  const findingText = useFindingText();
  const unreadable = entry.doubts.unreadable.filter((field) => isOfRow(row, field));
  const findings = entry.doubts.findings.filter(({ field }) => isOfRow(row, field));
  return (
    <div id={id} role="alert">
      {unreadable.map((field) => (
        <Text key={field} size="xs" className={classes.doubt} data-severity="impossible">
          {say('entry.notANumber', { example: 120 })}
        </Text>
      ))}
      {findings.map((finding) => (
        <Text
          key={`${finding.field}${finding.code}`}
          size="xs"
          className={classes.doubt}
          data-severity={finding.severity}
        >
          <strong>{sayObservation(`plausibility.${finding.severity}`)}:</strong>{' '}
          {findingText(finding, entry.typed[finding.field] ?? '')}
        </Text>
      ))}
    </div>
  );
}
