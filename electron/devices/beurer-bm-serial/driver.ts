import { outcomesOfAnswers } from '../beurer-bm/recorded-answer.ts';
import { BeurerSession } from '../beurer-bm/session.ts';
import { concatBytes, type DeviceDriver } from '../driver.ts';
import { serial8N1 } from '../serial-settings.ts';
import { answersOfRecording, SERIAL_EDITION } from './edition.ts';

/**
 * Beurer BM 55 / BM 58 / BM 65, serial edition: blood pressure in mm[Hg], pulse in /min, asked for by handshake.
 * The USB id 067B:2303 is that of a cable; only the handshake names the monitor.
 * Source: the open readers babo/bm58 and roose242/bmdump, articles on atbrask.dk and muling.lu.
 */
export const beurerBmSerial: DeviceDriver = {
  id: 'beurer-bm-serial',
  protocol: 'beurer-bm',
  label: 'Beurer BM 55 / BM 58 / BM 65 (serial)',
  transport: 'serial',
  settings: serial8N1(4800),
  candidates: [{ vendorId: 0x067b, productId: 0x2303 }],
  measures: ['systolic', 'diastolic', 'pulse'],
  manner: 'asked',
  silenceMs: null,
  stability: null,
  probeMs: 3000,
  hasLiveTime: false,
  hasMemory: true,
  converse: (wanted = 'latest') => new BeurerSession(SERIAL_EDITION, wanted),
  decodeAnswer: ({ command, pieces }) =>
    outcomesOfAnswers(SERIAL_EDITION, command, answersOfRecording([...concatBytes(pieces)])),
};
