import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { TrendsPanel } from '../../../../renderer/workstation/observation/trends.panel.tsx';
import { createPracticeRecord } from '../../../support/renderer/practice-record.ts';
import { renderScreen } from '../../../support/renderer/render-screen.tsx';

function openTrends() {
  const record = createPracticeRecord(Date.now());
  return renderScreen({
    record,
    screen: () => <TrendsPanel patientId={record.patient.id} ageYears={64} />,
    path: '/',
    at: '/',
  });
}

async function openDialog() {
  await userEvent.click(await screen.findByRole('button', { name: 'Add home reading' }));
  return within(await screen.findByRole('form', { name: 'Measured at home' }));
}

test('what a patient measured at home is filed with the time the patient names', async () => {
  const clinic = openTrends();
  const form = await openDialog();
  const when = form.getByLabelText('When was it measured?');
  await userEvent.clear(when);
  await userEvent.type(when, '2026-11-20T07:30');
  await userEvent.type(form.getByLabelText('Systolic, mmHg'), '146');
  await userEvent.type(form.getByLabelText('Diastolic, mmHg'), '88');
  await userEvent.click(form.getByRole('button', { name: 'File as home reading' }));
  await waitFor(() =>
    expect(clinic.asked.find(([call]) => call === 'observation.recordHome')?.[1]).toMatchObject({
      confirmedUnusual: false,
      effectiveAt: expect.stringMatching(/^2026-11-(19|20)T\d\d:30:00\.000Z$/) as unknown,
      measured: [{ code: '85354-9', components: [{ value: 146 }, { value: 88 }] }],
    }),
  );
  await waitFor(() => expect(screen.queryByRole('form')).toBeNull());
});

test('a time ahead of now is refused in words, and nothing is filed', async () => {
  const clinic = openTrends();
  const form = await openDialog();
  const when = form.getByLabelText('When was it measured?');
  await userEvent.clear(when);
  await userEvent.type(when, '2999-01-01T07:30');
  await userEvent.type(form.getByLabelText('Pulse, /min'), '70{Enter}');
  expect(form.getByText('Give a date and time that is not ahead of now.')).toBeDefined();
  expect(clinic.asked.map(([call]) => call)).not.toContain('observation.recordHome');
});
