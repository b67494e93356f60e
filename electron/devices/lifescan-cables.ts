import type { DeviceMatch } from './driver.ts';

/** The bridges in the jack cables of LifeScan's meters (PL2303, FTDI, CH340); one cable fits several meters, and others' too. */
export const LIFESCAN_CABLES: readonly DeviceMatch[] = [
  { vendorId: 0x067b, productId: 0x2303 },
  { vendorId: 0x0403, productId: 0x6001 },
  { vendorId: 0x1a86, productId: 0x7523 },
];
