import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { startFakeCore, unlockedAs } from '../../support/fake-core.ts';
import { idOf } from '../../support/invented-day.ts';
import { renderApp } from '../../support/render-app.tsx';

const selectedRow = () => screen.getByRole('row', { selected: true });
const visitRows = () => screen.getAllByRole('row').slice(1);

test('the board starts at the first visit that is not over, with its card beside it', async () => {
  renderApp(startFakeCore());
  await screen.findByRole('grid', { name: 'Day board' });
  expect(selectedRow().textContent).toContain('With doctor');
  expect(screen.getByRole('heading', { level: 2, name: 'Testperson Pine' })).toBeDefined();
});

test('one key marks the chosen patient arrived, and undo takes it back', async () => {
  const core = startFakeCore();
  const user = renderApp(core);
  await screen.findByRole('grid');
  await user.click(screen.getByRole('button', { name: /^Booked/ }));
  await user.keyboard('a');
  await screen.findByText(/has arrived/);
  expect(core.rows.filter(({ state }) => state === 'arrived')).toHaveLength(4);
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(core.rows.filter(({ state }) => state === 'arrived')).toHaveLength(3));
});

test('R takes a waiting patient to a room nobody is in', async () => {
  const core = startFakeCore();
  const user = renderApp(core);
  await screen.findByRole('grid');
  await user.click(screen.getByRole('button', { name: /^Waiting/ }));
  core.rows = core.rows.map((row) =>
    row.state === 'with-doctor'
      ? { ...row, appointment: { ...row.appointment, locationId: idOf(3, 1) } }
      : row,
  );
  core.emit({
    kind: 'resource',
    resourceType: 'Appointment',
    resourceIds: [],
    patientId: null,
    origin: 'elsewhere',
  });
  const waiting = core.rows.filter(({ state }) => state === 'arrived').length;
  await waitFor(() =>
    expect(screen.getByRole('button', { name: /Take to Room/ }).textContent).not.toContain('Room 1'),
  );
  await user.keyboard('r');
  await waitFor(() => expect(core.rows.filter(({ state }) => state === 'arrived')).toHaveLength(waiting - 1));
});

test('keys typed into a field are text and move no patient', async () => {
  const core = startFakeCore();
  const user = renderApp(core, '#/patients');
  const field = await screen.findByRole('combobox', { name: 'Search patients' });
  await user.type(field, 'arb');
  expect(field).toHaveProperty('value', 'arb');
  expect(core.calls).not.toContain('scheduling.setStatus');
});

test("a practitioner's Today is the own list, the longest wait before what is only booked", async () => {
  renderApp(startFakeCore({ state: unlockedAs('practitioner', idOf(2, 1)) }));
  await screen.findByRole('grid');
  const words = visitRows().map((row) => row.textContent ?? '');
  expect(words.every((text) => text.includes('Dr Rehearsal'))).toBe(true);
  const firstBooked = words.findIndex((text) => text.includes('Booked'));
  const lastWaiting = words.findLastIndex((text) => text.includes('In room') || text.includes('Waiting'));
  expect(lastWaiting).toBeLessThan(firstBooked);
});

test('"not asked" about allergies is never drawn as "none"', async () => {
  const core = startFakeCore();
  core.rows = core.rows.map((row) => ({ ...row, allergyState: 'not-asked', allergyWords: [] }));
  renderApp(core);
  expect(await screen.findByText('Not asked yet')).toBeDefined();
  expect(screen.queryByText(/No known allergies/)).toBeNull();
});

test('a day that does not load says what is safe, and loads when asked again', async () => {
  const core = startFakeCore();
  core.broken.add('scheduling.day');
  const user = renderApp(core);
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('What was saved before is safe');
  core.broken.clear();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('grid')).toBeDefined();
});

test('what somebody else changes elsewhere appears without a touch', async () => {
  const core = startFakeCore();
  renderApp(core);
  await screen.findByRole('grid');
  core.rows = core.rows.slice(0, 3);
  core.emit({
    kind: 'resource',
    resourceType: 'Appointment',
    resourceIds: [],
    patientId: null,
    origin: 'elsewhere',
  });
  await waitFor(() => expect(visitRows()).toHaveLength(3));
});

test('three hours without the server are said on the screen', async () => {
  const core = startFakeCore();
  core.sync = {
    ...core.sync,
    state: 'offline',
    lastSyncedAt: new Date(Date.now() - 3 * 3_600_000).toISOString(),
  };
  renderApp(core);
  expect(await screen.findByText(/Changes from other workstations since then are missing/)).toBeDefined();
});

test('admitting the patient who waits online is one press: the call screen is told to admit', async () => {
  const core = startFakeCore();
  const at = new Date().toISOString();
  core.rows = core.rows.map((row) =>
    row.state === 'with-doctor'
      ? { ...row, videoWaitingSince: at, appointment: { ...row.appointment, modality: 'video' } }
      : row,
  );
  const row = core.rows.find(({ videoWaitingSince }) => videoWaitingSince !== null);
  if (row === undefined) throw new Error('the invented day has a visit with the doctor');
  core.visits = [
    {
      visitId: idOf(8, 1),
      appointmentId: row.appointment.id,
      patientId: row.patient.id,
      state: 'waiting',
      waitingSince: at,
      linkExpiresAt: at,
    },
  ];
  const user = renderApp(core);
  await screen.findByRole('button', { name: /Admit to the call/ });
  await waitFor(() => expect(core.calls).toContain('telehealth.visits'));
  await waitFor(async () => {
    await user.keyboard('s');
    expect(window.location.hash).toBe(`#/calls/${idOf(8, 1)}`);
  });
  expect(window.history.state).toMatchObject({ usr: { admit: true } });
});

test('an empty day offers to register a patient and to book', async () => {
  const core = startFakeCore();
  core.rows = [];
  renderApp(core);
  expect(await screen.findByText('Nobody is expected')).toBeDefined();
  expect(screen.getByRole('link', { name: 'Register a patient' }).getAttribute('href')).toContain(
    '/patients/new',
  );
  expect(screen.getAllByRole('button', { name: /Book a visit/ }).length).toBeGreaterThan(0);
});
