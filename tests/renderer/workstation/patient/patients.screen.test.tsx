import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { startFakeCore } from '../../support/fake-core.ts';
import { renderApp } from '../../support/render-app.tsx';

test('Enter before the answer is there opens the one patient it names', async () => {
  const user = renderApp(startFakeCore(), '#/patients');
  await user.type(await screen.findByRole('combobox', { name: 'Search patients' }), 'P-1003{Enter}');
  await waitFor(() => expect(window.location.hash).toContain('/patients/00000001-'));
});

test('Enter before the answer is there opens nobody when several match', async () => {
  const user = renderApp(startFakeCore(), '#/patients');
  await user.type(await screen.findByRole('combobox', { name: 'Search patients' }), 'alder{Enter}');
  expect((await screen.findAllByText(/Alder/)).length).toBeGreaterThan(1);
  expect(window.location.hash).toBe('#/patients');
});

test('nobody found says what to try, and registers with the name that was typed', async () => {
  const user = renderApp(startFakeCore(), '#/patients');
  await user.type(await screen.findByRole('combobox', { name: 'Search patients' }), 'Zelkova');
  await user.click(await screen.findByRole('button', { name: 'Register a patient' }));
  expect(await screen.findByLabelText(/Family name/)).toHaveProperty('value', 'Zelkova');
  expect(window.location.hash).toBe('#/patients/new');
});
