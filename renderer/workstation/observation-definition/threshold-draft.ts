import {
  checkThreshold,
  type ThresholdDraft,
  type ThresholdFault,
} from '../../../domain/observation-definition/check-threshold.ts';
import type { QualifiedInterval } from '../../../domain/observation-definition/observation-definition.ts';
import type { ClinicRole } from '../../../domain/access/roles.ts';
import { vitalSignOf } from '../../../domain/observation/codes.ts';

/** What a number field holds: a number, or text while it is empty or half typed. */
export type TypedNumber = number | string;

export const LIMIT_NAMES = ['criticalLow', 'low', 'high', 'criticalHigh'] as const;
export type LimitName = (typeof LIMIT_NAMES)[number];

/** A threshold as it is being filled in. */
export interface TypedThreshold {
  readonly intervals: readonly {
    readonly code: string;
    readonly unit: string;
    readonly limits: Readonly<Record<LimitName, TypedNumber>>;
  }[];
  readonly appliesFromYears: TypedNumber;
  readonly noReadingsAfterDays: TypedNumber;
  /** `role:nurse` or `person:<id>`; null = nobody chosen. */
  readonly performer: string | null;
  readonly escalateMinutes: TypedNumber;
  readonly escalateTo: ClinicRole | null;
  readonly source: string | null;
}

/** The form of a code, filled from what is set (or suggested); every part of a panel has its fields. */
export function typedOf(code: string, from: ThresholdDraft | null): TypedThreshold {
  const sign = vitalSignOf(code);
  const parts = sign === null || sign.components.length === 0 ? [code] : sign.components;
  return {
    intervals: parts.map((part) => {
      const known = from?.intervals.find((interval) => interval.code === part);
      const limit = (name: LimitName): TypedNumber => known?.[name] ?? '';
      return {
        code: part,
        unit: vitalSignOf(part)?.unit ?? '',
        limits: {
          criticalLow: limit('criticalLow'),
          low: limit('low'),
          high: limit('high'),
          criticalHigh: limit('criticalHigh'),
        },
      };
    }),
    appliesFromYears: from?.appliesFromYears ?? '',
    noReadingsAfterDays: from?.noReadingsAfterDays ?? '',
    performer: performerKey(from),
    escalateMinutes: from?.escalation?.afterMinutes ?? '',
    escalateTo: from?.escalation?.role ?? null,
    source: from?.source ?? null,
  };
}

function performerKey(from: ThresholdDraft | null): string | null {
  if (from === null) return 'role:nurse';
  const { role, practitionerId } = from.performer;
  if (role !== null) return `role:${role}`;
  return practitionerId === null ? null : `person:${practitionerId}`;
}

/**
 * The draft a form says, and what stands against it beside the domain's faults: `number` (a field holds none, or one outside
 * what it takes), `half-escalation` (minutes without a pool, or a pool without minutes). A half typed limit is never no limit.
 */
export function draftOf(
  code: string,
  isDefault: boolean,
  typed: TypedThreshold,
  before: ThresholdDraft | null,
) {
  const intervals = typed.intervals.map(({ code: part, unit, limits }): QualifiedInterval => ({
    code: part,
    unit,
    criticalLow: numberOf(limits.criticalLow),
    low: numberOf(limits.low),
    high: numberOf(limits.high),
    criticalHigh: numberOf(limits.criticalHigh),
  }));
  const afterMinutes = numberOf(typed.escalateMinutes);
  const appliesFromYears = isDefault ? numberOf(typed.appliesFromYears) : null;
  const noReadingsAfterDays = isDefault ? null : numberOf(typed.noReadingsAfterDays);
  const [kind, id = ''] = typed.performer?.split(':') ?? [];
  const isUnchanged = JSON.stringify(intervals) === JSON.stringify(before?.intervals ?? null);
  const draft: ThresholdDraft = {
    status: 'active',
    intervals,
    appliesFromYears,
    noReadingsAfterDays,
    performer: {
      role: kind === 'role' ? (id as ClinicRole) : null, // as: only roles are offered
      practitionerId: kind === 'person' ? id : null,
    },
    escalation:
      afterMinutes === null || typed.escalateTo === null ? null : { afterMinutes, role: typed.escalateTo },
    source: isUnchanged ? typed.source : null,
  };
  const areNumbers =
    intervals.every((interval) => LIMIT_NAMES.every((name) => !Number.isNaN(interval[name]))) &&
    isWhole(appliesFromYears, 0, 120) &&
    isWhole(noReadingsAfterDays, 1, 365) &&
    isWhole(afterMinutes, 1, 10_080);
  const faults: readonly { readonly code: DraftFault }[] = [
    ...(areNumbers ? [] : [{ code: 'number' } as const]),
    ...((afterMinutes === null) === (typed.escalateTo === null)
      ? []
      : [{ code: 'half-escalation' } as const]),
    ...checkThreshold(code, isDefault, draft),
  ];
  return { draft, faults };
}

type DraftFault = ThresholdFault['code'] | 'number' | 'half-escalation';

/** Null = empty; NaN = half typed. */
function numberOf(typed: TypedNumber): number | null {
  if (typeof typed === 'number') return typed;
  return typed.trim() === '' ? null : Number(typed);
}

function isWhole(value: number | null, low: number, high: number): boolean {
  return value === null || (Number.isInteger(value) && value >= low && value <= high);
}
