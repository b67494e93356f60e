import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { EncounterScreen } from '../../../../renderer/workstation/encounter/encounter.screen.tsx';
import { attachedDevice } from '../../../support/renderer/memory-devices.ts';
import { createPracticeRecord, ENCOUNTER_ID, proposal } from '../../../support/renderer/practice-record.ts';
import { renderScreen } from '../../../support/renderer/render-screen.tsx';

const openVisit = async () => {
  const clinic = renderScreen({
    record: createPracticeRecord(Date.now()),
    screen: EncounterScreen,
    path: '/encounters/:encounterId',
    at: `/encounters/${ENCOUNTER_ID}`,
  });
  await waitFor(() => expect(clinic.isHeard()).toBe(true));
  return clinic;
};
const oximeter = [
  { code: '59408-5', value: 98, unit: '%', components: [] },
  { code: '8867-4', value: 72, unit: '/min', components: [] },
];
const cuff = [
  {
    code: '85354-9',
    value: null,
    unit: null,
    components: [
      { code: '8480-6', value: 231, unit: 'mm[Hg]' },
      { code: '8462-4', value: 128, unit: 'mm[Hg]' },
    ],
  },
];

test('the open visit is in focus, and no other once it is left', async () => {
  const clinic = await openVisit();
  await waitFor(() =>
    expect(clinic.asked).toContainEqual(['encounter.focus', { encounterId: ENCOUNTER_ID }]),
  );
});

test('a reading appears by itself, is said aloud, and one key files it even while writing the note', async () => {
  const clinic = await openVisit();
  const note = await screen.findByLabelText('Progress note of this visit');
  await screen.findByText(/No reading waits/);
  clinic.happen({ kind: 'proposals' }, (record) => record.proposals.push(proposal(400, oximeter)));
  const list = await screen.findByRole('list', { name: 'From devices' });
  expect(within(list).getByText('98')).toBeDefined();
  expect(
    screen.getByText(/New reading from Practice oximeter: Oxygen saturation 98 %, Pulse 72 \/min/),
  ).toBeDefined();
  await userEvent.click(note);
  await userEvent.keyboard('{F2}');
  await screen.findByText(/No reading waits/);
  expect(clinic.asked).toContainEqual([
    'observation.acceptProposal',
    {
      proposalId: proposal(400, []).proposalId,
      encounterId: ENCOUNTER_ID,
      confirmPatient: false,
      confirmedUnusual: false,
    },
  ]);
  expect((await screen.findByRole('form', { name: 'Type values' })).textContent).toContain('98%');
});

test('an unusual reading asks once more before it is filed', async () => {
  const clinic = await openVisit();
  await screen.findByText(/No reading waits/);
  clinic.happen({ kind: 'proposals' }, (record) =>
    record.proposals.push(
      proposal(401, cuff, {
        findings: [
          { severity: 'unusual', code: 'above-range', field: '8480-6', low: 60, high: 220, unit: 'mm[Hg]' },
        ],
      }),
    ),
  );
  await screen.findByText('Systolic 231 mmHg is above 220 mmHg');
  await userEvent.keyboard('{F2}');
  expect(clinic.asked.map(([call]) => call)).not.toContain('observation.acceptProposal');
  const confirm = await screen.findByRole('button', { name: /It is right, accept/ });
  expect(document.activeElement).toBe(confirm);
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(clinic.asked.at(-1)?.[1]).toMatchObject({ confirmedUnusual: true }));
});

