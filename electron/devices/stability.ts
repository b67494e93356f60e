import type { StabilityRule } from './driver.ts';

/**
 * An oximeter: 10 s without a flag, SpO2 within 2 % points.
 *
 * Reason: an oximeter averages over 4 to 8 beats and settles for several seconds after the finger went in; 10 s is past
 * that at 40 beats a minute and still what a nurse waits for. 2 points are the accuracy makers give for their sensors.
 */
export const OXIMETER_STABILITY: StabilityRule = { forMs: 10_000, measure: 'spo2', maxSpread: 2 };

/**
 * A scale: the same weight for 1 s.
 *
 * Reason: a scale says "stable" between two steps as well; a second of one value is somebody who stands still.
 */
export const SCALE_STABILITY: StabilityRule = { forMs: 1000, measure: 'weight', maxSpread: 0 };
