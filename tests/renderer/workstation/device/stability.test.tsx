import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { DevicesScreen } from '../../../../renderer/workstation/device/devices.screen.tsx';
import { createPracticeRecord } from '../../../support/renderer/practice-record.ts';
import { renderScreen } from '../../../support/renderer/render-screen.tsx';

async function openDialog() {
  const clinic = renderScreen({
    record: createPracticeRecord(Date.now()),
    screen: DevicesScreen,
    path: '/',
    at: '/',
  });
  await waitFor(() => expect(clinic.isHeard()).toBe(true));
  await userEvent.click(await screen.findByRole('button', { name: 'Steadiness…' }));
  const form = within(await screen.findByRole('form', { name: 'How long values must be steady' }));
  return { clinic, form };
}

test('the time an oximeter must be steady is chosen with its reason beside, and saved for this workstation', async () => {
  const { clinic, form } = await openDialog();
  expect(form.getByText(/Usual: 10 s\. An oximeter averages/)).toBeDefined();
  const oximeter = form.getByLabelText('Oximeter, without any flag');
  await userEvent.clear(oximeter);
  await userEvent.type(oximeter, '20');
  await userEvent.click(form.getByRole('button', { name: 'Save for this workstation' }));
  await waitFor(() =>
    expect(clinic.asked).toContainEqual(['device.setStability', { spo2Seconds: 20, weightSeconds: 1 }]),
  );
});

test('too short a time is refused in words, and the usual is one press away', async () => {
  const { clinic, form } = await openDialog();
  const oximeter = form.getByLabelText('Oximeter, without any flag');
  await userEvent.clear(oximeter);
  await userEvent.type(oximeter, '2');
  expect(await form.findByText('Whole seconds from 5 to 60')).toBeDefined();
  await userEvent.click(form.getByRole('button', { name: 'Take the usual' }));
  await waitFor(() => expect(form.queryByText('Whole seconds from 5 to 60')).toBeNull());
  expect(clinic.asked.map(([call]) => call)).not.toContain('device.setStability');
});
