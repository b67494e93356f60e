import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { EncounterScreen } from '../../../../renderer/workstation/encounter/encounter.screen.tsx';
import { createPracticeRecord, ENCOUNTER_ID } from '../../../support/renderer/practice-record.ts';
import { renderScreen } from '../../../support/renderer/render-screen.tsx';

const openVisit = () =>
  renderScreen({
    record: createPracticeRecord(Date.now()),
    screen: EncounterScreen,
    path: '/encounters/:encounterId',
    at: `/encounters/${ENCOUNTER_ID}`,
  });

const form = async () => within(await screen.findByRole('form', { name: 'Type values' }));

test('what was not typed is not measured, what was typed is filed with its unit', async () => {
  const clinic = openVisit();
  const entry = await form();
  expect(entry.getAllByText('not measured').length).toBeGreaterThan(5);
  await userEvent.type(entry.getByLabelText('Systolic, mmHg'), '128');
  await userEvent.type(entry.getByLabelText('Diastolic, mmHg'), '81');
  await userEvent.type(entry.getByLabelText('Temperature, °C'), '36,8{Enter}');
  expect(await entry.findByText('128/81')).toBeDefined();
  expect(clinic.asked.filter(([call]) => call === 'observation.record').map(([, input]) => input)).toEqual([
    {
      encounterId: ENCOUNTER_ID,
      effectiveAt: null,
      confirmedUnusual: false,
      measured: [
        {
          code: '85354-9',
          value: null,
          unit: null,
          components: [
            { code: '8480-6', value: 128, unit: 'mm[Hg]' },
            { code: '8462-4', value: 81, unit: 'mm[Hg]' },
          ],
        },
        { code: '8310-5', value: 36.8, unit: 'Cel', components: [] },
      ],
    },
  ]);
});

test('an unusual value asks once and is filed as typed when said to be right', async () => {
  const clinic = openVisit();
  const entry = await form();
  await userEvent.type(entry.getByLabelText('Pulse, /min'), '228{Enter}');
  expect((await entry.findByRole('alert')).textContent).toContain('Pulse 228 is above 220 /min');
  expect(clinic.asked.map(([call]) => call)).not.toContain('observation.record');
  await userEvent.click(entry.getByRole('button', { name: /It is right, file it/ }));
  await waitFor(() => expect(clinic.asked.at(-1)?.[1]).toMatchObject({ confirmedUnusual: true }));
});

test('an impossible value is refused, however often it is filed', async () => {
  const clinic = openVisit();
  const entry = await form();
  const temperature = entry.getByLabelText('Temperature, °C');
  await userEvent.type(temperature, '98{Enter}{Enter}');
  expect((await entry.findByRole('alert')).textContent).toContain('Not possible');
  expect(temperature.getAttribute('aria-invalid')).toBe('true');
  expect(clinic.asked.map(([call]) => call)).not.toContain('observation.record');
});

test('half a blood pressure and a word instead of a number are named, nothing is filed', async () => {
  const clinic = openVisit();
  const entry = await form();
  await userEvent.type(entry.getByLabelText('Systolic, mmHg'), '120');
  await userEvent.type(entry.getByLabelText('Weight, kg'), 'heavy{Enter}');
  const alerts = (await entry.findAllByRole('alert')).map(({ textContent }) => textContent).join(' ');
  expect(alerts).toContain('Diastolic is missing');
  expect(alerts).toContain('Type a number');
  expect(clinic.asked.map(([call]) => call)).not.toContain('observation.record');
});

test('the key v leads to the first field, and the fields follow in the order they are read aloud', async () => {
  openVisit();
  const entry = await form();
  await userEvent.keyboard('v');
  const names: (string | null)[] = [];
  for (let step = 0; step < 8; step += 1) {
    names.push(document.activeElement?.getAttribute('aria-label') ?? null);
    await userEvent.tab();
  }
  expect(entry.getByLabelText('Systolic, mmHg')).toBeDefined();
  expect(names.slice(0, 4)).toEqual([
    'Systolic, mmHg',
    'Diastolic, mmHg',
    'Pulse, /min',
    'Oxygen saturation, %',
  ]);
});

test('consciousness is chosen in words and filed as its letter', async () => {
  const clinic = openVisit();
  const entry = await form();
  await userEvent.selectOptions(entry.getByLabelText('Consciousness'), 'Responds to voice');
  await userEvent.click(entry.getByRole('button', { name: /File values/ }));
  await waitFor(() =>
    expect(clinic.asked.find(([call]) => call === 'observation.record')?.[1]).toMatchObject({
      measured: [{ code: '67775-7', value: null, unit: null, components: [], valueCode: 'V' }],
    }),
  );
});

test('glucose is typed in the unit that is chosen beside it, and the number goes along with the choice', async () => {
  const clinic = openVisit();
  const entry = await form();
  await userEvent.type(entry.getByLabelText('Glucose, mg/dL'), '6.2');
  await userEvent.selectOptions(entry.getByLabelText('Unit of Glucose'), 'mmol/L');
  await userEvent.type(entry.getByLabelText('Glucose, mmol/L'), '{Enter}');
  await waitFor(() =>
    expect(clinic.asked.find(([call]) => call === 'observation.record')?.[1]).toMatchObject({
      measured: [{ code: '14743-9', value: 6.2, unit: 'mmol/L', components: [] }],
    }),
  );
});
