import { useCallback } from 'react';
import { Threshold } from '../../../domain/observation-definition/observation-definition.ts';
import { useWords } from '../../ui/words.ts';
import { observationDefinitionWords } from './observation-definition.words.ts';
import { useLimitsText } from './use-limits-text.ts';

/** A threshold as one line, for where two versions of it stand side by side; null for any other value. */
export function useThresholdText(): (value: unknown) => string | null {
  const say = useWords(observationDefinitionWords);
  const limitsText = useLimitsText();
  return useCallback(
    (value) => {
      const threshold = Threshold.safeParse(value).data;
      if (threshold === undefined) return null;
      const { status, intervals, noReadingsAfterDays } = threshold;
      const parts = [
        status === 'active' ? null : say(`status.${status}`),
        limitsText(intervals),
        noReadingsAfterDays === null ? null : say('silence', { count: noReadingsAfterDays }),
      ];
      return parts.filter((part) => part !== null && part !== '').join(' · ');
    },
    [say, limitsText],
  );
}
