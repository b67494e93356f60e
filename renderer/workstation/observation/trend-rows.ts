import type { TrendSeries } from '../../../domain/contract/ipc/observation.ts';

/** One time of a trend: the values of its series in their order; null where a series has none at that time. */
export interface TrendRow {
  readonly at: string;
  readonly atMs: number;
  readonly observationId: string;
  readonly source: TrendSeries['points'][number]['source'];
  readonly values: readonly (number | null)[];
}

/** Points of one or more series (the parts of a panel) joined by the Observation they came from, oldest first. */
export function trendRows(series: readonly TrendSeries[]): readonly TrendRow[] {
  const rowById = new Map<string, TrendRow>();
  series.forEach(({ points }, index) => {
    for (const { at, value, observationId, source } of points) {
      const known = rowById.get(observationId);
      const values = known?.values ?? series.map(() => null);
      rowById.set(observationId, {
        at,
        atMs: Date.parse(at),
        observationId,
        source,
        values: values.with(index, value),
      });
    }
  });
  return [...rowById.values()].toSorted((a, b) => a.atMs - b.atMs);
}

/** Where a value lies against a known target; `unknown` when none is known. */
export function againstTarget(
  value: number | null,
  { bandLow, bandHigh }: Pick<TrendSeries, 'bandLow' | 'bandHigh'>,
): 'low' | 'high' | 'within' | 'unknown' {
  if (value === null || (bandLow === null && bandHigh === null)) return 'unknown';
  if (bandLow !== null && value < bandLow) return 'low';
  if (bandHigh !== null && value > bandHigh) return 'high';
  return 'within';
}
