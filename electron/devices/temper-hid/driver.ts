import { bytesToHex, type DeviceDriver } from '../driver.ts';
import { COMMANDS, outcomesOfAnswer, type TemperCommand } from './answer.ts';
import { TemperSession } from './session.ts';

/** Interface 0 is a keyboard. */
const INTERFACE_NUMBER = 1;

/**
 * PCsensor TEMPer USB thermometers: temperature of the room or refrigerator in Cel, never of a body. The ids are shared with
 * other devices of the maker; the firmware text names the thermometer. Source: the open reader urwen/temper and its captures.
 */
export const temperHid: DeviceDriver = {
  id: 'temper-hid',
  protocol: 'temper-hid',
  label: 'PCsensor TEMPer (room temperature)',
  transport: 'hid',
  settings: { hasReportIds: false },
  candidates: [
    { vendorId: 0x0c45, productId: 0x7401, interfaceNumber: INTERFACE_NUMBER },
    { vendorId: 0x413d, productId: 0x2107, interfaceNumber: INTERFACE_NUMBER },
    { vendorId: 0x1a86, productId: 0xe025, interfaceNumber: INTERFACE_NUMBER },
    { vendorId: 0x3553, productId: 0xa001, interfaceNumber: INTERFACE_NUMBER },
  ],
  measures: ['ambient-temperature'],
  manner: 'asked',
  silenceMs: null,
  stability: null,
  // Ten short answers, each with its 200 ms of silence, and then some.
  probeMs: 3000,
  hasLiveTime: false,
  hasMemory: false,
  converse: (_wanted, learnt) => new TemperSession(learnt?.firmware),
  decodeAnswer: outcomesOfAnswer,
  nameOfCommand: (sent) => nameOf(bytesToHex(sent)),
};

function nameOf(sentHex: string): TemperCommand | null {
  if (sentHex === bytesToHex(COMMANDS.firmware)) return 'firmware';
  return sentHex === bytesToHex(COMMANDS.values) ? 'values' : null;
}
