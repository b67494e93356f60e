import { useClinicTime } from '../../ui/clinic-time.tsx';
import { formatMoment } from '../../ui/format-moment.ts';
import { uiWords } from '../../ui/ui.words.ts';
import { useLocale, useWords } from '../../ui/words.ts';

/** An instant in words, for sentences; on a screen of its own `ui/moment.tsx` draws it. */
export function useMomentWords(): (at: string, timeOnly?: boolean) => string {
  const { nowMs, timeZone } = useClinicTime();
  const locale = useLocale();
  const say = useWords(uiWords);
  return (at, timeOnly = false) => formatMoment(at, { locale, timeZone, nowMs, timeOnly, say });
}
