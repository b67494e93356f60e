import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { startFakeCore, unlockedAs } from '../../support/fake-core.ts';
import { inventConflict } from '../../support/invented-conflicts.ts';
import { PATIENTS } from '../../support/invented-day.ts';
import { sampleFields } from '../../../support/sample-resources.ts';
import { fill, renderApp } from '../../support/render-app.tsx';

const SPO2 = '59408-5';
const patientId = PATIENTS[1]?.id ?? '';

async function openThresholds(core = startFakeCore()) {
  const user = renderApp(core, `#/patients/${patientId}`);
  await user.click(await screen.findByRole('button', { name: 'Thresholds' }));
  const dialog = await screen.findByRole('dialog', { name: 'What is watched of this patient' });
  await within(dialog).findByRole('table');
  return { core, user, dialog };
}

test('the dialog says what holds, who set it, and that what is not set is not watched', async () => {
  const { dialog } = await openThresholds();
  const [, saturation, pulse] = within(dialog)
    .getAllByRole('row')
    .map((row) => row.textContent ?? '');
  expect(saturation).toMatch(/Oxygen saturation.*default.*92 % or more, grave below 88 %.*Dr Ada Rehearsal/);
  expect(pulse).toMatch(/Pulse.*Not watched: nothing is set/);
});

test('an own threshold starts from the default and is sent with its unit', async () => {
  const { core, user, dialog } = await openThresholds();
  await user.click(within(dialog).getByRole('button', { name: 'Set own: Oxygen saturation' }));
  const low = await within(dialog).findByRole('textbox', { name: 'Lowest without alert' });
  expect(low).toHaveProperty('value', '92');
  await user.clear(low);
  await fill(user, low, '89');
  await user.click(within(dialog).getByRole('button', { name: 'Save threshold' }));
  await waitFor(() =>
    expect(core.thresholdsSet).toMatchObject([
      {
        patientId,
        code: SPO2,
        draft: { status: 'active', intervals: [{ low: 89, criticalLow: 88, unit: '%' }] },
      },
    ]),
  );
});

test('limits that do not rise are refused before they are sent', async () => {
  const { core, user, dialog } = await openThresholds();
  await user.click(within(dialog).getByRole('button', { name: 'Set own: Oxygen saturation' }));
  const low = await within(dialog).findByRole('textbox', { name: 'Lowest without alert' });
  await user.clear(low);
  await fill(user, low, '80');
  await user.click(within(dialog).getByRole('button', { name: 'Save threshold' }));
  expect((await within(dialog).findByRole('alert')).textContent).toContain('must rise');
  expect(core.thresholdsSet).toEqual([]);
});

test('switching off asks first and says exactly what goes', async () => {
  const { core, user, dialog } = await openThresholds();
  await user.click(within(dialog).getByRole('button', { name: 'Switch off: Oxygen saturation' }));
  const question = await screen.findByRole('dialog', { name: 'Switch off for this patient?' });
  expect(question.textContent).toContain('No reading of Oxygen saturation opens an alert');
  await user.click(within(question).getByRole('button', { name: 'Switch off' }));
  await waitFor(() => expect(core.thresholdsSet).toMatchObject([{ patientId, draft: { status: 'off' } }]));
});

test('Admin shows which defaults are set, and takes a suggestion with its source only when asked', async () => {
  const core = startFakeCore({ state: unlockedAs('administrator') });
  const user = renderApp(core, '#/admin/thresholds');
  const table = await screen.findByRole('table', { name: 'Alert thresholds' });
  expect(table.textContent).toMatch(/Pulse.*Not set: nothing is watched.*Suggested: 41 to 130.*NEWS2/);
  expect(table.textContent).toContain('No suggestion');
  expect(core.thresholdsSet).toEqual([]);
  await user.click(within(table).getByRole('button', { name: 'Use the suggestion: Pulse' }));
  await waitFor(() =>
    expect(core.thresholdsSet).toMatchObject([
      { patientId: null, code: '8867-4', draft: { status: 'active' } },
    ]),
  );
});

test('a practitioner who may set defaults finds them in Admin, and nothing else there', async () => {
  renderApp(startFakeCore({ state: unlockedAs('practitioner') }), '#/admin');
  expect(await screen.findByRole('tab', { name: 'Alert thresholds' })).toBeDefined();
  expect(screen.getAllByRole('tab')).toHaveLength(1);
});

test('two versions of a threshold stand side by side in words', async () => {
  const core = startFakeCore();
  const at = '2026-11-22T09:12:00.000Z';
  const version = (low: number) => ({
    ...sampleFields.ObservationDefinition.threshold,
    intervals: [{ code: SPO2, unit: '%', low, high: null, criticalLow: null, criticalHigh: null }],
    setAt: at,
  });
  core.conflicts = [inventConflict('threshold', version(92), version(88), 'ObservationDefinition')];
  renderApp(core, '#/inbox');
  expect(await screen.findByText('92 % or more · no readings for 3 days')).toBeDefined();
  expect(screen.getByText('88 % or more · no readings for 3 days')).toBeDefined();
  expect(screen.getByText('Threshold: limits and who is told')).toBeDefined();
});
