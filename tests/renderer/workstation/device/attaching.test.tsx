import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { DiscoveredPort } from '../../../../domain/contract/ipc/device.ts';
import { DevicesScreen } from '../../../../renderer/workstation/device/devices.screen.tsx';
import { createPracticeRecord } from '../../../support/renderer/practice-record.ts';
import { renderScreen } from '../../../support/renderer/render-screen.tsx';

async function openBench() {
  const record = createPracticeRecord(Date.now());
  const clinic = renderScreen({ record, screen: DevicesScreen, path: '/', at: '/' });
  await waitFor(() => expect(clinic.isHeard()).toBe(true));
  await screen.findByText('No device attached');
  return clinic;
}

const port = (path: string, more: Partial<DiscoveredPort>): DiscoveredPort => ({
  path,
  label: path,
  transport: 'serial',
  state: 'waiting',
  deviceId: null,
  driverId: null,
  identity: null,
  failure: null,
  ...more,
});

test('a search tells which device type is tried where, and can be stopped', async () => {
  const clinic = await openBench();
  await userEvent.keyboard('f');
  await userEvent.click(await screen.findByRole('button', { name: 'Start the search' }));
  clinic.happen({ kind: 'devices' }, (record) => {
    record.discovery = {
      ...record.discovery,
      ports: [port('COM3', { state: 'probing', driverId: 'nonin-df2' }), port('COM4', {})],
    };
  });
  await screen.findByText('Trying: Nonin oximeter, data format 2');
  expect(screen.getByText('0 of 2 ports looked at')).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Stop' }));
  await screen.findByText(/Stopped/, { selector: '[role=status]' });
  expect(clinic.asked.map(([call]) => call)).toContain('device.cancelDiscovery');
});

test('what was found is attached with one press; elsewhere the reason stands', async () => {
  const clinic = await openBench();
  clinic.record.discovery = {
    state: 'done',
    startedAt: new Date().toISOString(),
    ports: [
      port('COM3', { state: 'nothing' }),
      port('COM4', { state: 'failed', failure: { code: 'port-busy', detail: 'Access denied' } }),
      port('COM5', { state: 'found', driverId: 'onetouch-ultra2', identity: 'PRACTICEY' }),
    ],
  };
  await userEvent.keyboard('f');
  const list = within(await screen.findByRole('list', { name: 'Ports' }));
  expect(list.getByText('Another program holds COM4.')).toBeDefined();
  expect(list.getByText(/not in its PC mode/)).toBeDefined();
  expect(list.getByText(/Says it is PRACTICEY/)).toBeDefined();
  await userEvent.click(await list.findByRole('button', { name: 'Attach LifeScan OneTouch Ultra2 at COM5' }));
  await waitFor(() =>
    expect(clinic.asked).toContainEqual([
      'device.attach',
      { portPath: 'COM5', driverId: 'onetouch-ultra2', label: 'LifeScan OneTouch Ultra2' },
    ]),
  );
});

test('attaching by hand shows the guide of the chosen type, drawing and steps', async () => {
  await openBench();
  await userEvent.keyboard('a');
  const dialog = within(await screen.findByRole('dialog', { name: 'Attach a device' }));
  await userEvent.click(await dialog.findByRole('combobox', { name: 'Device type' }));
  await userEvent.click(
    await screen.findByRole('option', { name: 'LifeScan OneTouch Ultra2', hidden: true }),
  );
  expect(await dialog.findByRole('img', { name: 'Drawing: a glucose meter with its cable' })).toBeDefined();
  expect(within(dialog.getByRole('list', { name: 'Steps' })).getAllByRole('listitem').length).toBeGreaterThan(
    2,
  );
});
