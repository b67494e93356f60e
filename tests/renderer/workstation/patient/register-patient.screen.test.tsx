import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { startFakeCore } from '../../support/fake-core.ts';
import { renderApp } from '../../support/render-app.tsx';

test('somebody who looks alike is shown side by side before a second record is made', async () => {
  const core = startFakeCore();
  const user = renderApp(core, '#/patients/new');
  await user.type(await screen.findByLabelText(/Family name/), 'Alder');
  await user.type(screen.getByLabelText('Birth date'), '1.1.1940');
  expect(await screen.findByRole('region', { name: 'Is it one of these?' })).toBeDefined();
  expect(screen.getByText('same birth date')).toBeDefined();
  expect(screen.getByRole('button', { name: /Register anyway/ })).toBeDefined();
});

test('a typed birth date is said back with month in words and the age', async () => {
  const user = renderApp(startFakeCore(), '#/patients/new');
  await user.type(await screen.findByLabelText('Birth date'), '12 4 61');
  expect(await screen.findByText(/12 April 1961, \d\d years/)).toBeDefined();
});

test('blanks for a name and a birth date ahead are refused at their fields, and nothing is sent', async () => {
  const core = startFakeCore();
  const user = renderApp(core, '#/patients/new');
  await user.type(await screen.findByLabelText(/Family name/), '   ');
  await user.type(screen.getByLabelText('Birth date'), '1.1.2190');
  await user.click(screen.getByRole('button', { name: /Register patient/ }));
  expect(await screen.findByText('The family name is needed')).toBeDefined();
  expect(screen.getByText('A birth date cannot lie ahead')).toBeDefined();
  expect(core.calls).not.toContain('patient.register');
});

test('a name in another script with combining marks and an emoji is registered', async () => {
  const core = startFakeCore();
  const user = renderApp(core, '#/patients/new');
  await user.type(await screen.findByLabelText(/Family name/), 'נסיוני Ẽ🌲');
  await user.click(screen.getByRole('button', { name: /Register patient/ }));
  await waitFor(() => expect(core.calls).toContain('patient.register'));
});
