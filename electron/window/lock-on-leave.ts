import { powerMonitor } from 'electron';
import type { FrontDoor } from '../ipc/call-context.ts';

/** Somebody who has not touched the machine for so long has left. */
export const IDLE_LOCK_SECONDS = 10 * 60;
/** A database left open over the end of a working day is closed. */
const HARD_LOCK_AFTER_MS = 8 * 60 * 60_000;
const LOOK_EVERY_MS = 15_000;

/**
 * Locks when the person leaves: the system's own lock and idling lock softly (sync goes on), suspending and eight hours of
 * lock close the database. Idle time is the system's own, so a clock set back does not extend it. A running call counts
 * as presence, for a doctor listens without touching the mouse and a patient may be silent. What was typed is saved first.
 */
export function lockOnLeave(frontDoor: FrontDoor, isInCall: () => boolean): () => void {
  const lock = (depth: 'soft' | 'hard') => void frontDoor.leave({ depth });
  const onSuspend = () => lock('hard');
  const onLockScreen = () => lock('soft');
  powerMonitor.on('suspend', onSuspend);
  powerMonitor.on('lock-screen', onLockScreen);
  let lockedSinceMs: number | null = null;
  const timer = setInterval(() => {
    const state = frontDoor.state();
    if (state.state === 'unlocked' && !isInCall() && powerMonitor.getSystemIdleTime() >= IDLE_LOCK_SECONDS)
      lock('soft');
    const isOpenButLocked = state.state === 'locked' && state.databaseOpen;
    lockedSinceMs = isOpenButLocked ? (lockedSinceMs ?? performance.now()) : null;
    if (lockedSinceMs !== null && performance.now() - lockedSinceMs >= HARD_LOCK_AFTER_MS) lock('hard');
  }, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
    powerMonitor.off('suspend', onSuspend);
    powerMonitor.off('lock-screen', onLockScreen);
  };
}
