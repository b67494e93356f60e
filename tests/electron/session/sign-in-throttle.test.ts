import { expect, test } from 'vitest';
import { createSignInThrottle } from '../../../electron/session/sign-in-throttle.ts';

function throttleAt(startMs: number) {
  const clock = { ms: startMs, nowMs: () => clock.ms };
  return { clock, throttle: createSignInThrottle(clock) };
}

function failTimes(
  throttle: ReturnType<typeof createSignInThrottle>,
  username: string,
  times: number,
): number[] {
  return Array.from({ length: times }, () => throttle.noteFailure(username));
}

test('four wrong passwords cost nothing, the fifth begins a wait', () => {
  const { throttle } = throttleAt(1_000_000);
  expect(failTimes(throttle, 'owner', 4)).toEqual([4, 3, 2, 1]);
  expect(throttle.waitSeconds('owner')).toBe(0);
  expect(throttle.noteFailure('owner')).toBe(0);
  expect(throttle.waitSeconds('owner')).toBe(15);
});

test('each further one doubles the wait, which never passes five minutes', () => {
  const { clock, throttle } = throttleAt(1_000_000);
  failTimes(throttle, 'owner', 5);
  const waits = [];
  for (let n = 0; n < 7; n++) {
    clock.ms += throttle.waitSeconds('owner') * 1000;
    throttle.noteFailure('owner');
    waits.push(throttle.waitSeconds('owner'));
  }
  expect(waits).toEqual([30, 60, 120, 240, 300, 300, 300]);
  failTimes(throttle, 'owner', 5_000);
  expect(throttle.waitSeconds('owner')).toBe(300);
});

test('a wait of one name never makes another one wait', () => {
  const { throttle } = throttleAt(1_000_000);
  failTimes(throttle, 'nobody', 50);
  expect(throttle.waitSeconds('owner')).toBe(0);
});

test('the right password forgets the wrong ones', () => {
  const { throttle } = throttleAt(1_000_000);
  failTimes(throttle, 'owner', 4);
  throttle.noteSuccess('owner');
  expect(failTimes(throttle, 'owner', 4)).toEqual([4, 3, 2, 1]);
});

test('a clock set back by years does not lengthen a wait', () => {
  const { clock, throttle } = throttleAt(1_700_000_000_000);
  failTimes(throttle, 'owner', 5);
  clock.ms = 0;
  expect(throttle.waitSeconds('owner')).toBe(300);
});
