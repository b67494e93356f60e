import type { DeviceDriver } from '../driver.ts';
import { nameOfCommand, otherNamesOfCommand } from './command.ts';
import { outcomesOfRecording } from './recorded-answer.ts';
import { OmronSession } from './session.ts';

/**
 * Omron HEM-790IT / HEM-7080IT: blood pressure in mm[Hg], pulse in /min, out of the monitor's memory.
 * The USB id 0590:0028 is also that of pedometers and of another family; only the version text names the monitor.
 * Source: openyou/libomron, its protocol notes, headers and USB captures of a HEM-790IT.
 */
export const omronHem790it: DeviceDriver = {
  id: 'omron-hem790it',
  protocol: 'omron-hem790it',
  label: 'Omron HEM-790IT / HEM-7080IT',
  transport: 'hid',
  settings: { hasReportIds: false },
  candidates: [{ vendorId: 0x0590, productId: 0x0028 }],
  measures: ['systolic', 'diastolic', 'pulse'],
  manner: 'asked',
  silenceMs: null,
  stability: null,
  // Ten times clearing with half a second each, and the version.
  probeMs: 7000,
  hasLiveTime: false,
  hasMemory: true,
  converse: (wanted = 'latest') => new OmronSession(wanted),
  decodeAnswer: outcomesOfRecording,
  nameOfCommand,
  otherNamesOfCommand,
};
