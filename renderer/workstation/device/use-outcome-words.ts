import { useCallback } from 'react';
import { unitLabel } from '../../ui/quantity.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { outcomeWords } from './outcome.words.ts';

type OutcomeWord = keyof (typeof outcomeWords)['en'];

const isWord = (key: string): key is OutcomeWord => Object.hasOwn(outcomeWords.en, key);

interface Outcome {
  readonly reason: string | null;
  readonly limit: { readonly value: number; readonly unit: string } | null;
}

/** Why a device gave no value, in words; a reason without words is named by its code. */
export function useOutcomeWords(): (outcome: Outcome) => string {
  const say = useWords(outcomeWords);
  const locale = useLocale();
  return useCallback(
    ({ reason, limit }) => {
      if (reason === null) return '';
      const limitText =
        limit === null ? '' : `${limit.value.toLocaleString(locale)} ${unitLabel(limit.unit)}`;
      return isWord(reason) ? say(reason, { limit: limitText }) : say('other', { code: reason });
    },
    [say, locale],
  );
}
