import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { startFakeCore } from '../../support/fake-core.ts';
import { renderApp } from '../../support/render-app.tsx';

test('a known patient is booked from the keyboard in four interactions; the budget is six', async () => {
  const core = startFakeCore();
  const user = renderApp(core);
  await screen.findByRole('grid');
  await user.keyboard('b'); // 1
  const field = await screen.findByRole('combobox', { name: 'Patient' });
  await waitFor(() => expect(document.activeElement).toBe(field));
  await user.keyboard('test ald'); // 2
  await screen.findAllByRole('option');
  await user.keyboard('{Enter}'); // 3
  await waitFor(() => expect(document.activeElement?.getAttribute('type')).toBe('radio'));
  await user.keyboard('{Enter}'); // 4
  expect(await screen.findByText(/Testperson Alder is booked/)).toBeDefined();
  expect(core.calls).toContain('scheduling.book');
});

test('Enter before the answer is there picks nobody unseen when several match', async () => {
  const core = startFakeCore();
  const user = renderApp(core);
  await screen.findByRole('grid');
  await user.keyboard('b');
  await user.type(await screen.findByRole('combobox', { name: 'Patient' }), 'alder{Enter}');
  expect((await screen.findAllByRole('option')).length).toBeGreaterThan(1);
  expect(screen.queryByRole('button', { name: 'Change' })).toBeNull();
});

test('a front desk without the right to book is not offered it', async () => {
  const core = startFakeCore({ state: { ...startFakeCore().state } });
  if (core.state.state !== 'unlocked') throw new Error('the fake core is signed in');
  core.state = {
    ...core.state,
    session: { ...core.state.session, role: 'billing', permissions: ['patient.read', 'appointment.read'] },
  };
  const user = renderApp(core);
  await screen.findByRole('grid');
  await user.keyboard('b');
  expect(screen.queryByRole('button', { name: 'Book a visit' })).toBeNull();
  expect(screen.queryByRole('dialog')).toBeNull();
});
