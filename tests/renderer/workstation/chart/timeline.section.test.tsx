import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { TimelineSection } from '../../../../renderer/workstation/chart/timeline.section.tsx';
import { createPracticeRecord, DOCTOR_ID } from '../../../support/renderer/practice-record.ts';
import { renderScreen } from '../../../support/renderer/render-screen.tsx';

const HOUR_MS = 3_600_000;

test('what is booked ahead stands apart, soonest first, and never above the present as if it had happened', async () => {
  const record = createPracticeRecord(Date.now());
  const visit = (id: string, fromNowMs: number, reason: string): (typeof record.encounters)[number] => ({
    id,
    patientId: record.patient.id,
    practitionerId: DOCTOR_ID,
    appointmentId: null,
    class: 'AMB',
    status: 'finished',
    reason,
    startedAt: new Date(Date.now() + fromNowMs).toISOString(),
    endedAt: null,
  });
  record.observations = [];
  record.allergies = [];
  record.encounters = [
    visit('0199c000-0000-7000-8000-00000000f001', 48 * HOUR_MS, 'Later check'),
    visit('0199c000-0000-7000-8000-00000000f002', 24 * HOUR_MS, 'Sooner check'),
    visit('0199c000-0000-7000-8000-00000000f003', -24 * HOUR_MS, 'Past check'),
  ];
  renderScreen({
    record,
    screen: () => <TimelineSection patientId={record.patient.id} />,
    path: '/',
    at: '/',
  });
  const ahead = within(await screen.findByRole('region', { name: 'Booked ahead' }));
  expect(ahead.getAllByRole('listitem').map((line) => /\w+ check/.exec(line.textContent ?? '')?.[0])).toEqual(
    ['Sooner check', 'Later check'],
  );
  const soFar = within(screen.getByRole('region', { name: 'Until now' }));
  expect(soFar.getAllByRole('listitem')).toHaveLength(1);
});
