import { Paper } from '@mantine/core';
import { CartesianGrid, Legend, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { PortalBloodPressure } from '../../../domain/contract/http/portal.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { portalWords } from '../app/portal.words.ts';
import classes from './blood-pressure-chart.module.css';

interface BloodPressureChartProps {
  readonly readings: readonly PortalBloodPressure[];
  readonly timeZone: string;
}

/** Room above and below the values, in mmHg, and the step of the axis. */
const AXIS_STEP_MMHG = 20;

/** Both pressures over time; told apart by line and mark, not by colour alone. The table has the same numbers. */
export function BloodPressureChart({ readings, timeZone }: BloodPressureChartProps) {
  const say = useWords(portalWords);
  const locale = useLocale();
  const day = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short' });
  const moment = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' });
  const points = readings.map((reading) => ({ ...reading, atMs: Date.parse(reading.effectiveAt) }));
  const values = readings.flatMap(({ systolicMmHg, diastolicMmHg }) => [systolicMmHg, diastolicMmHg]);
  const low = Math.floor(Math.min(...values) / AXIS_STEP_MMHG) * AXIS_STEP_MMHG - AXIS_STEP_MMHG / 2;
  const high = Math.ceil(Math.max(...values) / AXIS_STEP_MMHG) * AXIS_STEP_MMHG + AXIS_STEP_MMHG / 2;
  const ticks = Array.from(
    { length: Math.floor((high - low) / AXIS_STEP_MMHG) },
    (_, step) => Math.ceil(low / AXIS_STEP_MMHG) * AXIS_STEP_MMHG + step * AXIS_STEP_MMHG,
  ).filter((tick) => tick <= high);
  return (
    <Paper p="md" radius="lg">
      <span className={classes.unit} aria-hidden>
        mmHg
      </span>
      <div className={classes.chart} role="img" aria-label={say('record.chart', { count: readings.length })}>
        <ResponsiveContainer width="100%" height="100%">
          <LineChart
            data={points}
            margin={{ top: 8, right: 16, bottom: 0, left: 0 }}
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} syncWithTicks stroke="var(--clinic-line)" />
            <XAxis
              dataKey="atMs"
              type="number"
              domain={['dataMin', 'dataMax']}
              padding={{ left: 16, right: 16 }}
              tickFormatter={(atMs: number) => day.format(new Date(atMs))}
              tick={{ fill: 'var(--clinic-muted)', fontSize: 14 }}
              stroke="var(--clinic-line-strong)"
              tickLine={false}
              minTickGap={32}
            />
            <YAxis
              domain={[low, high]}
              ticks={ticks}
              width={40}
              tick={{ fill: 'var(--clinic-muted)', fontSize: 14 }}
              axisLine={false}
              tickLine={false}
            />
            <Tooltip
              isAnimationActive={false}
              labelFormatter={(atMs) => moment.format(new Date(Number(atMs)))}
              formatter={(value) => `${String(value)} mmHg`}
              contentStyle={{
                background: 'var(--clinic-surface)',
                border: '1px solid var(--clinic-line-strong)',
                borderRadius: 8,
                color: 'inherit',
              }}
              itemStyle={{ color: 'inherit' }}
            />
            <Legend
              itemSorter={null}
              iconType="plainline"
              formatter={(name: string) => <span className={classes.legend}>{name}</span>}
            />
            <Line
              dataKey="systolicMmHg"
              name={say('record.systolic')}
              stroke="var(--mantine-color-teal-text)"
              strokeWidth={2.5}
              dot={{ r: 4, fill: 'var(--mantine-color-teal-text)' }}
              isAnimationActive={false}
            />
            <Line
              dataKey="diastolicMmHg"
              name={say('record.diastolic')}
              stroke="var(--tone-info-fg)"
              strokeWidth={2.5}
              strokeDasharray="7 5"
              dot={{ r: 4, fill: 'var(--clinic-surface)', strokeDasharray: '0' }}
              isAnimationActive={false}
            />
          </LineChart>
        </ResponsiveContainer>
      </div>
    </Paper>
  );
}
