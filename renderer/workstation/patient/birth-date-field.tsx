import { TextInput } from '@mantine/core';
import { Temporal } from 'temporal-polyfill';
import { useToday } from '../../ui/clinic-time.tsx';
import { formatAge } from '../../ui/format-age.ts';
import { formatCalendarDay } from '../../ui/format-moment.ts';
import { uiWords } from '../../ui/ui.words.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { parseTypedBirthDate } from './parse-typed-date.ts';
import type { FieldFault } from './patient-draft.ts';
import { patientWords } from './patient.words.ts';

interface BirthDateFieldProps {
  readonly typed: string;
  readonly fault: FieldFault | undefined;
  readonly onType: (typed: string) => void;
}

/** A birth date by typing; what was understood stands below, month in words, with the age, so that a slip is seen at once. */
export function BirthDateField({ typed, fault, onType }: BirthDateFieldProps) {
  const say = useWords(patientWords);
  const sayUi = useWords(uiWords);
  const locale = useLocale();
  const today = useToday();
  const read = parseTypedBirthDate(typed, today);
  const understood =
    read.kind === 'date'
      ? say('birthRead', {
          date: formatCalendarDay(read.on, locale, 'long'),
          age: formatAge(read.on, Temporal.PlainDate.from(today), sayUi),
        })
      : say('birthDateHint');
  return (
    <TextInput
      label={say('birthDate')}
      description={understood}
      value={typed}
      autoComplete="off"
      inputMode="numeric"
      placeholder="12.4.1961"
      error={fault === undefined ? null : say(fault)}
      onChange={(event) => onType(event.currentTarget.value)}
    />
  );
}
