import { outcomesOfAnswers } from '../beurer-bm/recorded-answer.ts';
import { BeurerSession } from '../beurer-bm/session.ts';
import type { DeviceDriver } from '../driver.ts';
import { reportsOfRecording } from '../eight-byte-reports.ts';
import { HID_EDITION, nameOfCommand } from './edition.ts';

/**
 * Beurer BM 55 / BM 58 / BM 65, HID edition: blood pressure in mm[Hg], pulse in /min, asked for by handshake.
 * Source: the open readers babo/bm58 and roose242/bmdump, articles on atbrask.dk and muling.lu.
 */
export const beurerBmHid: DeviceDriver = {
  id: 'beurer-bm-hid',
  protocol: 'beurer-bm',
  label: 'Beurer BM 55 / BM 58 / BM 65 (USB HID)',
  transport: 'hid',
  settings: { hasReportIds: false },
  candidates: [{ vendorId: 0x0c45, productId: 0x7406 }],
  measures: ['systolic', 'diastolic', 'pulse'],
  manner: 'asked',
  silenceMs: null,
  stability: null,
  probeMs: 3000,
  hasLiveTime: false,
  hasMemory: true,
  converse: (wanted = 'latest') => new BeurerSession(HID_EDITION, wanted),
  decodeAnswer: ({ command, pieces }) =>
    outcomesOfAnswers(
      HID_EDITION,
      command,
      reportsOfRecording(pieces).map((report) => [...report]),
    ),
  nameOfCommand,
};
