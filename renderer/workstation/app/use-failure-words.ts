import { isDefinedError, ORPCError } from '@orpc/client';
import { useCallback } from 'react';
import { useWords } from '../../ui/words.ts';
import { failureWords } from './failure.words.ts';

/** A failure in words: what happened; what to do and what is safe. */
export interface FailureText {
  readonly title: string;
  readonly text: string;
}

type FailureCode = Exclude<keyof (typeof failureWords)['en'], `${string}.text`>;

/** The code of an expected failure, or null for a bug. */
export function failureCode(error: unknown): string | null {
  return error instanceof ORPCError && isDefinedError(error) ? error.code : null;
}

/** Turns what a call threw into words. A code that belongs to one screen only is that screen's to say first. */
export function useFailureWords(): (error: unknown) => FailureText {
  const say = useWords(failureWords);
  return useCallback(
    (error) => {
      const code = failureCode(error);
      const known: FailureCode = code !== null && isFailureCode(code) ? code : 'unexpected';
      return { title: say(known), text: say(`${known}.text`) };
    },
    [say],
  );
}

function isFailureCode(code: string): code is FailureCode {
  return Object.hasOwn(failureWords.en, code);
}
