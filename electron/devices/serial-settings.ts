import type { SerialSettings } from './driver.ts';

/**
 * 8 data bits, no parity, 1 stop bit, no flow control of any kind: XON/XOFF would swallow 11 and 13, which are data or
 * commands of most devices.
 */
export function serial8N1(baudRate: number): SerialSettings {
  return {
    baudRate,
    dataBits: 8,
    stopBits: 1,
    parity: 'none',
    rtscts: false,
    xon: false,
    xoff: false,
  };
}
