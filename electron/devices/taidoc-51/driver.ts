import { bytesToHex, concatBytes, type DeviceDriver } from '../driver.ts';
import { serial8N1 } from '../serial-settings.ts';
import { nameOf, outcomesOfAnswer } from './answer.ts';
import { dataOfRecording, dataOfReport, reportOf, UART_FEATURES } from './bridge.ts';
import { FRAME_BYTES } from './frame.ts';
import { TaidocSession, type TaidocWire } from './session.ts';

const SERIAL_WIRE: TaidocWire = { features: [], written: (frame) => frame, read: (came) => came };
const HID_WIRE: TaidocWire = { features: UART_FEATURES, written: reportOf, read: dataOfReport };

const TAIDOC = {
  protocol: 'taidoc-51',
  measures: ['glucose', 'body-temperature', 'systolic', 'diastolic', 'pulse', 'spo2'],
  manner: 'asked',
  silenceMs: null,
  stability: null,
  // An unanswered connect request and one unanswered try at the model.
  probeMs: 5000,
  hasLiveTime: false,
  hasMemory: true,
} as const satisfies Partial<DeviceDriver>;

/**
 * TaiDoc, FORA and GlucoRx devices over a CP210x cable: glucose in mg/dL, body temperature in Cel, pressures in mm[Hg],
 * pulse in /min, SpO2 in %. The USB id is that of a cable; only the model command names the device.
 * Source: the open readers glucometer-protocols (taidoc), glucometerutils, tidepool uploader, advmeds-bluetooth-lib.
 */
export const taidoc51Serial: DeviceDriver = {
  ...TAIDOC,
  id: 'taidoc-51-serial',
  label: 'TaiDoc / FORA / GlucoRx (serial)',
  transport: 'serial',
  settings: serial8N1(19_200),
  candidates: [{ vendorId: 0x10c4, productId: 0xea60 }],
  converse: (wanted = 'latest') => new TaidocSession(wanted, SERIAL_WIRE),
  decodeAnswer: ({ command, pieces, learnt }) => outcomesOfAnswer(command, concatBytes(pieces), learnt),
  nameOfCommand,
  otherNamesOfCommand,
};

/** The same devices behind a Silicon Labs CP2110 HID bridge, whose USB id many devices share. */
export const taidoc51Hid: DeviceDriver = {
  ...TAIDOC,
  id: 'taidoc-51-hid',
  label: 'TaiDoc / FORA / GlucoRx (USB)',
  transport: 'hid',
  settings: { hasReportIds: true },
  candidates: [{ vendorId: 0x10c4, productId: 0xea80 }],
  converse: (wanted = 'latest') => new TaidocSession(wanted, HID_WIRE),
  decodeAnswer: ({ command, pieces, learnt }) => outcomesOfAnswer(command, dataOfRecording(pieces), learnt),
  nameOfCommand: (sent) => nameOfCommand(sent.subarray(1)),
  otherNamesOfCommand: (sent) => otherNamesOfCommand(sent.subarray(1)),
};

function nameOfCommand(frame: Uint8Array): string | null {
  return frame.length === FRAME_BYTES ? nameOf(frame[1] ?? 0) : null;
}

/** A frame is also called with the number of its record, and by its bytes without the bridge's id. */
function otherNamesOfCommand(frame: Uint8Array): readonly string[] {
  const [, command = 0, low = 0, high = 0] = frame;
  if (frame.length !== FRAME_BYTES) return [];
  return [`${nameOf(command)} ${low + high * 0x100}`, bytesToHex(frame)];
}
