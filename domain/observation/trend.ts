import type { z } from 'zod';
import type { TrendPoint, TrendSeries as TrendSeriesSchema } from '../contract/ipc/observation.ts';
import { compareByDisplayOrder, DIASTOLIC, SYSTOLIC, vitalSignOf } from './codes.ts';
import type { Observation } from './observation.ts';

type TrendSeries = z.infer<typeof TrendSeriesSchema>;
type Point = z.infer<typeof TrendPoint> & { readonly code: string; readonly unit: string };

/**
 * Upper end of the target of blood pressure, in mm[Hg]: values are to lie below it.
 *
 * Source: 2017 ACC/AHA guideline (Whelton, Hypertension 2018;71:e13), adults of 18 years and over: treatment target and
 * floor of stage 1 alike are 130/80. No lower end is named. Pregnancy has its own limits and is not known here.
 */
const ADULT_TARGET_BELOW: Readonly<Record<string, number>> = { [SYSTOLIC]: 130, [DIASTOLIC]: 80 };
const ADULT_YEARS = 18;

/**
 * What a trend chart and its table show: a series a code, oldest point first; a panel asked for gives its parts. Values
 * in different units are never joined: each unit is a series of its own. What is entered in error is left out. A code
 * without values still gives its (empty) series, in the record's unit.
 *
 * Age in years decides whether a target band is known; null gives none, which never means that a value is normal.
 */
export function trendSeriesOf(
  observations: readonly Observation[],
  codes: readonly string[],
  ageYears: number | null,
): TrendSeries[] {
  const points = observations.filter(({ status }) => status !== 'entered-in-error').flatMap(pointsOf);
  const asked = [...new Set(codes.flatMap(partsOf))]
    .map((code) => ({ code }))
    .toSorted(compareByDisplayOrder);
  return asked.flatMap(({ code }) => {
    const ofCode = points.filter((point) => point.code === code).toSorted(compareByTime);
    const units = [...new Set(ofCode.map(({ unit }) => unit))];
    const known = vitalSignOf(code)?.unit ?? '';
    return (units.length === 0 ? [known] : units).map((unit) => ({
      code,
      unit,
      points: ofCode
        .filter((point) => point.unit === unit)
        .map(({ at, value, observationId, source }) => ({ at, value, observationId, source })),
      bandLow: null,
      bandHigh: unit === known ? targetBelow(code, ageYears) : null,
    }));
  });
}

function pointsOf({ id, code, value, unit, components, effectiveAt, source }: Observation): Point[] {
  const pointOf = (part: {
    readonly code: string;
    readonly value: number;
    readonly unit: string;
  }): Point => ({
    at: effectiveAt,
    value: part.value,
    observationId: id,
    source,
    code: part.code,
    unit: part.unit,
  });
  const single = value === null || unit === null ? [] : [pointOf({ code, value, unit })];
  return [...single, ...components.map(pointOf)];
}

function partsOf(code: string): readonly string[] {
  const parts = vitalSignOf(code)?.components ?? [];
  return parts.length === 0 ? [code] : parts;
}

function compareByTime(left: Point, right: Point): number {
  const byTime = left.at < right.at ? -1 : left.at > right.at ? 1 : 0;
  return byTime || (left.observationId < right.observationId ? -1 : 1);
}

function targetBelow(code: string, ageYears: number | null): number | null {
  return ageYears !== null && ageYears >= ADULT_YEARS ? (ADULT_TARGET_BELOW[code] ?? null) : null;
}
