import { QUIET_STEP, type Conversation, type DeviceDriver } from '../driver.ts';
import { SCALE_STABILITY } from '../stability.ts';
import { ScaleReader } from './reader.ts';
import { reportsInRecording } from './recorded-reports.ts';

/**
 * Scales of the USB HID class "point of sale" (DYMO, Stamps.com, Fairbanks): weight, in the unit the scale is set to.
 * Source: USB-IF HID Point of Sale Usage Tables 1.02. One way: the zero report (id 2) works on few models and is not sent.
 */
export const hidPosScale: DeviceDriver = {
  id: 'hid-pos-scale',
  protocol: 'hid-pos-scale',
  label: 'USB scale (DYMO, Stamps.com, Fairbanks)',
  transport: 'hid',
  settings: { hasReportIds: true },
  // The usage is what makes it a scale, whoever made it; ids are not asked.
  candidates: [{ usagePage: 0x8d, usage: 0x20 }],
  measures: ['weight'],
  manner: 'stream',
  // "Silence 3 s: the scale went to sleep."
  silenceMs: 3000,
  stability: SCALE_STABILITY,
  // Two reports a second at the least.
  probeMs: 1500,
  hasLiveTime: false,
  hasMemory: false,
  converse: createScaleConversation,
  decodeAnswer({ pieces }) {
    const reader = new ScaleReader();
    return reportsInRecording(pieces)
      .flatMap((report) => reader.read(report))
      .flatMap(({ outcomes }) => outcomes);
  },
};

function createScaleConversation(): Conversation {
  const reader = new ScaleReader();
  return {
    start: () => QUIET_STEP,
    receive: (report) => ({ ...QUIET_STEP, frames: reader.read(report) }),
    elapse: () => QUIET_STEP,
  };
}
