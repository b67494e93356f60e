import { describe, expect, test } from 'vitest';
import { isMatch, probePlan } from '../../../electron/devices/probe-plan.ts';
import { byteStream, madeDriver } from '../../support/made-driver.ts';

const CABLE = { vendorId: 0x067b, productId: 0x2303 };
const FAST = { ...madeDriver('x').settings, baudRate: 19_200 };
const cuff = madeDriver('cuff', { candidates: [CABLE] });
const meter = madeDriver('meter');
const checked = byteStream('checked', []);
const pattern = byteStream('pattern', [], { framesToRecognise: 10 });
const fast = byteStream('fast', [], { settings: FAST });
const scale = madeDriver('scale', {
  transport: 'hid',
  settings: { hasReportIds: false },
  candidates: [{ usagePage: 0x8d }],
});
const ALL = [meter, pattern, scale, checked, fast, cuff];

const idsOf = (transport: 'serial' | 'hid' | 'practice', usb: object): string[][] =>
  probePlan({ transport, usb }, ALL).map((group) => group.map(({ id }) => id));

describe('which drivers are tried on a port', () => {
  test('a serial port with a known cable: its driver, then who only listens, then who asks; checksums first', () => {
    expect(idsOf('serial', CABLE)).toEqual([['cuff'], ['checked', 'pattern'], ['fast'], ['meter']]);
  });

  test('a serial port of which nothing is known: everybody', () => {
    expect(idsOf('serial', {})).toEqual([['checked', 'pattern'], ['fast'], ['meter'], ['cuff']]);
    expect(idsOf('practice', {})).toEqual(idsOf('serial', {}));
  });

  test('a HID device: whose ids match, and no other', () => {
    expect(idsOf('hid', { vendorId: 1, productId: 2, usagePage: 0x8d })).toEqual([['scale']]);
    expect(idsOf('hid', CABLE)).toEqual([]);
  });
});

test('every named part of a match must be so, and a match that names nothing fits nothing', () => {
  const usb = { vendorId: 1, productId: 2, interfaceNumber: 1 };
  expect(isMatch(usb, { vendorId: 1 })).toBe(true);
  expect(isMatch(usb, { vendorId: 1, interfaceNumber: 0 })).toBe(false);
  expect(isMatch({ vendorId: 1 }, { vendorId: 1, usagePage: 3 })).toBe(false);
  expect(isMatch(usb, {})).toBe(false);
});
