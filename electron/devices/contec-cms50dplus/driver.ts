import type { Conversation, DeviceDriver, DeviceMatch } from '../driver.ts';
import { serial8N1 } from '../serial-settings.ts';
import { OXIMETER_STABILITY } from '../stability.ts';
import { nameOfContecCommand } from './commands.ts';
import type { FirmwaresHeard } from './decoder.ts';
import { LiveStream } from './live-stream.ts';
import { MemoryDownload } from './memory-download.ts';

const FIRMWARE_4: FirmwaresHeard = { firmware4: true, firmware7: false };
const FIRMWARE_7: FirmwaresHeard = { firmware4: false, firmware7: true };
const EITHER: FirmwaresHeard = { firmware4: true, firmware7: true };

/** 120 frames that did not come: the unit is off, or its cable is out. */
const SILENCE_MS = 2000;

/** The bridge in the cable; many other devices have it. */
const CABLE: DeviceMatch = { vendorId: 0x10c4, productId: 0xea60 };

/**
 * Contec CMS50D+ / CMS50E with firmware 4.x: SpO2 in %, pulse in /min, as a stream; and its memory, which has no dates.
 * Flow control stays off, because 0x11 and 0x13 are values.
 * A recording of either firmware may be fed to it: the bit patterns of their frames cannot be taken for each other.
 * Source: the open readers atbrask/CMS50Dplus and MarkMLl/Contec_cms50dplus, articles on atbrask.dk and tranzoa.net.
 */
export const contecCms50dplus: DeviceDriver = {
  id: 'contec-cms50dplus',
  protocol: 'contec-cms50dplus',
  label: 'Contec CMS50D+ / CMS50E (firmware 4)',
  transport: 'serial',
  settings: { ...serial8N1(19_200), parity: 'odd' },
  candidates: [CABLE],
  measures: ['spo2', 'pulse'],
  manner: 'stream',
  silenceMs: SILENCE_MS,
  stability: OXIMETER_STABILITY,
  probeMs: 3000,
  // There is no checksum: half a second of whole frames is no chance.
  framesToRecognise: 30,
  hasLiveTime: false,
  // Its memory can be read and has no dates: nothing of it can be filed, so that it is not offered for import.
  hasMemory: false,
  converse(wanted, learnt) {
    const heard = heardOf(learnt?.firmware) ?? EITHER;
    return wanted === 'all' && heard.firmware4 ? new MemoryDownload() : liveStream(heard);
  },
  nameOfCommand: nameOfContecCommand,
};

/**
 * The same models with firmware 7: another speed, frames of nine bytes, and a stream that has to be started.
 * Source: the open readers timegrid/CMS50Dplus7 and tobac/cms50ew.
 */
export const contecCms50dplusFirmware7: DeviceDriver = {
  ...contecCms50dplus,
  id: 'contec-cms50dplus-fw7',
  label: 'Contec CMS50D+ / CMS50E (firmware 7)',
  settings: serial8N1(115_200),
  converse: (_wanted, learnt) => liveStream(heardOf(learnt?.firmware) ?? FIRMWARE_7),
};

function liveStream(heard: FirmwaresHeard): Conversation {
  return new LiveStream(heard, { hasToBeStarted: heard === FIRMWARE_7 });
}

/** Which frames a firmware such as `4`, `4.6` or `V7.1` sends; null for one that is not known. */
function heardOf(firmware: string | undefined): FirmwaresHeard | null {
  const major = firmware?.match(/\d+/)?.[0];
  if (major === '4') return FIRMWARE_4;
  return major === '7' ? FIRMWARE_7 : null;
}
