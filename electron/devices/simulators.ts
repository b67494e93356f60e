import { simulateContour } from './ascensia-contour/simulator.ts';
import { simulateBeurerHid } from './beurer-bm-hid/simulator.ts';
import { simulateBeurerSerial } from './beurer-bm-serial/simulator.ts';
import { simulateContec, simulateContecFirmware7 } from './contec-cms50dplus/simulator.ts';
import { simulateMasimo } from './masimo-rad8-ascii1/simulator.ts';
import { simulateHealthometer } from './healthometer-esc/simulator.ts';
import { simulateHidPosScale } from './hid-pos-scale/simulator.ts';
import { simulateNonin } from './nonin-df2/simulator.ts';
import { simulateOmron } from './omron-hem790it/simulator.ts';
import { simulateTemper } from './temper-hid/simulator.ts';
import { simulateUltraMini } from './onetouch-ultramini/simulator.ts';
import { simulateUltra2 } from './onetouch-ultra2/simulator.ts';
import type { SimulatedDevice } from './simulated-device.ts';
import { simulateTaidocHid, simulateTaidocSerial } from './taidoc-51/simulator.ts';

/** An invented device for each driver id, with invented values; a new device is a folder and a line here. */
export const SIMULATORS: Readonly<Record<string, () => SimulatedDevice>> = {
  'nonin-df2': simulateNonin,
  'beurer-bm-serial': simulateBeurerSerial,
  'beurer-bm-hid': simulateBeurerHid,
  'omron-hem790it': simulateOmron,
  'contec-cms50dplus': simulateContec,
  'contec-cms50dplus-fw7': simulateContecFirmware7,
  'masimo-rad8-ascii1': simulateMasimo,
  'ascensia-contour': simulateContour,
  'taidoc-51-serial': simulateTaidocSerial,
  'taidoc-51-hid': simulateTaidocHid,
  'hid-pos-scale': simulateHidPosScale,
  'healthometer-esc': simulateHealthometer,
  'temper-hid': simulateTemper,
  'onetouch-ultra2': simulateUltra2,
  'onetouch-ultramini': simulateUltraMini,
};
