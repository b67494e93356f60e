import { useCallback } from 'react';
import type { DeviceHints } from '../../../domain/observation/observation.ts';
import { useWords } from '../../ui/words.ts';
import { hintWords } from './hint.words.ts';

type HintWord = keyof (typeof hintWords)['en'];

const isWord = (key: string): key is HintWord => Object.hasOwn(hintWords.en, key);

/** What a device says that it did not mark. */
const UNMARKED: ReadonlySet<string | number | boolean> = new Set([false, 0, '', 'none']);

/** The marks of a device in words, those it did not set left out; one without words is named as it is. */
export function useHintWords(): (hints: DeviceHints) => string[] {
  const say = useWords(hintWords);
  return useCallback(
    (hints) =>
      Object.entries(hints)
        .filter(([, value]) => !UNMARKED.has(value))
        .map(([name, value]) => {
          const coded = `${name}.${value}`;
          if (isWord(coded)) return say(coded);
          return isWord(name)
            ? say(name, { value: String(value) })
            : say('other', { name, value: String(value) });
        }),
    [say],
  );
}
