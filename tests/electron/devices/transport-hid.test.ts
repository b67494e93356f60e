import { EventEmitter } from 'node:events';
import type * as NodeHid from 'node-hid';
import { expect, test } from 'vitest';
import type { HidSettings } from '../../../electron/devices/driver.ts';
import { createHidTransport } from '../../../electron/devices/transport-hid.ts';

const SCALE = {
  path: '/dev/hidraw0',
  vendorId: 0x0922,
  productId: 0x8003,
  interface: 0,
  usage: 0x20,
  product: 'Practice scale',
  serialNumber: 'S1',
  usagePage: 0x8d,
};
const KEYBOARD = {
  path: '/dev/hidraw1',
  vendorId: 1,
  productId: 2,
  interface: 0,
  product: 'Keyboard',
  usagePage: 0x01,
};

class FakeHid extends EventEmitter {
  readonly written: (readonly [kind: 'output' | 'feature', report: number[]])[] = [];
  closings = 0;
  isGone = false;
  close(): Promise<void> {
    this.closings += 1;
    return Promise.resolve();
  }
  sendFeatureReport(values: number[]): Promise<number> {
    this.written.push(['feature', values]);
    return Promise.resolve(values.length);
  }
  write(values: number[]): Promise<number> {
    this.written.push(['output', values]);
    return this.isGone
      ? Promise.reject(new Error('Cannot write to hid device'))
      : Promise.resolve(values.length);
  }
}

function openFake(settings: HidSettings = { hasReportIds: false }) {
  const device = new FakeHid();
  const addon = {
    devicesAsync: () => Promise.resolve([SCALE, KEYBOARD]),
    HIDAsync: { open: () => Promise.resolve(device) },
  };
  const transport = createHidTransport(() => Promise.resolve(addon as unknown as typeof NodeHid)); // the transport calls these two only
  const heard: number[][] = [];
  const losses: string[] = [];
  const open = (path: string) =>
    transport.open(path, settings, {
      onBytes: (report) => void heard.push([...report]),
      onLost: () => void losses.push('lost'),
    });
  return { transport, device, heard, losses, open };
}

test('lists medical hardware and leaves keyboards alone', async () => {
  const { transport } = openFake();
  expect(await transport.list()).toEqual([
    {
      path: 'hid:/dev/hidraw0',
      label: 'Practice scale 0922:8003',
      serialNumber: 'S1',
      transport: 'hid',
      usb: { vendorId: 0x0922, productId: 0x8003, usagePage: 0x8d, usage: 0x20, interfaceNumber: 0 },
    },
  ]);
  expect(await transport.identify('hid:/dev/hidraw0')).toBe('Practice scale 0922:8003 S1');
});

test('gives each report as it came and writes reports', async () => {
  const { device, heard, open } = openFake();
  const port = await open('hid:/dev/hidraw0');
  if (!port.ok) throw new Error(port.error.code);
  device.emit('data', Buffer.from([3, 4, 11]));
  port.value.writeFeature(Uint8Array.of(7, 7));
  port.value.write(Uint8Array.of(1, 2));
  await new Promise((resolve) => setImmediate(resolve));
  expect(heard).toEqual([[3, 4, 11]]);
  expect(device.written).toEqual([
    ['feature', [0, 7, 7]],
    ['output', [0, 1, 2]],
  ]);
});

test('leaves the id to a device that numbers its reports', async () => {
  const { device, open } = openFake({ hasReportIds: true });
  const port = await open('hid:/dev/hidraw0');
  if (!port.ok) throw new Error(port.error.code);
  port.value.write(Uint8Array.of(1, 2));
  await new Promise((resolve) => setImmediate(resolve));
  expect(device.written).toEqual([['output', [1, 2]]]);
});

test('a device that is pulled out is lost once, however it is noticed', async () => {
  const { device, losses, open } = openFake();
  const port = await open('hid:/dev/hidraw0');
  if (!port.ok) throw new Error(port.error.code);
  device.isGone = true;
  port.value.write(Uint8Array.of(1));
  await new Promise((resolve) => setImmediate(resolve));
  device.emit('error', new Error('could not read from HID device'));
  expect(losses).toEqual(['lost']);
  expect(device.closings).toBe(1);
});

test('our own close is no loss', async () => {
  const { device, losses, open } = openFake();
  const port = await open('hid:/dev/hidraw0');
  if (!port.ok) throw new Error(port.error.code);
  await port.value.close();
  device.emit('error', new Error('closed'));
  expect(losses).toEqual([]);
});

test('what is not plugged in is absent, and a missing addon only refuses its ports', async () => {
  const { open } = openFake();
  expect(await open('hid:/dev/hidraw7')).toMatchObject({ ok: false, error: { code: 'port-absent' } });
  const broken = createHidTransport(() => Promise.reject(new Error('no addon')));
  expect(await broken.list()).toEqual([]);
});

test('the real addon answers without a device', async () => {
  expect(Array.isArray(await createHidTransport().list())).toBe(true);
});

test('an addon that does not load is told as that, not as a device that is away', async () => {
  const transport = createHidTransport(() => Promise.reject(new Error('No native build was found')));
  expect(
    await transport.open(
      'hid:/dev/hidraw0',
      { hasReportIds: false },
      { onBytes: () => undefined, onLost: () => undefined },
    ),
  ).toMatchObject({
    ok: false,
    error: { code: 'addon-missing' },
  });
});
