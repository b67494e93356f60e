import { useEffect, useState } from 'react';
import type { AttachedDevice } from '../../../domain/contract/ipc/device.ts';
import { useDeviceActions } from './use-devices.ts';

/** A test that waits longer says what came so far: a stream needs a finger, a meter a measurement. */
const WAIT_MS = 20_000;

export interface RunningTest {
  /** Null: no test is open. */
  readonly startedAtMs: number | null;
  /** Whether the device was asked, and what is known of it is younger than that. */
  readonly isAsked: boolean;
  readonly isOverdue: boolean;
  readonly start: () => void;
  readonly close: () => void;
}

/** The test of one device: asks it once and waits for what comes. */
export function useDeviceTest(device: AttachedDevice): RunningTest {
  const actions = useDeviceActions();
  const [startedAtMs, setStartedAtMs] = useState<number | null>(null);
  const [askedAtMs, setAskedAtMs] = useState<number | null>(null);
  const [overdueAtMs, setOverdueAtMs] = useState<number | null>(null);
  useEffect(() => {
    if (startedAtMs === null) return;
    const timer = setTimeout(() => setOverdueAtMs(startedAtMs), WAIT_MS);
    return () => clearTimeout(timer);
  }, [startedAtMs]);
  return {
    startedAtMs,
    isAsked: startedAtMs !== null && askedAtMs === startedAtMs,
    isOverdue: startedAtMs !== null && overdueAtMs === startedAtMs,
    start: () => {
      const nowMs = Date.now();
      setStartedAtMs(nowMs);
      actions.askForTest(device, () => setAskedAtMs(nowMs));
    },
    close: () => setStartedAtMs(null),
  };
}