test('a reading that may be another patient’s says why it is held and is filed only after naming the patient', async () => {
  const clinic = await openVisit();
  await screen.findByText(/No reading waits/);
  clinic.happen({ kind: 'proposals' }, (record) =>
    record.proposals.push(proposal(402, oximeter, { held: 'other-patient' })),
  );
  await screen.findByText('Another patient was open when this measurement began.');
  await userEvent.keyboard('{F2}');
  expect(clinic.asked.map(([call]) => call)).not.toContain('observation.acceptProposal');
  await userEvent.click(screen.getByRole('button', { name: 'It belongs to Alder, Testperson' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Yes, file it for Alder, Testperson' }));
  await waitFor(() =>
    expect(clinic.asked).toContainEqual([
      'observation.acceptProposal',
      expect.objectContaining({ confirmPatient: true }),
    ]),
  );
});

test('the evidence of a reading shows bytes, device and device time', async () => {
  const clinic = await openVisit();
  await screen.findByText(/No reading waits/);
  clinic.happen({ kind: 'proposals' }, (record) => record.proposals.push(proposal(400, oximeter)));
  await userEvent.click(
    await screen.findByRole('button', { name: 'Evidence for the reading of Practice oximeter' }),
  );
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText('ac 67 38 48 0b 17 0e 08 1a')).toBeDefined();
  expect(dialog.getByText('Practice cuff 01')).toBeDefined();
  expect(dialog.getByText('2026-11-23T14:08')).toBeDefined();
});

test('a stream that measures says how far its reading has come, before it is offered', async () => {
  const clinic = await openVisit();
  await screen.findByText(/No reading waits/);
  clinic.happen({ kind: 'devices' }, (record) => {
    record.devices = [
      attachedDevice(1, {
        label: 'Practice oximeter',
        driverId: 'nonin-df2',
        state: 'live',
        signal: 'good',
        live: [{ code: '59408-5', value: 97, unit: '%' }],
        steady: { seconds: 6, ofSeconds: 10 },
      }),
    ];
  });
  await screen.findByText('Measuring… 6 of 10 s steady');
  expect(screen.getByText('Oxygen saturation 97 %')).toBeDefined();
});

test('the evidence shows value and unit as sent, what it became, the clock then and over how long it is a median', async () => {
  const clinic = await openVisit();
  await screen.findByText(/No reading waits/);
  const weighed = proposal(402, [{ code: '29463-7', value: 71.2, unit: 'kg', components: [] }]);
  clinic.happen({ kind: 'proposals' }, (record) =>
    record.proposals.push({
      ...weighed,
      evidence: {
        ...weighed.evidence,
        sent: [
          {
            measure: 'weight',
            value: 157,
            unit: '[lb_av]',
            converted: { value: 71.2, unit: 'kg' },
          },
        ],
        stableFor: { seconds: 1, frames: 6 },
        clockOffsetSeconds: -720,
        hints: { deviceUser: 2 },
      },
    }),
  );
  await screen.findByText('Median over 1 s, 6 values');
  await userEvent.click(
    screen.getByRole('button', { name: 'Evidence for the reading of Practice oximeter' }),
  );
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/Weight 157 lb \(filed as 71.2 kg\)/)).toBeDefined();
  expect(dialog.getByText('12 min behind')).toBeDefined();
  expect(dialog.getByText('Device’s own user 2')).toBeDefined();
});

test('a record that its device measured hours ago says so, one measured just now does not', async () => {
  const clinic = await openVisit();
  await screen.findByText(/No reading waits/);
  const old = proposal(402, cuff);
  const evidence = { ...old.evidence, deviceTime: '2026-11-20T07:40:00' };
  clinic.happen({ kind: 'proposals' }, (record) => record.proposals.push({ ...old, evidence }));
  expect(await screen.findByText(/Measured at 2026-11-20 07:40 by the device’s clock/)).toBeDefined();
  const timeless = { ...proposal(403, cuff), evidence: { ...old.evidence, deviceTime: null } };
  clinic.happen({ kind: 'proposals' }, (record) => (record.proposals = [timeless]));
  await waitFor(() => expect(screen.queryByText(/by the device’s clock/)).toBeNull());
  expect(
    within(await screen.findByRole('list', { name: 'From devices' })).getByText('231/128'),
  ).toBeDefined();
});
