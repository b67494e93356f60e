import { useCallback } from 'react';
import type { MeasuredValue, PlausibilityFinding } from '../../../domain/contract/ipc/observation.ts';
import { unitLabel } from '../../ui/quantity.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { observationWords } from './observation.words.ts';
import { measuredToReading, type VitalReading } from './vital-reading.ts';

type WordKey = Exclude<keyof (typeof observationWords)['en'], `${string}_${'one' | 'other'}`>;

const isWord = (key: string): key is WordKey => Object.hasOwn(observationWords.en, key);

/** The name of a vital sign by its LOINC code; a code that is not in the catalogue is named by the code itself. */
export function useVitalName(): (code: string, form?: 'vital' | 'short') => string {
  const say = useWords(observationWords);
  return useCallback(
    (code, form = 'vital') => {
      const key = `${form}.${code}`;
      return isWord(key) ? say(key) : say('vital.unknown', { code });
    },
    [say],
  );
}

/** What a coded value says in words, e.g. `Alert`; an answer that is not in the catalogue is shown as its code. */
export function useAnswerText(): (code: string, answer: string) => string {
  const say = useWords(observationWords);
  return useCallback(
    (code, answer) => {
      const key = `answer.${code}.${answer}`;
      return isWord(key) ? say(key) : answer;
    },
    [say],
  );
}

/** A reading as running text, e.g. `128/81 mmHg`, for labels and announcements. */
export function useReadingText(): (reading: VitalReading) => string {
  const locale = useLocale();
  return useCallback(
    ({ values, unit, decimals }) => {
      const format = new Intl.NumberFormat(locale, { maximumFractionDigits: decimals });
      return `${values.map((value) => format.format(value)).join('/')} ${unitLabel(unit)}`;
    },
    [locale],
  );
}

/** Several measured values as one line of text: `Blood pressure 128/81 mmHg, Pulse 72 /min`. */
export function useMeasuredText(): (measured: readonly MeasuredValue[]) => string {
  const nameOf = useVitalName();
  const textOf = useReadingText();
  const answerText = useAnswerText();
  const say = useWords(observationWords);
  return useCallback(
    (measured) =>
      measured
        .map((one) => {
          if (typeof one.valueCode === 'string')
            return `${nameOf(one.code)} ${answerText(one.code, one.valueCode)}`;
          const reading = measuredToReading(one);
          return `${nameOf(one.code)} ${reading === null ? say('notMeasured') : textOf(reading)}`;
        })
        .join(', '),
    [nameOf, textOf, answerText, say],
  );
}

/** Why a value is doubted, as a sentence; `value` is what was typed or read. */
export function useFindingText(): (finding: PlausibilityFinding, value: string) => string {
  const say = useWords(observationWords);
  const nameOf = useVitalName();
  const locale = useLocale();
  return useCallback(
    (finding, value) => {
      const key = `plausibility.${finding.code}`;
      const number = (limit: number | null) => (limit === null ? '' : limit.toLocaleString(locale));
      return say(isWord(key) ? key : 'plausibility.unknown-code', {
        vital: nameOf(finding.field),
        value,
        low: number(finding.low),
        high: number(finding.high),
        unit: unitLabel(finding.unit),
      });
    },
    [say, nameOf, locale],
  );
}

/** Why one of these values is doubted, with the values that are meant: those beyond the finding's limits. */
export function useFindingSentence(): (
  finding: PlausibilityFinding,
  measured: readonly MeasuredValue[],
) => string {
  const findingText = useFindingText();
  const readingText = useReadingText();
  return useCallback(
    (finding, measured) => {
      const { field, low, high } = finding;
      const values = measured.flatMap((one) =>
        one.code === field
          ? [one]
          : one.components.filter(({ code }) => code === field).map((part) => ({ ...part, components: [] })),
      );
      const isBeyond = ({ value }: { readonly value: number | null }) =>
        value !== null && ((low !== null && value < low) || (high !== null && value > high));
      const meant = values.some(isBeyond) ? values.filter(isBeyond) : values;
      const texts = meant.flatMap((one) => {
        const reading = measuredToReading(one);
        return reading === null ? [] : [readingText(reading)];
      });
      return findingText(finding, [...new Set(texts)].join(', '));
    },
    [findingText, readingText],
  );
}
