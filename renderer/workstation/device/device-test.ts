import type { AttachedDevice } from '../../../domain/contract/ipc/device.ts';

export type TestStepName = 'port' | 'answer' | 'identity' | 'reading';

/**
 * One step of a test. `none`: it came to an end without the thing, and that is no fault: a device that says no name, a
 * sensor without a finger.
 */
export interface TestStep {
  readonly name: TestStepName;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'none';
}

export interface DeviceTest {
  readonly steps: readonly TestStep[];
  /** What stopped it; null = nothing. */
  readonly problem: AttachedDevice['problem'];
  readonly isOver: boolean;
}

/** How a test that asked the device at `startedAtMs` has gone so far; `isOverdue`: nothing more is waited for. */
export function testOf(device: AttachedDevice, startedAtMs: number, isOverdue: boolean): DeviceTest {
  const isSince = (at: string | null) => at !== null && Date.parse(at) >= startedAtMs;
  const { state, heardAt, problem } = device;
  const isPortOpen = state === 'waiting' || state === 'live';
  const isStanding = isSince(problem?.at ?? null) && (heardAt ?? '') <= (problem?.at ?? '');
  const stopping = state === 'failed' || (isPortOpen && isStanding) ? problem : null;
  const isHeard = isPortOpen && isSince(heardAt);
  const hasReading = isHeard && isSince(device.lastReadingAt);
  const wait = (isReached: boolean): TestStep['state'] => {
    if (!isReached) return stopping === null && !isOverdue ? 'waiting' : 'none';
    if (stopping !== null) return 'failed';
    return isOverdue ? 'none' : 'running';
  };
  const steps: TestStep[] = [
    { name: 'port', state: isPortOpen ? 'done' : wait(true) },
    { name: 'answer', state: isHeard ? 'done' : wait(isPortOpen) },
    { name: 'identity', state: isHeard ? (device.identity === null ? 'none' : 'done') : wait(false) },
    { name: 'reading', state: hasReading ? 'done' : wait(isHeard) },
  ];
  return { steps, problem: stopping, isOver: hasReading || stopping !== null || isOverdue };
}
