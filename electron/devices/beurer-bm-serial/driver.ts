import type { DeviceDriver } from '../driver.ts';
import { outcomesOfAnswer } from './answer.ts';
import { BeurerSession } from './session.ts';

/**
 * Beurer BM 55 / BM 58 / BM 65, serial edition: blood pressure in mm[Hg], pulse in /min, asked for by handshake.
 * The USB id 067B:2303 is that of a cable; only the handshake names the monitor.
 * Source: the open readers babo/bm58 and roose242/bmdump, articles on atbrask.dk and muling.lu.
 */
export const beurerBmSerial: DeviceDriver = {
  id: 'beurer-bm-serial',
  label: 'Beurer BM 55 / BM 58 / BM 65 (serial)',
  transport: 'serial',
  settings: {
    baudRate: 4800,
    dataBits: 8,
    stopBits: 1,
    parity: 'none',
    rtscts: false,
    xon: false,
    xoff: false,
  },
  measures: ['systolic', 'diastolic', 'pulse'],
  manner: 'asked',
  silenceMs: null,
  converse: (wanted = 'latest') => new BeurerSession(wanted),
  decodeAnswer: outcomesOfAnswer,
};
