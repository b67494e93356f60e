import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { startFakeCore, unlockedAs } from '../../support/fake-core.ts';
import { idOf, PATIENTS } from '../../support/invented-day.ts';
import { fill, renderApp } from '../../support/render-app.tsx';

const rows = () => screen.getAllByRole('row').slice(1);
const selectedRow = () => screen.getByRole('row', { selected: true });

test('the list begins with the gravest, says in words what escalated, and draws values with their unit', async () => {
  renderApp(startFakeCore(), '#/alerts');
  await screen.findByRole('grid', { name: 'Alerts' });
  const [first, second] = rows().map((row) => row.textContent ?? '');
  expect(first).toMatch(/Grave.*Escalated.*Oxygen saturation.*86.*%.*3 readings outside.*nobody yet/);
  expect(second).toMatch(/No readings.*No reading of Oxygen saturation since/);
  expect(selectedRow()).toBe(rows()[0]);
  expect(screen.getByRole('region', { name: 'The chosen alert' }).textContent).toContain(
    '92 % or more, grave below 88 %',
  );
});

test('the rail says how many wait for me', async () => {
  renderApp(startFakeCore(), '#/alerts');
  expect(await screen.findByRole('link', { name: /Alerts.*2 alerts wait for you/ })).toBeDefined();
});

test('A acknowledges the chosen alert, and undo gives it back', async () => {
  const core = startFakeCore();
  const user = renderApp(core, '#/alerts');
  await screen.findByRole('grid');
  await user.keyboard('a');
  await screen.findByText(/the alert is yours/);
  expect(core.alerts[0]).toMatchObject({ state: 'taken', owner: { name: 'Dr Ada Rehearsal' } });
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(core.alerts[0]?.state).toBe('waiting'));
});

test('arrows move, and Enter opens the chart of the chosen one', async () => {
  const user = renderApp(startFakeCore(), '#/alerts');
  await screen.findByRole('grid');
  await user.keyboard('{ArrowDown}');
  expect(selectedRow()).toBe(rows()[1]);
  await user.keyboard('{Enter}');
  await waitFor(() => expect(window.location.hash).toBe(`#/patients/${PATIENTS[3]?.id}`));
});

test('S snoozes by one more press', async () => {
  const core = startFakeCore();
  const user = renderApp(core, '#/alerts');
  await screen.findByRole('grid');
  await user.keyboard('s');
  const dialog = await screen.findByRole('dialog', { name: 'Snooze until' });
  await user.click(within(dialog).getByRole('button', { name: '15 minutes' }));
  await waitFor(() => expect(core.alerts[0]?.state).toBe('snoozed'));
  await waitFor(() => expect(rows()).toHaveLength(1));
});

test('C completes with what was done, which stays with the alert', async () => {
  const core = startFakeCore();
  const user = renderApp(core, '#/alerts');
  await screen.findByRole('grid');
  await user.keyboard('c');
  const dialog = await screen.findByRole('dialog', { name: 'Complete this alert' });
  await fill(
    user,
    within(dialog).getByRole('textbox', { name: 'What was done about it' }),
    'Called; 95 % now',
  );
  await user.click(within(dialog).getByRole('button', { name: 'Complete' }));
  await waitFor(() => expect(core.alerts[0]?.task.note).toBe('Called; 95 % now'));
  await user.click(screen.getByRole('radio', { name: 'Done' }));
  expect((await screen.findAllByText('Called; 95 % now')).length).toBeGreaterThan(0);
});

test('somebody was first: it says so, and the list shows how it stands', async () => {
  const core = startFakeCore();
  const user = renderApp(core, '#/alerts');
  await screen.findByRole('grid');
  core.alerts = core.alerts.map((each, index) =>
    index === 0
      ? { ...each, state: 'taken', owner: { practitionerId: idOf(2, 2), name: 'Dr Ben Specimen' } }
      : each,
  );
  await user.keyboard('a');
  expect(await screen.findByText(/Somebody else has taken it/)).toBeDefined();
  await waitFor(() => expect(rows()).toHaveLength(1));
});

test('an alert that opens elsewhere appears without a touch', async () => {
  const core = startFakeCore();
  const alerts = core.alerts;
  core.alerts = [];
  renderApp(core, '#/alerts');
  expect(await screen.findByText('Nothing waits for you')).toBeDefined();
  core.alerts = alerts;
  core.emit({
    kind: 'resource',
    resourceType: 'Task',
    resourceIds: [],
    patientId: null,
    origin: 'elsewhere',
  });
  await screen.findByRole('grid', { name: 'Alerts' });
});

test('a list that does not load says what is safe, and loads when asked again', async () => {
  const core = startFakeCore();
  core.broken.add('task.list');
  const user = renderApp(core, '#/alerts');
  expect((await screen.findByRole('alert')).textContent).toContain('What was saved before is safe');
  core.broken.clear();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('grid')).toBeDefined();
});

test('who may not answer alerts has no such place', async () => {
  renderApp(startFakeCore({ state: unlockedAs('front-desk') }), '#/today');
  await screen.findByRole('grid');
  expect(screen.queryByRole('link', { name: /Alerts/ })).toBeNull();
});

test("a patient's open alerts are on the banner and on the summary of the chart", async () => {
  renderApp(startFakeCore(), `#/patients/${PATIENTS[1]?.id}`);
  expect(await screen.findByRole('link', { name: '1 open alert' })).toBeDefined();
  const region = await screen.findByRole('region', { name: '1 open alert' });
  expect(region.textContent).toMatch(/Grave.*Escalated.*86.*%/);
});

test('alerts of a patient that cannot be read are not taken for none', async () => {
  const core = startFakeCore();
  core.broken.add('task.listOfPatient');
  renderApp(core, `#/patients/${PATIENTS[1]?.id}`);
  expect(await screen.findByText('Open alerts could not be read')).toBeDefined();
});
