import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { lockedState, startFakeCore } from '../../support/fake-core.ts';
import { renderApp } from '../../support/render-app.tsx';

test('a wrong password says so with the tries left, empties the field, and the right one opens', async () => {
  const core = startFakeCore({ state: lockedState(true) });
  const user = renderApp(core);
  const password = await screen.findByLabelText('Password');
  await user.type(password, 'guess{Enter}');
  expect((await screen.findByText(/3 more tries/)).textContent).toContain('Name or password is wrong');
  expect(password).toHaveProperty('value', '');
  await user.type(password, 'a long practice password{Enter}');
  expect(await screen.findByRole('grid', { name: 'Day board' })).toBeDefined();
});

test('locking takes every patient off the screen at once', async () => {
  const core = startFakeCore();
  const user = renderApp(core);
  await screen.findByRole('grid');
  await user.keyboard('{Control>}l{/Control}');
  expect(await screen.findByRole('heading', { name: 'Sign in to Practice Clinic Larch' })).toBeDefined();
  expect(document.body.textContent).not.toContain('Alder');
});

test.each([
  ['locked-or-lost', /locked, or the clinic/],
  ['unavailable', /does not answer/],
  ['changed', /is not the one that belongs/],
] as const)('a keychain that is %s is told apart, with both remedies', async (reason, words) => {
  renderApp(startFakeCore({ state: { state: 'keychain-missing', reason } }));
  expect(await screen.findByText(words)).toBeDefined();
  expect(screen.getByRole('button', { name: 'Try again' })).toBeDefined();
  expect(screen.getByRole('button', { name: 'Use the recovery key' })).toBeDefined();
});

test.each([
  [{ state: 'database-damaged', detail: 'clinic.db' }, 'The record on this machine is damaged'],
  [{ state: 'newer-than-app', databaseVersion: '9', appVersion: '1' }, 'The record is newer than this app'],
  [{ state: 'data-folder-unreadable', detail: '/data' }, 'The data folder cannot be used'],
] as const)('%o has a screen of its own', async (state, title) => {
  renderApp(startFakeCore({ state }));
  expect(await screen.findByRole('heading', { name: title })).toBeDefined();
});
