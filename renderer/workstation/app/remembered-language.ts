import { LANGUAGES, pickLanguage, type Language } from '../../ui/i18n.ts';

const STORAGE_KEY = 'clinic-language';

/** The language chosen on this machine, or the first of the system's that there is. */
export function rememberedLanguage(): Language {
  const stored = localStorage.getItem(STORAGE_KEY);
  return LANGUAGES.find((language) => language === stored) ?? pickLanguage(navigator.languages);
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(STORAGE_KEY, language);
}
