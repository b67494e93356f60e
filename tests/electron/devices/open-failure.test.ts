import { describe, expect, test } from 'vitest';
import { hidFailureOf, platformOf, serialFailureOf } from '../../../electron/devices/open-failure.ts';

describe('why a listed HID device did not open', () => {
  test.each([
    ['linux', "Failed to open a device with path '/dev/hidraw0': Permission denied", 'port-forbidden'],
    ['linux', 'cannot open device with path /dev/hidraw0', 'port-forbidden'],
    ['linux', 'cannot open device with path /dev/hidraw0: No such file or directory', 'port-absent'],
    ['linux', 'cannot open device with path /dev/hidraw0: Device or resource busy', 'port-busy'],
    ['darwin', 'hid_open_path: failed to open IOHIDDevice: (0xE00002E2) not permitted', 'port-forbidden'],
    ['darwin', 'hid_open_path: failed: (0xE00002C5) exclusive access and device already open', 'port-busy'],
    ['win32', 'open_device: CreateFile failed (0x00000005) Access is denied.', 'port-forbidden'],
    ['win32', 'The process cannot access the file because it is being used by another process.', 'port-busy'],
    ['win32', 'something nobody foresaw', 'port-refused'],
    ['darwin', 'No native build was found for platform=darwin', 'addon-missing'],
  ] as const)('%s: %s', (platform, message, code) => {
    expect(hidFailureOf(new Error(message), platform)).toEqual({ code, detail: message });
  });
});

test('an addon that was built for another runtime is missing, by its message or its code', () => {
  const unloaded = Object.assign(new Error('The module was not loaded'), { code: 'ERR_DLOPEN_FAILED' });
  expect(serialFailureOf(unloaded)).toEqual({
    code: 'addon-missing',
    detail: 'The module was not loaded (ERR_DLOPEN_FAILED)',
  });
});

test('the system’s words are kept short, and a thrown text is kept as it is', () => {
  expect(serialFailureOf('x'.repeat(1000)).detail).toHaveLength(300);
});

test('an unknown system is read as Linux', () => {
  expect(['win32', 'darwin', 'freebsd'].map(platformOf)).toEqual(['win32', 'darwin', 'linux']);
});
