import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { noninDf2 } from '../../../electron/devices/nonin-df2/driver.ts';
import { DRIVERS } from '../../../electron/devices/drivers.ts';
import { createSerialTransport, type SerialBinding } from '../../../electron/devices/transport-serial.ts';
import { until } from '../../support/soon.ts';

const NOBODY = { onBytes: () => undefined, onLost: () => undefined };
const PORTS = [
  { path: 'COM3', manufacturer: 'Prolific', serialNumber: 'A1' },
  { path: '/dev/ttyS0', manufacturer: undefined, serialNumber: undefined },
];

/** A binding that opens nothing: it notes what it was asked and fails with the system's words. */
function refusingBinding(message: string): { readonly binding: SerialBinding; readonly asked: object[] } {
  const asked: object[] = [];
  const binding = {
    list: () => Promise.resolve(PORTS),
    open(options: object) {
      asked.push(options);
      return Promise.reject(new Error(message));
    },
  };
  return { binding: binding as unknown as SerialBinding, asked }; // the transport calls these two only
}

describe('what the system says when a port does not open', () => {
  test.each([
    ['Error: No such file or directory, cannot open /dev/ttyUSB0', 'port-absent'],
    ['Opening COM3: File not found', 'port-absent'],
    ['Error: Resource temporarily unavailable Cannot lock port', 'port-busy'],
    ['Error: Device or resource busy, cannot open /dev/ttyUSB0', 'port-busy'],
    ['Opening COM3: Access denied', 'port-busy'],
    ['Error: Permission denied, cannot open /dev/ttyUSB0', 'port-forbidden'],
    ['Error: Operation not permitted, cannot open /dev/tty.usbserial', 'port-forbidden'],
    ['Error: Resource busy, cannot open /dev/tty.usbserial', 'port-busy'],
    ['Opening COM3: Unknown error code 31', 'port-refused'],
    ['No native build was found for platform=linux arch=x64', 'addon-missing'],
    ["Cannot find module '@serialport/bindings-cpp'", 'addon-missing'],
    ['Error: Inappropriate ioctl for device setting custom baud rate', 'port-refused'],
    ['something nobody foresaw', 'port-refused'],
  ])('%s', async (message, code) => {
    const { binding } = refusingBinding(message);
    const transport = createSerialTransport({ extraPaths: [], binding });
    expect(await transport.open('COM3', noninDf2.settings, NOBODY)).toEqual({
      ok: false,
      error: { code, detail: message },
    });
  });
});

test.each(
  DRIVERS.filter(({ transport }) => transport === 'serial').map((driver) => [driver.id, driver] as const),
)('the port of %s is asked for with the settings of its page and nothing else', async (_id, driver) => {
  const { binding, asked } = refusingBinding('no');
  await createSerialTransport({ extraPaths: [], binding }).open('COM3', driver.settings, NOBODY);
  expect(asked).toMatchObject([{ path: 'COM3', ...driver.settings }]);
});

/** A binding whose port opens and hears nothing; each write ends as the test says. */
function writingBinding(write: () => Promise<void>): SerialBinding {
  const port = {
    isOpen: true,
    read: () => new Promise(() => undefined),
    write,
    close: () => Promise.resolve(),
  };
  const binding = { open: () => Promise.resolve(port) };
  return binding as unknown as SerialBinding; // the transport calls nothing else of it
}

test('a write that fails is a lost port, told once, although no hang-up was ever seen', async () => {
  const binding = writingBinding(() => Promise.reject(new Error('EIO: i/o error, write')));
  let lost = 0;
  const opened = await createSerialTransport({ extraPaths: [], binding }).open('COM3', noninDf2.settings, {
    onBytes: () => undefined,
    onLost: () => (lost += 1),
  });
  if (!opened.ok) throw new Error(opened.error.code);
  expect(lost).toBe(0);
  opened.value.write(Uint8Array.of(0xaa));
  opened.value.write(Uint8Array.of(0xa2));
  await until(() => expect(lost).toBe(1));
  await opened.value.close();
  opened.value.write(Uint8Array.of(0xa3));
  await turn();
  expect(lost).toBe(1);
});

test('a port is closed when its last write is through, whose descriptor would else be gone', async () => {
  const through = Promise.withResolvers<void>();
  const binding = writingBinding(() => through.promise);
  const opened = await createSerialTransport({ extraPaths: [], binding }).open(
    'COM3',
    noninDf2.settings,
    NOBODY,
  );
  if (!opened.ok) throw new Error(opened.error.code);
  opened.value.write(Uint8Array.of(0xaa));
  let isClosed = false;
  const closing = opened.value.close().then(() => (isClosed = true));
  await turn();
  expect(isClosed).toBe(false);
  through.resolve();
  await closing;
  expect(isClosed).toBe(true);
});

test('a port is named by its maker and serial number, which are also its identity', async () => {
  const { binding } = refusingBinding('no');
  const transport = createSerialTransport({ extraPaths: ['COM3', '/tmp/practice-port'], binding });
  expect(await transport.list()).toEqual([
    { path: 'COM3', label: 'COM3 (Prolific A1)', transport: 'serial', usb: {}, serialNumber: 'A1' },
    { path: '/dev/ttyS0', label: '/dev/ttyS0', transport: 'serial', usb: {} },
    { path: '/tmp/practice-port', label: '/tmp/practice-port', transport: 'serial', usb: {} },
  ]);
  expect(await transport.identify('COM3')).toBe('Prolific A1');
  expect(await transport.identify('/dev/ttyS0')).toBeNull();
});

test('a machine that cannot list its ports still offers the named ones', async () => {
  const binding = { list: () => Promise.reject(new Error('udevadm ENOENT')) } as unknown as SerialBinding; // only list is called
  const transport = createSerialTransport({ extraPaths: ['/tmp/practice-port'], binding });
  expect(await transport.list()).toEqual([
    { path: '/tmp/practice-port', label: '/tmp/practice-port', transport: 'serial', usb: {} },
  ]);
});

test('paths of other transports are left to them', () => {
  const transport = createSerialTransport({ extraPaths: [] });
  expect(['COM3', '/dev/ttyUSB0', 'practice:cuff', 'hid:/dev/hidraw0'].map(transport.owns)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
