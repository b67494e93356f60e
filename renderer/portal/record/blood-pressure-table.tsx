import { Paper, Table } from '@mantine/core';
import type { PortalBloodPressure } from '../../../domain/contract/http/portal.ts';
import { Quantity } from '../../ui/quantity.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { portalWords } from '../app/portal.words.ts';
import classes from './blood-pressure-table.module.css';

const MMHG = 'mm[Hg]';

/** The newest reading, large. */
export function LatestBloodPressure({
  reading,
  timeZone,
}: {
  readonly reading: PortalBloodPressure;
  readonly timeZone: string;
}) {
  const say = useWords(portalWords);
  return (
    <Paper p="lg" radius="lg" className={classes.latest}>
      <span className={classes.latestLabel}>{say('record.latest')}</span>
      <span className={classes.latestValue}>
        <Quantity
          value={[reading.systolicMmHg, reading.diastolicMmHg]}
          unit={MMHG}
          size="lg"
          maxDecimals={0}
        />
      </span>
      <span className={classes.latestLabel}>
        <ReadingTime at={reading.effectiveAt} timeZone={timeZone} />, {say(`record.source.${reading.source}`)}
      </span>
    </Paper>
  );
}

/** Every reading with its unit and source, the newest first. */
export function BloodPressureTable({
  readings,
  timeZone,
}: {
  readonly readings: readonly PortalBloodPressure[];
  readonly timeZone: string;
}) {
  const say = useWords(portalWords);
  return (
    <section aria-labelledby="all-readings">
      <h2 id="all-readings" className={classes.heading}>
        {say('record.table')}
      </h2>
      <Paper radius="lg" className={classes.paper}>
        <Table verticalSpacing="sm" horizontalSpacing="md" fz={16}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('record.date')}</Table.Th>
              <Table.Th>{say('record.value')}</Table.Th>
              <Table.Th className={classes.source}>{say('record.source')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {readings.toReversed().map((reading) => (
              <Table.Tr key={`${reading.effectiveAt}-${reading.systolicMmHg}`}>
                <Table.Td>
                  <ReadingTime at={reading.effectiveAt} timeZone={timeZone} />
                </Table.Td>
                <Table.Td>
                  <Quantity
                    value={[reading.systolicMmHg, reading.diastolicMmHg]}
                    unit={MMHG}
                    maxDecimals={0}
                  />
                </Table.Td>
                <Table.Td className={classes.source}>{say(`record.source.${reading.source}`)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Paper>
      <p className={classes.zone}>{say('record.zone', { zone: timeZone })}</p>
    </section>
  );
}

function ReadingTime({ at, timeZone }: { readonly at: string; readonly timeZone: string }) {
  const locale = useLocale();
  const text = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(at),
  );
  return <time dateTime={at}>{text}</time>;
}
