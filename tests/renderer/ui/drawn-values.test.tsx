import { MantineProvider } from '@mantine/core';
import { cleanup, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, expect, test } from 'vitest';
import { ClinicTimeProvider } from '../../../renderer/ui/clinic-time.tsx';
import { createI18n, type Language } from '../../../renderer/ui/i18n.ts';
import { Age, CalendarDay, Elapsed, Moment } from '../../../renderer/ui/moment.tsx';
import { Quantity } from '../../../renderer/ui/quantity.tsx';

afterEach(cleanup);

/** What a value looks like at 2026-11-23 13:30 in Madrid. */
function draw(value: ReactNode, language: Language = 'en'): string {
  const { container } = render(
    <MantineProvider>
      <I18nextProvider i18n={createI18n(language)}>
        <ClinicTimeProvider timeZone="Europe/Madrid" fixedNowMs={Date.parse('2026-11-23T12:30:00.000Z')}>
          <div data-drawn>{value}</div>
        </ClinicTimeProvider>
      </I18nextProvider>
    </MantineProvider>,
  );
  return container.querySelector('[data-drawn]')?.textContent ?? '';
}

test.each([
  ['2026-11-23T08:05:00.000Z', '09:05'],
  ['2026-11-22T23:30:00.000Z', '00:30'],
  ['2026-11-22T22:30:00.000Z', 'Yesterday 23:30'],
  ['2026-11-24T08:00:00.000Z', 'Tomorrow 09:00'],
  ['2026-11-18T08:00:00.000Z', 'Wed 18 Nov, 09:00'],
  ['2025-11-18T08:00:00.000Z', 'Tue 18 Nov 2025, 09:00'],
])('the instant %s is %s on the wall of the clinic', (at, words) => {
  expect(draw(<Moment at={at} />).replace(/,(?= \d+ )/, '')).toBe(words);
});

test('a quantity has its unit, and one that was not measured says so', () => {
  expect(draw(<Quantity value={[128, 82]} unit="mm[Hg]" />)).toBe('128/82mmHg');
  expect(draw(<Quantity value={36.65} unit="Cel" />)).toBe('36.7°C');
  expect(draw(<Quantity value={null} unit="Cel" />)).toBe('not measured');
  expect(draw(<Quantity value={[null, null]} unit="mm[Hg]" />)).toBe('not measured');
  expect(draw(<Quantity value={0} unit="Cel" />)).toBe('0°C');
});

test('an abnormal quantity is marked by a sign that has words, not by colour alone', () => {
  expect(draw(<Quantity value={188} unit="mm[Hg]" flag="critical-high" flagLabel="far above" />)).toContain(
    '↑↑',
  );
});

test.each([
  ['1961-04-12', '65 years'],
  ['2024-11-24', '23 months'],
  ['2026-10-24', '30 days'],
  ['2026-11-22', '1 day'],
  ['2026-11-24', 'age unknown'],
])('somebody born on %s is %s old', (birthDate, words) => {
  expect(draw(<Age birthDate={birthDate} />)).toBe(words);
});

test('what is not known says so in the language of the window', () => {
  expect(draw(<CalendarDay on={null} />)).toBe('not recorded');
  expect(draw(<CalendarDay on={null} />, 'es')).toBe('no registrado');
  expect(draw(<Age birthDate={null} />, 'es')).toBe('edad desconocida');
});

test('a wait is counted in minutes, then in hours', () => {
  expect(draw(<Elapsed since="2026-11-23T12:05:00.000Z" />)).toBe('25 min');
  expect(draw(<Elapsed since="2026-11-23T09:25:00.000Z" />)).toBe('3 h 5 min');
});
