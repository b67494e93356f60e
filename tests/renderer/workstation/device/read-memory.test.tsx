import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { DeviceMemoryRecord } from '../../../../domain/contract/ipc/device.ts';
import { DevicesScreen } from '../../../../renderer/workstation/device/devices.screen.tsx';
import { attachedDevice } from '../../../support/renderer/memory-devices.ts';
import { createPracticeRecord, PATIENT_ID } from '../../../support/renderer/practice-record.ts';
import { renderScreen } from '../../../support/renderer/render-screen.tsx';

const meter = attachedDevice(1, { label: 'Meter', driverId: 'onetouch-ultra2', hasMemory: true });

const record = (recordId: string, more: Partial<DeviceMemoryRecord> = {}): DeviceMemoryRecord => ({
  recordId,
  outcome: 'reading',
  reason: null,
  limit: null,
  measured: [{ code: '41653-7', value: 118, unit: 'mg/dL', components: [] }],
  sent: [],
  deviceTime: '2026-11-20T08:30:00',
  effectiveAt: '2026-11-20T07:42:00.000Z',
  hints: {},
  findings: [],
  isFiled: false,
  isImportable: true,
  ...more,
});

async function openMemory(records: readonly DeviceMemoryRecord[], clockOffsetSeconds: number | null = -720) {
  const clinicRecord = createPracticeRecord(Date.now());
  clinicRecord.devices = [meter];
  const clinic = renderScreen({ record: clinicRecord, screen: DevicesScreen, path: '/', at: '/' });
  await waitFor(() => expect(clinic.isHeard()).toBe(true));
  await userEvent.click(await screen.findByRole('button', { name: 'Read memory: Meter' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Read the memory' }));
  await screen.findByText('Reading the memory…');
  clinic.happen({ kind: 'devices' }, (changed) => {
    changed.memory = { ...changed.memory, state: 'done', clockOffsetSeconds, records: [...records] };
  });
  await screen.findByRole('table', { name: 'Records of the memory' });
  return clinic;
}

async function pickPatient() {
  await userEvent.type(screen.getByRole('combobox', { name: 'Whose readings are these?' }), 'ald');
  await userEvent.click(await screen.findByRole('option', { name: /Alder/ }));
}

const boxes = () => screen.getAllByRole<HTMLInputElement>('checkbox');

test('nothing is chosen beforehand: no record, and no patient by the device’s user number', async () => {
  await openMemory([record('a', { hints: { deviceUser: 2 } })]);
  expect(boxes().map(({ checked }) => checked)).toEqual([false]);
  expect(screen.getByText('Device’s own user 2')).toBeDefined();
  expect(screen.getByText(/No patient is chosen yet/)).toBeDefined();
  expect(screen.getByText('Its clock is 12 min behind; its times are corrected by that.')).toBeDefined();
});

test('what is no reading, repeats another or is in the record already cannot be chosen and says why', async () => {
  await openMemory([
    record('filed', { isFiled: true, isImportable: false }),
    record('again', { isImportable: false }),
    record('control', { outcome: 'refused', reason: 'control-solution', measured: [], isImportable: false }),
    record('high', {
      outcome: 'out-of-range',
      reason: 'high',
      limit: { value: 600, unit: 'mg/dL' },
      measured: [],
      isImportable: false,
    }),
  ]);
  expect(screen.queryAllByRole('checkbox')).toEqual([]);
  for (const words of [
    'Already in the record',
    'The same record again',
    'Control solution, not blood',
    'HI: above 600 mg/dL',
  ])
    expect(screen.getByText(words)).toBeDefined();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'All new (0)' }).disabled).toBe(true);
});

test('a range is chosen by keyboard, over what cannot be chosen', async () => {
  await openMemory([
    record('a'),
    record('b', { isFiled: true, isImportable: false }),
    record('c'),
    record('d'),
  ]);
  const [first] = boxes();
  first?.focus();
  await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
  expect(boxes().map(({ checked }) => checked)).toEqual([true, true, false]);
  expect(document.activeElement).toBe(boxes()[1]);
  await userEvent.keyboard('{ArrowDown} ');
  expect(boxes().map(({ checked }) => checked)).toEqual([true, true, true]);
  await userEvent.click(screen.getByRole('button', { name: 'None' }));
  expect(screen.getByText('0 chosen')).toBeDefined();
});

test('the chosen records go to the patient a person picked, who is named with identifiers first', async () => {
  const clinic = await openMemory([record('a'), record('b')]);
  await userEvent.click(screen.getByRole('button', { name: 'All new (2)' }));
  await pickPatient();
  const target = within(screen.getByRole('region', { name: '2 readings will be filed for:' }));
  expect(target.getByText('C-1042')).toBeDefined();
  expect(target.getByText(/12 Apr 1961/)).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'File 2 readings' }));
  await screen.findByText(/2 readings filed for Alder/);
  expect(clinic.asked).toContainEqual([
    'device.importRecords',
    {
      deviceId: meter.deviceId,
      patientId: PATIENT_ID,
      encounterId: null,
      records: [
        { recordId: 'a', measuredAt: null },
        { recordId: 'b', measuredAt: null },
      ],
      confirmedUnusual: false,
    },
  ]);
  await userEvent.click(screen.getByRole('button', { name: 'Choose more' }));
  expect(await screen.findAllByText('Already in the record')).toHaveLength(2);
});

test('what is doubted is filed only after a second look', async () => {
  const clockOff = {
    severity: 'unusual' as const,
    code: 'device-clock-off',
    field: 'deviceTime',
    low: null,
    high: 15,
    unit: 'min',
  };
  const clinic = await openMemory([record('a', { findings: [clockOff] })], 4000);
  await userEvent.click(screen.getByRole('button', { name: 'All new (1)' }));
  await pickPatient();
  await userEvent.click(screen.getByRole('button', { name: 'File 1 reading' }));
  await screen.findByText('Look again before you file:');
  await userEvent.click(screen.getByRole('button', { name: 'File anyway' }));
  await screen.findByText(/1 reading filed for Alder/);
  expect(clinic.asked.at(-1)?.[1]).toMatchObject({ confirmedUnusual: true });
});

test('a record without a time is filed with the time a person gives, and not without', async () => {
  const clinic = await openMemory([record('a', { deviceTime: null, effectiveAt: null })], null);
  await userEvent.click(screen.getByRole('button', { name: 'All new (1)' }));
  await pickPatient();
  const file = screen.getByRole<HTMLButtonElement>('button', { name: 'File 1 reading' });
  expect(file.disabled).toBe(true);
  await userEvent.type(screen.getByLabelText('When was it measured?'), '2026-11-20T08:30');
  await userEvent.click(file);
  await screen.findByText(/1 reading filed/);
  expect(clinic.asked.at(-1)?.[1]).toMatchObject({
    records: [{ recordId: 'a', measuredAt: '2026-11-20T07:30:00.000Z' }],
  });
});
