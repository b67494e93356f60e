import { useCallback } from 'react';
import type { QualifiedInterval } from '../../../domain/observation-definition/observation-definition.ts';
import { unitLabel } from '../../ui/quantity.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { useVitalName } from '../observation/use-vital-words.ts';
import { observationDefinitionWords } from './observation-definition.words.ts';

/** Limits as one line: `92 % or more, grave below 88 %`; a panel's parts by name. Empty when nothing is limited. */
export function useLimitsText(): (intervals: readonly QualifiedInterval[]) => string {
  const say = useWords(observationDefinitionWords);
  const nameOf = useVitalName();
  const locale = useLocale();
  return useCallback(
    (intervals) => {
      const number = (limit: number) => limit.toLocaleString(locale);
      const rangeOf = ({ low, high, unit }: QualifiedInterval): string | null => {
        const named = { unit: unitLabel(unit), low: '', high: '' };
        if (low !== null && high !== null)
          return say('range', { ...named, low: number(low), high: number(high) });
        if (low !== null) return say('rangeLow', { ...named, low: number(low) });
        return high === null ? null : say('rangeHigh', { ...named, high: number(high) });
      };
      const partsOf = (interval: QualifiedInterval): readonly string[] => {
        const { criticalLow, criticalHigh } = interval;
        const unit = unitLabel(interval.unit);
        const parts = [
          rangeOf(interval),
          criticalLow === null ? null : say('graveBelow', { limit: number(criticalLow), unit }),
          criticalHigh === null ? null : say('graveAbove', { limit: number(criticalHigh), unit }),
        ];
        return parts.filter((part) => part !== null);
      };
      return intervals
        .map((interval) => ({ interval, parts: partsOf(interval) }))
        .filter(({ parts }) => parts.length > 0)
        .map(({ interval, parts }) =>
          intervals.length > 1 ? `${nameOf(interval.code)} ${parts.join(', ')}` : parts.join(', '),
        )
        .join('; ');
    },
    [say, nameOf, locale],
  );
}
