import { Button, ScrollArea, Table, VisuallyHidden } from '@mantine/core';
import type { TrendSeries } from '../../../domain/contract/ipc/observation.ts';
import { vitalSignOf } from '../../../domain/observation/codes.ts';
import { useClinicTime } from '../../ui/clinic-time.tsx';
import { formatMoment } from '../../ui/format-moment.ts';
import { Moment } from '../../ui/moment.tsx';
import { Quantity } from '../../ui/quantity.tsx';
import { uiWords } from '../../ui/ui.words.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import classes from './observation.module.css';
import { observationWords } from './observation.words.ts';
import { SourceMark } from './source-mark.tsx';
import { againstTarget, type TrendRow } from './trend-rows.ts';

interface TrendTableProps {
  readonly series: readonly TrendSeries[];
  readonly rows: readonly TrendRow[];
  readonly vital: string;
  readonly onOpen: (observationId: string) => void;
}

/** The numbers of the picture, newest first, each with its evidence. */
export function TrendTable({ series, rows, vital, onOpen }: TrendTableProps) {
  const say = useWords(observationWords);
  const sayUi = useWords(uiWords);
  const { timeZone, nowMs } = useClinicTime();
  const locale = useLocale();
  return (
    <ScrollArea.Autosize
      mah={460}
      tabIndex={0}
      viewportProps={{ 'aria-label': say('trends.table'), role: 'region', tabIndex: 0 }}
    >
      <Table stickyHeader horizontalSpacing={7} aria-label={say('trends.table')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('trends.when')}</Table.Th>
            <Table.Th>{say('trends.value')}</Table.Th>
            <Table.Th>{say('trends.how')}</Table.Th>
            <Table.Th>
              <VisuallyHidden>{say('trends.open')}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.toReversed().map((row) => (
            <Table.Tr key={row.observationId} className={classes.trendRow ?? ''}>
              <Table.Td>
                <Moment at={row.at} />
              </Table.Td>
              <Table.Td>
                <TrendValue series={series} row={row} />
              </Table.Td>
              <Table.Td c="dimmed">
                <SourceMark source={row.source} />
              </Table.Td>
              <Table.Td ta="end">
                <Button
                  variant="subtle"
                  size="compact-xs"
                  onClick={() => onOpen(row.observationId)}
                  aria-label={say('trends.openLabel', {
                    vital,
                    when: formatMoment(row.at, { locale, timeZone, nowMs, timeOnly: false, say: sayUi }),
                  })}
                >
                  {say('trends.open')}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}

/** A row's number; the mark belongs to the first of its values that misses its target. */
function TrendValue({ series, row }: { readonly series: readonly TrendSeries[]; readonly row: TrendRow }) {
  const say = useWords(observationWords);
  const verdicts = series.map((one, index) => againstTarget(row.values[index] ?? null, one));
  const flag =
    verdicts.find((verdict) => verdict === 'high' || verdict === 'low') ?? verdicts[0] ?? 'unknown';
  const unit = series[0]?.unit ?? null;
  const label =
    flag === 'high' ? say('trends.aboveTarget') : flag === 'low' ? say('trends.belowTarget') : undefined;
  return (
    <Quantity
      value={row.values}
      unit={unit}
      flag={flag}
      maxDecimals={vitalSignOf(series[0]?.code ?? '')?.decimals ?? 1}
      {...(label === undefined ? {} : { flagLabel: label })}
    />
  );
}
