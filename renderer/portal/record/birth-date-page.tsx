import { Button, NativeSelect, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { CalendarDate } from '../../../domain/ids.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { callProblemOf, hasCode, triesLeftOf } from '../app/call-problem.ts';
import { Page } from '../app/page.tsx';
import { portalWords } from '../app/portal.words.ts';
import { usePortalSession } from '../app/portal-session.tsx';
import classes from './birth-date-page.module.css';

const LABEL = { mb: 6 } as const;

interface BirthDatePageProps {
  readonly clinicName: string;
  readonly isPractice: boolean;
  readonly onConfirmed: () => void;
}

/** Asks for the birth date in three fields, the month as a word, so that day and month cannot be mistaken. */
export function BirthDatePage({ clinicName, isPractice, onConfirmed }: BirthDatePageProps) {
  const say = useWords(portalWords);
  const { calls } = usePortalSession();
  const [day, setDay] = useState('');
  const [month, setMonth] = useState('');
  const [year, setYear] = useState('');
  const [isIncomplete, setIncomplete] = useState(false);
  const confirm = useMutation({
    mutationFn: (birthDate: string) => calls.confirmBirthDate({ birthDate }),
    onSuccess: onConfirmed,
  });
  const isClosed = hasCode(confirm.error, 'link-closed');
  if (isClosed)
    return (
      <Page
        title={say('record.closed')}
        lead={say('record.closedHint')}
        clinicName={clinicName}
        isPractice={isPractice}
      />
    );
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const birthDate = CalendarDate.safeParse(`${year.padStart(4, '0')}-${month}-${day.padStart(2, '0')}`);
    setIncomplete(!birthDate.success);
    if (birthDate.success) confirm.mutate(birthDate.data);
  };
  const problem = isIncomplete ? say('record.incomplete') : problemWords(confirm.error, say);
  return (
    <Page title={say('record.confirm')} clinicName={clinicName} isPractice={isPractice}>
      <form onSubmit={submit} noValidate className={classes.form}>
        <fieldset className={classes.date} aria-describedby="birth-date-problem">
          <legend>{say('record.birthDate')}</legend>
          <DigitsField
            label={say('record.day')}
            value={day}
            onChange={setDay}
            autoComplete="bday-day"
            maxLength={2}
          />
          <NativeSelect
            label={say('record.month')}
            labelProps={LABEL}
            value={month}
            onChange={(event) => setMonth(event.currentTarget.value)}
            autoComplete="bday-month"
            data={useMonths()}
            size="md"
          />
          <DigitsField
            label={say('record.year')}
            value={year}
            onChange={setYear}
            autoComplete="bday-year"
            maxLength={4}
          />
        </fieldset>
        <Text id="birth-date-problem" role="alert" c="var(--mantine-color-error)" className={classes.problem}>
          {problem}
        </Text>
        <Button type="submit" size="lg" loading={confirm.isPending}>
          {say('record.open')}
        </Button>
      </form>
    </Page>
  );
}

interface DigitsFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (digits: string) => void;
  readonly autoComplete: 'bday-day' | 'bday-year';
  readonly maxLength: number;
}

/** A number's digits, with the number keys on a phone; whatever else is typed is not taken. */
function DigitsField({ onChange, ...field }: DigitsFieldProps) {
  return (
    <TextInput
      {...field}
      labelProps={LABEL}
      onChange={(event) => onChange(event.currentTarget.value.replace(/\D/g, ''))}
      inputMode="numeric"
      size="md"
    />
  );
}

function problemWords(
  error: unknown,
  say: ReturnType<typeof useWords<keyof (typeof portalWords)['en']>>,
): string {
  if (error === null) return '';
  const triesLeft = triesLeftOf(error);
  return triesLeft === null
    ? say(`problem.${callProblemOf(error)}.title`)
    : say('record.wrong', { count: triesLeft });
}

function useMonths(): { value: string; label: string }[] {
  const locale = useLocale();
  const name = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  const months = Array.from({ length: 12 }, (_, index) => ({
    value: String(index + 1).padStart(2, '0'),
    label: name.format(new Date(Date.UTC(2000, index, 15))),
  }));
  return [{ value: '', label: '' }, ...months];
}
