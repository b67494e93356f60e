import { ascensiaContour } from './ascensia-contour/driver.ts';
import { beurerBmHid } from './beurer-bm-hid/driver.ts';
import { beurerBmSerial } from './beurer-bm-serial/driver.ts';
import { contecCms50dplus, contecCms50dplusFirmware7 } from './contec-cms50dplus/driver.ts';
import type { DeviceDriver } from './driver.ts';
import { healthometerEsc } from './healthometer-esc/driver.ts';
import { hidPosScale } from './hid-pos-scale/driver.ts';
import { masimoRad8Ascii1 } from './masimo-rad8-ascii1/driver.ts';
import { noninDf2 } from './nonin-df2/driver.ts';
import { omronHem790it } from './omron-hem790it/driver.ts';
import { taidoc51Hid, taidoc51Serial } from './taidoc-51/driver.ts';
import { temperHid } from './temper-hid/driver.ts';
import { onetouchUltraMini } from './onetouch-ultramini/driver.ts';
import { onetouchUltra2 } from './onetouch-ultra2/driver.ts';

/** Every driver of the product; a new device is a folder and a line here. */
export const DRIVERS: readonly DeviceDriver[] = [
  noninDf2,
  contecCms50dplus,
  contecCms50dplusFirmware7,
  masimoRad8Ascii1,
  beurerBmSerial,
  beurerBmHid,
  omronHem790it,
  ascensiaContour,
  taidoc51Serial,
  taidoc51Hid,
  hidPosScale,
  healthometerEsc,
  temperHid,
  onetouchUltra2,
  onetouchUltraMini,
];

/** The drivers of a protocol, e.g. both editions of `beurer-bm`. */
export function driversSpeaking(protocol: string): readonly DeviceDriver[] {
  return DRIVERS.filter((driver) => driver.protocol === protocol);
}

/** The driver of an id; null for one that this version does not have. */
export function driverOf(driverId: string): DeviceDriver | null {
  return DRIVERS.find(({ id }) => id === driverId) ?? null;
}
