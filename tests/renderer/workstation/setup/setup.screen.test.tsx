import { screen } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { startFakeCore } from '../../support/fake-core.ts';
import { fill, renderApp } from '../../support/render-app.tsx';

const FIRST_RUN = { state: 'first-run', keychain: 'usable', joinServerUrl: null } as const;

async function fillNewClinic(user: UserEvent): Promise<void> {
  await user.click(await screen.findByRole('button', { name: /Set up a new clinic/ }));
  await fill(user, screen.getByLabelText('Name of the clinic'), 'Clinic Larch');
  await fill(user, screen.getByLabelText('Family name'), 'Rehearsal');
  await fill(user, screen.getByLabelText('Sign-in name'), 'ada');
  await fill(user, screen.getByLabelText('Password'), 'a long practice password');
}

test('the recovery key is shown once and two of its groups open the clinic', async () => {
  const user = renderApp(startFakeCore({ state: FIRST_RUN }), '');
  await fillNewClinic(user);
  await fill(user, screen.getByLabelText('Password again'), 'a long practice password');
  await user.keyboard('{Enter}');
  expect((await screen.findByTestId('recovery-key')).querySelectorAll('li')).toHaveLength(15);
  for (const field of screen.getAllByLabelText(/^Group \d+$/)) {
    const label = document.querySelector(`label[for="${field.id}"]`)?.textContent ?? '';
    await fill(user, field, `AB${String(Number(label.replace(/\D/g, '')) - 1).padStart(2, '0')}`);
  }
  await user.click(screen.getByRole('button', { name: /These are right/ }));
  expect(await screen.findByRole('navigation', { name: 'Main' })).toBeDefined();
});

test('wrong groups are refused and the key stays on the screen', async () => {
  const user = renderApp(startFakeCore({ state: FIRST_RUN }), '');
  await fillNewClinic(user);
  await fill(user, screen.getByLabelText('Password again'), 'a long practice password');
  await user.keyboard('{Enter}');
  await screen.findByTestId('recovery-key');
  for (const field of screen.getAllByLabelText(/^Group \d+$/)) await fill(user, field, 'ZZZZ');
  await user.click(screen.getByRole('button', { name: /These are right/ }));
  expect(await screen.findByText(/That is not what stands there/)).toBeDefined();
  expect(screen.getByTestId('recovery-key')).toBeDefined();
});

test('two passwords that differ make no clinic', async () => {
  const core = startFakeCore({ state: FIRST_RUN });
  const user = renderApp(core, '');
  await fillNewClinic(user);
  await fill(user, screen.getByLabelText('Password again'), 'another');
  await user.keyboard('{Enter}');
  expect(await screen.findByText('The two passwords differ')).toBeDefined();
  expect(core.calls).not.toContain('workstation.createClinic');
});

test('without a keychain the screen says what protects the record before one goes on', async () => {
  const user = renderApp(startFakeCore({ state: { ...FIRST_RUN, keychain: 'unavailable' } }), '');
  await user.click(await screen.findByRole('button', { name: /Set up a new clinic/ }));
  expect(screen.getByText(/no keychain that can be used/)).toBeDefined();
  expect(screen.getByLabelText('Go on without the keychain')).toHaveProperty('checked', true);
  await user.click(screen.getByLabelText('Go on without the keychain'));
  await user.click(screen.getByRole('button', { name: 'Make the clinic' }));
  expect(await screen.findByText(/Tick this to go on/)).toBeDefined();
});

test('a code that has run out says where to get a new one', async () => {
  const user = renderApp(startFakeCore({ state: FIRST_RUN }), '');
  await user.click(await screen.findByRole('button', { name: /Join a clinic/ }));
  await fill(user, screen.getByLabelText('Code'), 'abc');
  await fill(user, screen.getByLabelText('Name of this workstation'), 'Room 2');
  await fill(user, screen.getByLabelText('Sign-in name'), 'ada');
  await fill(user, screen.getByLabelText('Password'), 'a long practice password');
  await user.keyboard('{Enter}');
  expect(await screen.findByText(/This code has run out/)).toBeDefined();
});
