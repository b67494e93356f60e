import { useCallback } from 'react';
import { useWords } from '../../ui/words.ts';
import { conflictWords } from './conflict.words.ts';

type NamedField = keyof (typeof conflictWords)['en'] & `field.${string}`;

/** The name of a record's field as people say it; one without a word is shown as it is. Null stands for the whole record. */
export function useFieldWords(): (field: string | null) => string {
  const say = useWords(conflictWords);
  return useCallback(
    (field) => {
      if (field === null) return say('whole');
      const key = `field.${field}`;
      return isNamed(key) ? say(key) : field;
    },
    [say],
  );
}

function isNamed(key: string): key is NamedField {
  return Object.hasOwn(conflictWords.en, key);
}
