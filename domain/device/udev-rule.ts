/**
 * The line for /etc/udev/rules.d/ that lets the person at the desk open a device on Linux: hidraw for HID, and the adapter
 * of a serial one. `uaccess` gives it to whoever sits at the seat (systemd logind), so no group has to be made.
 * Ids are USB's, 16 bits each. Source: udev(7), systemd "sd-login" seats.
 */
export function udevRuleOf(
  transport: 'serial' | 'hid',
  { vendorId, productId }: { readonly vendorId: number; readonly productId: number },
): string {
  const subsystem = transport === 'hid' ? 'hidraw' : 'tty';
  const ids = `ATTRS{idVendor}=="${hexId(vendorId)}", ATTRS{idProduct}=="${hexId(productId)}"`;
  return `SUBSYSTEM=="${subsystem}", ${ids}, TAG+="uaccess"`;
}

function hexId(id: number): string {
  return id.toString(16).padStart(4, '0');
}
