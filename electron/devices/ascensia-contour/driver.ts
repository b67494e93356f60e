import { bytesToHex, type DeviceDriver } from '../driver.ts';
import { outcomesOfRecording } from './answer.ts';
import { CONTROL } from './link.ts';
import { contentOf, HEAD_BYTES } from './report.ts';
import { ContourSession } from './session.ts';

const VENDOR_ID = 0x1a79;
/** Contour USB, Next USB, Next, Next Link (three), Next One / Plus One, the newer Next. 7950 Plus Blue is not confirmed. */
const PRODUCT_IDS = [0x6002, 0x7410, 0x7350, 0x6200, 0x6300, 0x6210, 0x7800, 0x7900];

/** What we write, in the page's words. */
const NAMES: Readonly<Record<number, string>> = {
  [CONTROL.endOfTransmission]: 'EOT',
  [CONTROL.acknowledge]: 'ACK',
  [CONTROL.notAcknowledge]: 'NAK',
};

/**
 * Bayer / Ascensia Contour USB and Contour Next meters: capillary glucose in mg/dL or mmol/L, as each result says.
 * Source: Bayer "Blood Glucose Meter Computer Interface Specification" rev C (2006) over ASTM E1381 and E1394; the open
 * readers glucometerutils and tidepool uploader.
 */
export const ascensiaContour: DeviceDriver = {
  id: 'ascensia-contour',
  protocol: 'ascensia-contour',
  label: 'Ascensia / Bayer Contour USB, Contour Next',
  transport: 'hid',
  settings: { hasReportIds: false },
  candidates: PRODUCT_IDS.map((productId) => ({ vendorId: VENDOR_ID, productId })),
  measures: ['glucose'],
  manner: 'asked',
  silenceMs: null,
  stability: null,
  probeMs: 6000,
  hasLiveTime: false,
  hasMemory: true,
  converse: (wanted = 'latest', learnt = {}) => new ContourSession(wanted, learnt),
  decodeAnswer: outcomesOfRecording,
  nameOfCommand: (sent) => NAMES[payloadOf(sent)[0] ?? 0] ?? null,
  otherNamesOfCommand(sent) {
    const payload = payloadOf(sent);
    return [bytesToHex(payload), bytesToHex(sent.subarray(0, HEAD_BYTES + payload.length))];
  },
};

function payloadOf(report: Uint8Array): Uint8Array {
  const content = contentOf(report);
  return 'payload' in content ? content.payload : new Uint8Array();
}
