import { EventEmitter } from 'node:events';
import type * as NodeHid from 'node-hid';
import { expect, test } from 'vitest';
import { createHidTransport } from '../../../electron/devices/transport-hid.ts';

const SCALE = {
  path: '/dev/hidraw0',
  vendorId: 0x0922,
  productId: 0x8003,
  product: 'Practice scale',
  serialNumber: 'S1',
  usagePage: 0x8d,
};
const KEYBOARD = { path: '/dev/hidraw1', vendorId: 1, productId: 2, product: 'Keyboard', usagePage: 0x01 };

class FakeHid extends EventEmitter {
  readonly written: number[][] = [];
  closings = 0;
  isGone = false;
  close(): Promise<void> {
    this.closings += 1;
    return Promise.resolve();
  }
  write(values: number[]): Promise<number> {
    this.written.push(values);
    return this.isGone
      ? Promise.reject(new Error('Cannot write to hid device'))
      : Promise.resolve(values.length);
  }
}

function openFake() {
  const device = new FakeHid();
  const addon = {
    devicesAsync: () => Promise.resolve([SCALE, KEYBOARD]),
    HIDAsync: { open: () => Promise.resolve(device) },
  };
  const transport = createHidTransport(() => Promise.resolve(addon as unknown as typeof NodeHid)); // the transport calls these two only
  const heard: number[][] = [];
  const losses: string[] = [];
  const open = (path: string) =>
    transport.open(path, null, {
      onBytes: (report) => void heard.push([...report]),
      onLost: () => void losses.push('lost'),
    });
  return { transport, device, heard, losses, open };
}

test('lists medical hardware and leaves keyboards alone', async () => {
  const { transport } = openFake();
  expect(await transport.list()).toEqual([
    { path: 'hid:/dev/hidraw0', label: 'Practice scale 0922:8003', transport: 'hid' },
  ]);
  expect(await transport.identify('hid:/dev/hidraw0')).toBe('Practice scale 0922:8003 S1');
});

test('gives each report as it came and writes reports', async () => {
  const { device, heard, open } = openFake();
  const port = await open('hid:/dev/hidraw0');
  if (!port.ok) throw new Error(port.error.code);
  device.emit('data', Buffer.from([3, 4, 11]));
  port.value.write(Uint8Array.of(1, 2));
  expect(heard).toEqual([[3, 4, 11]]);
  expect(device.written).toEqual([[1, 2]]);
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
