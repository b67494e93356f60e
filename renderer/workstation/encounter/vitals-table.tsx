import { Table, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import type { Observation } from '../../../domain/observation/observation.ts';
import { Moment } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words.ts';
import { usePractitionerName } from '../chart/use-practitioner-name.ts';
import { readingsOfRow, VITAL_ROWS, type VitalRow } from '../observation/latest-vitals.ts';
import { observationWords } from '../observation/observation.words.ts';
import { SourceMark } from '../observation/source-mark.tsx';
import { useVitalName } from '../observation/use-vital-words.ts';
import { VitalValue } from '../observation/vital-value.tsx';
import { encounterWords } from './encounter.words.ts';
import classes from './encounter.module.css';

interface VitalsTableProps {
  /** The readings of this visit, by code, newest first. */
  readonly now: ReadonlyMap<string, readonly Observation[]>;
  /** The readings before this visit, by code, newest first. */
  readonly before: ReadonlyMap<string, readonly Observation[]>;
  /** The fields of a row; null when the visit takes no values any more. */
  readonly entryOf: ((row: VitalRow) => ReactNode) | null;
  /** What stands against the typed values of a row, drawn under it; null when nothing does. */
  readonly doubtOf: (row: VitalRow) => ReactNode;
  readonly onOpen: (observation: Observation) => void;
}

/** Every vital sign a line: this visit's, a field to type, the last one before. */
export function VitalsTable({ now, before, entryOf, doubtOf, onOpen }: VitalsTableProps) {
  const say = useWords(encounterWords);
  const nameOf = useVitalName();
  return (
    <Table className={classes.vitals ?? ''} verticalSpacing={3}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say('vitals.measurement')}</Table.Th>
          <Table.Th>{say('vitals.thisVisit')}</Table.Th>
          {entryOf === null ? null : <Table.Th>{say('vitals.enterLabel')}</Table.Th>}
          <Table.Th>{say('vitals.before')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {VITAL_ROWS.map((row) => {
          const doubt = doubtOf(row);
          return (
            <Fragment key={row.code}>
              <Table.Tr data-doubted={doubt !== null}>
                <Table.Th scope="row">{nameOf(row.code)}</Table.Th>
                <Table.Td>
                  <FiledValues
                    observations={readingsOfRow(row, now)}
                    onOpen={onOpen}
                    isSkippedByTab={entryOf !== null}
                    showsWho
                  />
                </Table.Td>
                {entryOf === null ? null : <Table.Td>{entryOf(row)}</Table.Td>}
                <Table.Td>
                  <FiledValues
                    observations={readingsOfRow(row, before).slice(0, 1)}
                    onOpen={onOpen}
                    isSkippedByTab={entryOf !== null}
                  />
                </Table.Td>
              </Table.Tr>
              {doubt === null ? null : (
                <Table.Tr className={classes.doubtRow ?? ''}>
                  <Table.Td colSpan={entryOf === null ? 3 : 4}>{doubt}</Table.Td>
                </Table.Tr>
              )}
            </Fragment>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}

interface FiledValuesProps {
  readonly observations: readonly Observation[];
  readonly onOpen: (observation: Observation) => void;
  /** Who and how, for this visit's readings; older ones say only when. */
  readonly showsWho?: boolean;
  /** While values are typed, Tab goes from field to field; the trends lead to the same evidence by keyboard. */
  readonly isSkippedByTab: boolean;
}

/** Readings of the record; a press on one shows where it comes from. */
function FiledValues({ observations, onOpen, showsWho = false, isSkippedByTab }: FiledValuesProps) {
  const sayObservation = useWords(observationWords);
  const nameOf = useVitalName();
  const performerName = usePractitionerName();
  if (observations.length === 0) return <VitalValue measured={null} />;
  return observations.map((observation) => (
    <UnstyledButton
      key={observation.id}
      className={classes.filed ?? ''}
      onClick={() => onOpen(observation)}
      title={sayObservation('evidence.title')}
      aria-haspopup="dialog"
      {...(isSkippedByTab ? { tabIndex: -1 } : {})}
    >
      <VisuallyHidden>
        {sayObservation('trends.open')}: {nameOf(observation.code)}
      </VisuallyHidden>
      <VitalValue measured={observation} />
      <Text component="span" size="xs" c="dimmed" className={classes.who}>
        {showsWho ? <SourceMark source={observation.source} isShort /> : null}{' '}
        <Moment at={observation.effectiveAt} />
        {showsWho && observation.performerId !== null ? ` · ${performerName(observation.performerId)}` : null}
      </Text>
    </UnstyledButton>
  ));
}
