import { readdir } from 'node:fs/promises';

/** Serial ports as serialport lists them, and HID devices. */
export const SERIAL_NODES = /^(tty(S|WCH|ACM|USB|AMA|MFD|O|XRUSB)|rfcomm)/;
export const HID_NODES = /^hidraw/;

/**
 * The names in /dev of one kind, as one text: a change of them is a change of the ports. Null where there is no such folder
 * to look at. Reading the folder costs a fraction of a millisecond; the list of serial ports starts a program (udevadm).
 */
export async function deviceNodes(kind: RegExp, folder = '/dev'): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  try {
    return (await readdir(folder))
      .filter((name) => kind.test(name))
      .toSorted()
      .join(' ');
  } catch {
    // No /dev, or it may not be read: nothing can be told from it.
    return null;
  }
}
