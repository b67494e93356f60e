import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { Observation } from '../../../../domain/observation/observation.ts';
import { EncounterScreen } from '../../../../renderer/workstation/encounter/encounter.screen.tsx';
import {
  createPracticeRecord,
  ENCOUNTER_ID,
  observation,
} from '../../../support/renderer/practice-record.ts';
import { renderScreen } from '../../../support/renderer/render-screen.tsx';

const pressure = (number: number, minute: number, systolic: number, diastolic: number): Observation =>
  observation(
    number,
    '85354-9',
    {
      components: [
        { code: '8480-6', value: systolic, unit: 'mm[Hg]' },
        { code: '8462-4', value: diastolic, unit: 'mm[Hg]' },
      ],
    },
    new Date(Date.now() - 600_000 + minute * 60_000).toISOString(),
    ENCOUNTER_ID,
  );

const single = (number: number, code: string, value: number, unit: string): Observation =>
  observation(number, code, { value, unit }, new Date(Date.now() - 300_000).toISOString(), ENCOUNTER_ID);

function openVisitWith(observations: readonly Observation[]): void {
  const record = createPracticeRecord(Date.now());
  record.observations.push(...observations);
  renderScreen({
    record,
    screen: EncounterScreen,
    path: '/encounters/:encounterId',
    at: `/encounters/${ENCOUNTER_ID}`,
  });
}

test('three pressures give their mean, and it says what was left out', async () => {
  openVisitWith([pressure(901, 0, 150, 92), pressure(902, 1, 131, 83), pressure(903, 2, 128, 80)]);
  expect(await screen.findByText('Blood pressure, mean of readings')).toBeDefined();
  expect(screen.getByText('130/82')).toBeDefined();
  expect(screen.getByText(/1 earlier one left out/)).toBeDefined();
});

const WHOLE_BUT_CONSCIOUSNESS = [
  single(911, '9279-1', 22, '/min'),
  single(912, '59408-5', 93, '%'),
  single(913, '3151-8', 0, 'L/min'),
  pressure(914, 5, 105, 70),
  single(915, '8867-4', 112, '/min'),
  single(916, '8310-5', 38.4, 'Cel'),
];

test('an incomplete set names what is missing and scores nothing', async () => {
  openVisitWith(WHOLE_BUT_CONSCIOUSNESS);
  expect(await screen.findByText('Not a full set yet. Missing: Consciousness')).toBeDefined();
});

test('a full set is scored in number, band and reasons; scale 2 only where a person chooses it', async () => {
  const alert = { ...single(917, '67775-7', 0, ''), value: null, unit: null, valueCode: 'A' };
  openVisitWith([...WHOLE_BUT_CONSCIOUSNESS, alert]);
  expect(await screen.findByText('High: emergency response')).toBeDefined();
  expect(screen.getByText(/Oxygen saturation 2/)).toBeDefined();
  await userEvent.click(screen.getByRole('radio', { name: /Scale 2/ }));
  expect(await screen.findByText('Medium: urgent review')).toBeDefined();
});

test.each([
  [8, 'Filed with the readings of'],
  [3, 'File the score'],
])('a filed score of %i for a set that scores 8: %s', async (score, says) => {
  const alert = { ...single(917, '67775-7', 0, ''), value: null, unit: null, valueCode: 'A' };
  const filed = {
    ...single(918, '1104051000000101', score, '{score}'),
    components: [{ code: 'news2-spo2-scale', value: 1, unit: '1' }],
    effectiveAt: alert.effectiveAt,
  };
  openVisitWith([...WHOLE_BUT_CONSCIOUSNESS, alert, filed]);
  expect(await screen.findByText(new RegExp(says))).toBeDefined();
});
