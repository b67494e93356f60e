import { expect, test } from 'vitest';
import { udevRuleOf } from '../../../domain/device/udev-rule.ts';

test('the rule names the device by its USB ids in four hex digits, and gives it to whoever sits there', () => {
  expect(udevRuleOf('hid', { vendorId: 0x0590, productId: 0x28 })).toBe(
    'SUBSYSTEM=="hidraw", ATTRS{idVendor}=="0590", ATTRS{idProduct}=="0028", TAG+="uaccess"',
  );
  expect(udevRuleOf('serial', { vendorId: 0x10c4, productId: 0xea60 })).toContain('SUBSYSTEM=="tty"');
});
