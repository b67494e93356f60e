import { isSameBytes, type DeviceDriver } from '../driver.ts';
import { serial8N1 } from '../serial-settings.ts';
import { EscSession, REQUEST } from './session.ts';

/**
 * Health o meter Professional and Rice Lake physician scales, "ESC" protocol: weight in kg or pounds, height in cm or
 * inches. Source: operator's manuals of the Health o meter Pro Plus 1100KL and the Rice Lake 140-10-7, 150-10-6, 160-10-7N.
 *
 * A stream, although it can be asked: packets come when a person holds or prints a weight, so the port is always listened
 * to, and each packet is final (no `stability`). The one request of a conversation goes out when the port opens, and anew
 * when a person asks for a reading. The bridge's USB id is not documented.
 */
export const healthometerEsc: DeviceDriver = {
  id: 'healthometer-esc',
  protocol: 'healthometer-esc',
  label: 'Health o meter Professional / Rice Lake physician scale',
  transport: 'serial',
  settings: serial8N1(9600),
  candidates: [],
  measures: ['weight', 'height'],
  manner: 'stream',
  // It is silent between two weighings.
  silenceMs: null,
  stability: null,
  probeMs: 1000,
  hasLiveTime: false,
  hasMemory: false,
  converse: () => new EscSession(),
  nameOfCommand: (sent) => (isSameBytes(sent, REQUEST) ? 'ESC R ESC E' : null),
};
