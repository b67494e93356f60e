import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { DevicesScreen } from '../../../../renderer/workstation/device/devices.screen.tsx';
import type { AttachedDevice } from '../../../../domain/contract/ipc/device.ts';
import { attachedDevice } from '../../../support/renderer/memory-devices.ts';
import { createPracticeRecord, type PracticeRecord } from '../../../support/renderer/practice-record.ts';
import { renderScreen } from '../../../support/renderer/render-screen.tsx';

const NOW = new Date().toISOString();

async function openBench(
  devices: readonly AttachedDevice[],
  more: Partial<Pick<PracticeRecord, 'platform'>> = {},
) {
  const record = { ...createPracticeRecord(Date.now()), devices: [...devices], ...more };
  const clinic = renderScreen({ record, screen: DevicesScreen, path: '/', at: '/' });
  await waitFor(() => expect(clinic.isHeard()).toBe(true));
  return clinic;
}

const cuff = (more: Partial<AttachedDevice> = {}) =>
  attachedDevice(1, { label: 'Cuff room 2', driverId: 'beurer-bm-serial', portPath: 'COM3', ...more });

const failed = (code: NonNullable<AttachedDevice['problem']>['code'], more: Partial<AttachedDevice> = {}) =>
  cuff({ state: 'failed', problem: { code, at: NOW, detail: null }, ...more });

test('a device tells who it is, what it shows with its signal, how far a reading has come and how its clock goes', async () => {
  await openBench([
    attachedDevice(1, {
      label: 'Oximeter room 1',
      driverId: 'nonin-df2',
      identity: 'Nonin 3150 practice',
      state: 'live',
      signal: 'good',
      heardAt: NOW,
      live: [{ code: '59408-5', value: 97, unit: '%' }],
      steady: { seconds: 6, ofSeconds: 10 },
      clockOffsetSeconds: -12 * 60,
    }),
  ]);
  const card = within(await screen.findByRole('article', { name: 'Oximeter room 1' }));
  await card.findByText('Nonin oximeter, data format 2');
  for (const words of [
    'Nonin 3150 practice',
    '97',
    'Good signal',
    'Measuring… 6 of 10 s steady',
    '12 min behind',
  ])
    expect(card.getByText(words)).toBeDefined();
});

test.each([
  ['win32', 'port-busy', 'Another program holds COM3.', /notification area/],
  ['linux', 'port-busy', 'Another program holds COM3.', /ModemManager/],
  ['darwin', 'port-forbidden', 'This computer does not let us open COM3.', /Input Monitoring/],
  ['win32', 'port-refused', 'COM3 could not be opened.', /Device Manager/],
  ['linux', 'addon-missing', 'The part of this program that speaks to such ports did not load.', /again/],
] as const)(
  'on %s %s is a sentence with the remedy of that system',
  async (platform, code, title, remedy) => {
    await openBench([failed(code)], { platform });
    const alert = within(await screen.findByRole('alert'));
    expect(alert.getByText(title)).toBeDefined();
    await alert.findByText(remedy);
  },
);

test('a port that Linux forbids shows the udev rule, and a button copies it', async () => {
  const user = userEvent.setup();
  const copied = vi.spyOn(navigator.clipboard, 'writeText');
  await openBench([
    failed('port-forbidden', { transport: 'hid', usb: { vendorId: 0x0922, productId: 0x8003 } }),
  ]);
  const rule = await screen.findByRole('group', { name: 'Line to save' });
  const text = 'SUBSYSTEM=="hidraw", ATTRS{idVendor}=="0922", ATTRS{idProduct}=="8003", TAG+="uaccess"';
  expect(rule.textContent).toContain(text);
  await user.click(within(rule).getByRole('button', { name: 'Copy' }));
  expect(copied).toHaveBeenCalledWith(text);
});

test('a remembered device that is not there stays on the bench as not connected', async () => {
  await openBench([failed('port-absent')]);
  const card = within(await screen.findByRole('article', { name: 'Cuff room 2' }));
  expect(card.getByText('Not connected')).toBeDefined();
  expect(card.getByText('COM3 is not there.')).toBeDefined();
});

test('a device in place of the remembered one is only taken when a person says so', async () => {
  const device = failed('other-device');
  const clinic = await openBench([device]);
  await userEvent.click(await screen.findByRole('button', { name: 'This is it now: Cuff room 2' }));
  await waitFor(() =>
    expect(clinic.asked).toContainEqual(['device.acceptOther', { deviceId: device.deviceId }]),
  );
});

test('a test asks the device and says each step, up to the reading', async () => {
  const clinic = await openBench([cuff({ identity: 'BM58 practice' })]);
  await userEvent.click(await screen.findByRole('button', { name: 'Test Cuff room 2' }));
  const steps = within(await screen.findByRole('list', { name: 'What happened' }));
  await steps.findByText('Listening for an answer…');
  clinic.happen({ kind: 'devices' }, (record) => {
    const at = new Date().toISOString();
    record.devices = [cuff({ identity: 'BM58 practice', state: 'live', heardAt: at, lastReadingAt: at })];
  });
  await steps.findByText('A reading came');
  expect(steps.getByText('COM3 is open')).toBeDefined();
  expect(steps.getByText('It says it is BM58 practice')).toBeDefined();
  expect(screen.getByText('The device works.')).toBeDefined();
});

test('forgetting says what goes and what stays, and is asked first', async () => {
  const device = cuff();
  const clinic = await openBench([device]);
  await userEvent.click(await screen.findByRole('button', { name: 'More for Cuff room 2' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Forget…', hidden: true }));
  await screen.findByText(/Filed readings stay/);
  await userEvent.click(screen.getByRole('button', { name: 'Forget' }));
  await waitFor(() => expect(clinic.asked).toContainEqual(['device.detach', { deviceId: device.deviceId }]));
});

test('what a device said is saved as a recording from its menu', async () => {
  const device = cuff();
  const clinic = await openBench([device]);
  await userEvent.click(await screen.findByRole('button', { name: 'More for Cuff room 2' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Export recording…', hidden: true }));
  await screen.findByText(/names no patient/);
  expect(clinic.asked).toContainEqual(['device.exportRecording', { deviceId: device.deviceId }]);
});

test.each([
  [{ outcome: 'no-measurement', reason: 'sensor-off', limit: null }, 'No finger in the sensor'],
  [{ outcome: 'out-of-range', reason: 'high', limit: { value: 600, unit: 'mg/dL' } }, 'HI: above 600 mg/dL'],
  [{ outcome: 'refused', reason: 'control-solution', limit: null }, 'Control solution, not blood'],
  [
    { outcome: 'no-measurement', reason: 'never-seen', limit: null },
    'No value; the device’s word is never-seen',
  ],
] as const)('what a device says instead of a value is told in words: %o', async (notice, words) => {
  await openBench([cuff({ state: 'live', notice: { ...notice, at: NOW } })]);
  const card = within(await screen.findByRole('article', { name: 'Cuff room 2' }));
  expect(card.getByText(words)).toBeDefined();
  expect(card.queryByRole('alert')).toBeNull();
});
