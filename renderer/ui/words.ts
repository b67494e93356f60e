import type { i18n } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from './i18n.ts';

type Plural = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';

/** A key as it is asked for: `rows` for the catalogue's `rows_one` and `rows_other`. */
type WordKey<Keys extends string> = Keys extends `${infer Base}_${Plural}` ? Base : Keys;

/** The words of one feature in every language; a missing translation does not compile. */
export interface Catalogue<Keys extends string> {
  readonly namespace: string;
  readonly en: Readonly<Record<Keys, string>>;
  readonly es: Readonly<Record<Keys, string>>;
}

/** Asks a catalogue for a sentence; `count` picks the plural. */
export type Say<Keys extends string> = (
  key: WordKey<Keys>,
  values?: Readonly<Record<string, string | number>>,
) => string;

/** Declares a feature's catalogue. Plurals are i18next's: `x_one`, `x_other`. */
export function defineWords<const Keys extends string>(
  namespace: string,
  languages: {
    readonly en: Readonly<Record<Keys, string>>;
    readonly es: NoInfer<Readonly<Record<Keys, string>>>;
  },
): Catalogue<Keys> {
  return { namespace, ...languages };
}

/** Puts a catalogue into the instance; again is harmless, and a newer one (an edit in development) takes its place. */
export function addWords(instance: i18n, catalogue: Catalogue<string>): void {
  for (const language of LANGUAGES) {
    instance.addResourceBundle(language, catalogue.namespace, catalogue[language], false, true);
  }
}

/** The words of a feature in the language of the window. */
export function useWords<Keys extends string>(catalogue: Catalogue<Keys>): Say<Keys> {
  const { i18n: instance, t } = useTranslation(undefined, { useSuspense: false });
  const translate: (key: string, options: Record<string, unknown>) => string = t;
  return useMemo(() => {
    addWords(instance, catalogue);
    return (key, values) => translate(key, { ...values, ns: catalogue.namespace });
  }, [instance, translate, catalogue]);
}

/** BCP 47 tag of the window's language, for Intl. English here is written the British way: day before month, 24 hours. */
export function useLocale(): string {
  const { i18n: instance } = useTranslation(undefined, { useSuspense: false });
  return instance.language === 'en' ? 'en-GB' : instance.language;
}
