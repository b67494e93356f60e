import { Group, SegmentedControl, Text } from '@mantine/core';
import { IconActivityHeartbeat } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TrendSeries } from '../../../domain/contract/ipc/observation.ts';
import {
  BLOOD_PRESSURE_PANEL,
  BODY_TEMPERATURE,
  BODY_WEIGHT,
  GLUCOSE_MASS,
  GLUCOSE_MOLES,
  HEART_RATE,
  NEWS2_SCORE,
  OXYGEN_SATURATION,
  vitalSignOf,
} from '../../../domain/observation/codes.ts';
import { useClinicTime } from '../../ui/clinic-time.tsx';
import { formatCalendarDay } from '../../ui/format-moment.ts';
import { Panel } from '../../ui/panel.tsx';
import { unitLabel } from '../../ui/quantity.tsx';
import { EmptyState, LoadingRows } from '../../ui/states.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { useCan } from '../app/session-context.tsx';
import { Loaded } from '../app/loaded.tsx';
import { observationWords } from './observation.words.ts';
import { HomeReadingButton } from './home-reading.dialog.tsx';
import classes from './observation.module.css';
import { ReadingDialogs, useReadingDialogs } from './reading-dialogs.tsx';
import { TrendChart } from './trend-chart.tsx';
import { trendRows } from './trend-rows.ts';
import { TrendTable } from './trend-table.tsx';
import { useObservations } from './use-observations.ts';
import { useVitalName } from './use-vital-words.ts';

const MEASURES = [
  BLOOD_PRESSURE_PANEL,
  HEART_RATE,
  OXYGEN_SATURATION,
  BODY_WEIGHT,
  BODY_TEMPERATURE,
  GLUCOSE_MASS,
  GLUCOSE_MOLES,
  NEWS2_SCORE,
] as const;
const RANGES = ['quarter', 'year', 'all'] as const;
type RangeName = (typeof RANGES)[number];

const DAY_MS = 86_400_000;
const RANGE_MS: Readonly<Record<RangeName, number>> = {
  quarter: 92 * DAY_MS,
  year: 366 * DAY_MS,
  all: Infinity,
};

interface TrendsPanelProps {
  readonly patientId: string;
  /** Null: birth date not known. */
  readonly ageYears: number | null;
}

/** The trends of one patient: a picture and, beside it, the same numbers. */
export function TrendsPanel({ patientId, ageYears }: TrendsPanelProps) {
  const say = useWords(observationWords);
  const nameOf = useVitalName();
  const [measure, setMeasure] = useState<string>(BLOOD_PRESSURE_PANEL);
  const [range, setRange] = useState<RangeName>('year');
  const { queries } = useClinic();
  const canFile = useCan('observation.write');
  const parts = vitalSignOf(measure)?.components ?? [];
  const codes = parts.length === 0 ? [measure] : [...parts];
  const trends = useQuery(queries.observation.trends.queryOptions({ input: { patientId, codes } }));
  return (
    <Panel
      title={say('trends.title')}
      fill
      actions={
        <SegmentedControl
          aria-label={say('trends.range')}
          value={range}
          onChange={setRange}
          data={RANGES.map((value) => ({ value, label: say(`trends.ranges.${value}`) }))}
        />
      }
    >
      <Group mb="sm" justify="space-between">
        <SegmentedControl
          aria-label={say('trends.measure')}
          value={measure}
          onChange={setMeasure}
          data={MEASURES.map((value) => ({ value, label: nameOf(value, 'short') }))}
        />
        {canFile ? <HomeReadingButton patientId={patientId} ageYears={ageYears} /> : null}
      </Group>
      <Loaded query={trends} loading={<LoadingRows rows={8} columns={[60, 20]} />}>
        {(series) => (
          <Trend key={measure} patientId={patientId} measure={measure} series={series} range={range} />
        )}
      </Loaded>
    </Panel>
  );
}

interface TrendProps {
  readonly patientId: string;
  readonly measure: string;
  readonly series: readonly TrendSeries[];
  readonly range: RangeName;
}

function Trend({ patientId, measure, series, range }: TrendProps) {
  const say = useWords(observationWords);
  const nameOf = useVitalName();
  const locale = useLocale();
  const { nowMs } = useClinicTime();
  const observations = useObservations(patientId);
  const dialogs = useReadingDialogs();
  const all = trendRows(series);
  const rows = all.filter(({ atMs }) => nowMs - atMs <= RANGE_MS[range]);
  const vital = nameOf(measure);
  const [oldest, newest] = [rows[0], rows.at(-1)];
  if (oldest === undefined || newest === undefined) {
    const when = all.length === 0 ? 'noneEver' : 'noneInPeriod';
    return (
      <EmptyState
        icon={IconActivityHeartbeat}
        title={say(`trends.${when}`)}
        text={say(`trends.${when}Hint`)}
      />
    );
  }
  const dayOf = (at: string) => formatCalendarDay(at.slice(0, 10), locale);
  return (
    <div className={classes.trendFrame}>
      <div className={classes.trend}>
        <div>
          <TrendChart
            series={series}
            rows={rows}
            label={say('trends.chartLabel', {
              vital,
              count: rows.length,
              from: dayOf(oldest.at),
              to: dayOf(newest.at),
            })}
          />
          <TargetWords series={series} />
        </div>
        <TrendTable
          series={series}
          rows={rows}
          vital={vital}
          onOpen={(id) => dialogs.open(observations.data?.find((one) => one.id === id) ?? null)}
        />
      </div>
      <ReadingDialogs dialogs={dialogs} />
    </div>
  );
}

/** The target in words; that none is known is said as well. */
function TargetWords({ series }: { readonly series: readonly TrendSeries[] }) {
  const say = useWords(observationWords);
  const nameOf = useVitalName();
  const known = series.filter(({ bandLow, bandHigh }) => bandLow !== null || bandHigh !== null);
  if (known.length === 0)
    return (
      <Text size="xs" c="dimmed">
        {say('trends.noTarget')}
      </Text>
    );
  return known.map(({ code, bandLow, bandHigh, unit }) => {
    const values = { low: bandLow ?? '', high: bandHigh ?? '', unit: unitLabel(unit) };
    const key = bandLow === null ? 'targetAtMost' : bandHigh === null ? 'targetAtLeast' : 'target';
    return (
      <Text key={code} size="xs" c="dimmed">
        {nameOf(code)}: {say(`trends.${key}`, values)}
      </Text>
    );
  });
}
