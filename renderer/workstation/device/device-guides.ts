import type { deviceGuideWords } from './device-guide.words.ts';

type GuideWord = keyof (typeof deviceGuideWords)['en'];
export type DrawingName =
  Extract<GuideWord, `drawing.${string}`> extends `drawing.${infer Name}` ? Name : never;
type GuideStep = Exclude<GuideWord, `drawing.${string}` | `title${string}` | 'steps' | 'none'>;

export interface DeviceGuide {
  readonly drawing: DrawingName;
  readonly steps: readonly GuideStep[];
}

const CUFF_STEPS = ['measure-first', 'usb-cable', 'beurer-mem', 'newest-comes'] as const;

/** By driver id; the facts are those of the drivers' READMEs. */
const GUIDES: Readonly<Record<string, DeviceGuide>> = {
  'nonin-df2': {
    drawing: 'finger-oximeter',
    steps: ['usb-cable', 'nonin-format', 'finger-on', 'keep-still'],
  },
  'contec-cms50dplus': {
    drawing: 'finger-oximeter',
    steps: ['usb-cable', 'switch-on', 'finger-on', 'keep-still', 'contec-firmware'],
  },
  'contec-cms50dplus-fw7': {
    drawing: 'finger-oximeter',
    steps: ['usb-cable', 'switch-on', 'finger-on', 'keep-still', 'contec-firmware'],
  },
  'masimo-rad8-ascii1': {
    drawing: 'bedside-oximeter',
    steps: ['serial-cable', 'switch-on', 'masimo-ascii', 'finger-on', 'keep-still'],
  },
  'beurer-bm-serial': { drawing: 'cuff', steps: CUFF_STEPS },
  'beurer-bm-hid': { drawing: 'cuff', steps: CUFF_STEPS },
  'omron-hem790it': {
    drawing: 'cuff',
    steps: ['measure-first', 'usb-cable', 'switch-on', 'omron-awake', 'omron-bank'],
  },
  'ascensia-contour': {
    drawing: 'meter',
    steps: ['measure-first', 'usb-cable', 'newest-comes', 'contour-long'],
  },
  'onetouch-ultra2': {
    drawing: 'meter',
    steps: ['measure-first', 'ultra2-strip', 'jack-cable', 'newest-comes', 'ultra2-again'],
  },
  'onetouch-ultramini': { drawing: 'meter', steps: ['measure-first', 'jack-cable', 'newest-comes'] },
  'taidoc-51-serial': {
    drawing: 'meter',
    steps: ['measure-first', 'serial-cable', 'newest-comes', 'taidoc-models'],
  },
  'taidoc-51-hid': {
    drawing: 'meter',
    steps: ['measure-first', 'usb-cable', 'newest-comes', 'taidoc-models'],
  },
  'hid-pos-scale': { drawing: 'scale', steps: ['usb-cable', 'scale-zero', 'scale-stand', 'scale-sleep'] },
  'healthometer-esc': {
    drawing: 'physician-scale',
    steps: ['serial-cable', 'switch-on', 'scale-hold', 'scale-id'],
  },
  'temper-hid': { drawing: 'room-thermometer', steps: ['usb-cable', 'room-place', 'room-only'] },
};

/** Null for a driver that nobody has written a guide for. */
export function guideOf(driverId: string): DeviceGuide | null {
  return GUIDES[driverId] ?? null;
}
