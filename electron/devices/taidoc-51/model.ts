import type { FrameData } from './frame.ts';

/** How a value record is to be read. */
export type TaidocKind = 'glucose' | 'thermometer' | 'blood-pressure' | 'oximeter';

/**
 * The models whose records are known, each of one kind. A unit that measures several things marks its records in ways
 * nobody has captured, so that a model which is not here is never read as one that is.
 */
const KIND_BY_MODEL: Readonly<Record<string, TaidocKind>> = {
  1241: 'thermometer',
  1261: 'thermometer',
  1035: 'thermometer',
  IR40: 'thermometer',
  IR42: 'thermometer',
  3128: 'blood-pressure',
  3140: 'blood-pressure',
  P30: 'blood-pressure',
  D40: 'blood-pressure',
  8201: 'oximeter',
  8255: 'oximeter',
};
const GLUCOSE_MODEL = /^4[12]\d\d$/;

/** The model as it is printed on the unit: d1 d0 as binary coded decimal, `77 42` is 4277. */
export function modelOf([low, high]: FrameData): string {
  return [high, low].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Null for a model that is not known. Takes `TD-4277` as `4277`. */
export function kindOfModel(model: string): TaidocKind | null {
  const name = model.trim().toUpperCase().replace(/^TD-?/, '');
  if (GLUCOSE_MODEL.test(name)) return 'glucose';
  return KIND_BY_MODEL[name] ?? null;
}
