import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { TrendSeries } from '../../../domain/contract/ipc/observation.ts';
import { useClinicTime } from '../../ui/clinic-time.tsx';
import { formatMoment } from '../../ui/format-moment.ts';
import { unitLabel } from '../../ui/quantity.tsx';
import { uiWords } from '../../ui/ui.words.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import classes from './observation.module.css';
import { observationWords } from './observation.words.ts';
import type { TrendRow } from './trend-rows.ts';
import { useVitalName } from './use-vital-words.ts';

const AXIS = { fontSize: 11, fill: 'var(--clinic-muted)' } as const;
const HEIGHT_PX = 280;

interface TrendChartProps {
  readonly series: readonly TrendSeries[];
  readonly rows: readonly TrendRow[];
  /** Says what the picture shows, for those who do not see it. */
  readonly label: string;
}

/** A trend as a picture: one line, or systolic and diastolic as the edges of a band; the target only when one is known. */
export function TrendChart({ series, rows, label }: TrendChartProps) {
  const say = useWords(uiWords);
  const sayObservation = useWords(observationWords);
  const { timeZone, nowMs } = useClinicTime();
  const locale = useLocale();
  const nameOf = useVitalName();
  const [first, second] = series;
  if (first === undefined) return null;
  const day = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'short' });
  const momentOf = (atMs: number) =>
    formatMoment(new Date(atMs).toISOString(), { locale, timeZone, nowMs, timeOnly: false, say });
  const points = rows.map(({ atMs, source, values: [high = null, low = null] }) => ({
    atMs,
    source,
    high,
    low,
    span: [low, high],
  }));
  return (
    <figure className={classes.figure} aria-label={label}>
      <figcaption className={classes.legend} aria-hidden>
        <span>{unitLabel(first.unit)}</span>
        {second === undefined ? null : (
          <>
            <span data-line="solid">{nameOf(first.code)}</span>
            <span data-line="dashed">{nameOf(second.code)}</span>
          </>
        )}
        {rows.some(({ source }) => source === 'patient') ? (
          <span data-mark="patient">{sayObservation('trends.ownReadings')}</span>
        ) : null}
      </figcaption>
      <ResponsiveContainer width="100%" height={HEIGHT_PX} minWidth={240}>
        <ComposedChart data={points} margin={{ top: 8, right: 12, bottom: 0, left: 0 }} title={label}>
          <CartesianGrid stroke="var(--clinic-line)" vertical={false} />
          <XAxis
            dataKey="atMs"
            type="number"
            scale="time"
            domain={['dataMin', 'dataMax']}
            padding={{ left: 16, right: 16 }}
            tick={AXIS}
            tickLine={false}
            minTickGap={36}
            stroke="var(--clinic-line-strong)"
            tickFormatter={(atMs: number) => day.format(new Date(atMs))}
          />
          <YAxis domain={['auto', 'auto']} width={44} tick={AXIS} tickLine={false} axisLine={false} />
          {series.map((one) => targetShape(one, locale))}
          <Tooltip
            cursor={{ stroke: 'var(--clinic-line-strong)' }}
            isAnimationActive={false}
            content={({ active, payload }) => {
              const point = payload?.[0]?.payload as (typeof points)[number] | undefined; // recharts hands back the row given above
              if (active !== true || point === undefined) return null;
              const numbers = [point.high, point.low]
                .slice(0, series.length)
                .map((value) => value?.toLocaleString(locale) ?? '–');
              return (
                <div className={classes.tip}>
                  <strong>{numbers.join('/')}</strong> {unitLabel(first.unit)}
                  <div>{momentOf(point.atMs)}</div>
                </div>
              );
            }}
          />
          {second === undefined ? null : (
            <Area
              dataKey="span"
              stroke="none"
              fill="var(--mantine-color-teal-filled)"
              fillOpacity={0.1}
              isAnimationActive={false}
              activeDot={false}
              connectNulls
            />
          )}
          <Line {...LINE} dataKey="high" name={nameOf(first.code)} />
          {second === undefined ? null : (
            <Line {...LINE} dataKey="low" name={nameOf(second.code)} strokeDasharray="4 3" />
          )}
        </ComposedChart>
      </ResponsiveContainer>
    </figure>
  );
}

/** A two-sided target as a band, a one-sided one as its limit; nothing when none is known. */
function targetShape({ code, bandLow, bandHigh }: TrendSeries, locale: string) {
  if (bandLow !== null && bandHigh !== null)
    return (
      <ReferenceArea
        key={code}
        y1={bandLow}
        y2={bandHigh}
        {...TARGET}
        fill={TARGET.stroke}
        fillOpacity={0.07}
      />
    );
  const limit = bandLow ?? bandHigh;
  if (limit === null) return null;
  const value = `${bandLow === null ? '≤' : '≥'} ${limit.toLocaleString(locale)}`;
  const label = { value, position: 'insideBottomLeft', fontSize: 11, fill: TARGET.stroke } as const;
  return <ReferenceLine key={code} y={limit} {...TARGET} label={label} />;
}

const TARGET = {
  stroke: 'var(--tone-good-fg)',
  strokeOpacity: 0.7,
  strokeDasharray: '2 3',
  ifOverflow: 'extendDomain',
} as const;

interface DotProps {
  readonly cx?: number;
  readonly cy?: number;
  readonly index?: number;
  readonly payload?: { readonly source: TrendRow['source'] };
}

const DOT_R = 2.75;
const DIAMOND_R = 4.5;

/** A reading of the clinic is a circle, one of the patient's own a diamond: told apart without colour. */
function TrendDot({ cx, cy, payload }: DotProps) {
  if (cx === undefined || cy === undefined || Number.isNaN(cy)) return <g />;
  const look = { fill: 'var(--clinic-surface)', stroke: 'var(--mantine-color-teal-text)', strokeWidth: 1.5 };
  if (payload?.source !== 'patient') return <circle cx={cx} cy={cy} r={DOT_R} {...look} />;
  const corners = [
    [cx, cy - DIAMOND_R],
    [cx + DIAMOND_R, cy],
    [cx, cy + DIAMOND_R],
    [cx - DIAMOND_R, cy],
  ];
  return <polygon points={corners.map((corner) => corner.join(',')).join(' ')} {...look} />;
}

const LINE = {
  stroke: 'var(--mantine-color-teal-text)',
  strokeWidth: 1.75,
  dot: (props: DotProps) => <TrendDot {...props} />,
  activeDot: { r: 4.5 },
  isAnimationActive: false,
  connectNulls: true,
} as const;
