import type { BrowserWindow } from 'electron';
import type { Workstation } from '../workstation.ts';

/** A lock destroys what windows hold: each page is loaded anew, so nothing of a patient stays in its memory or its picture. */
export function reloadOnLock(
  { frontDoor, onEvent }: Workstation,
  windows: () => readonly BrowserWindow[],
): void {
  let wasUnlocked = false;
  onEvent((event) => {
    if (event.kind !== 'state') return;
    const isUnlocked = frontDoor.state().state === 'unlocked';
    if (wasUnlocked && !isUnlocked) for (const window of windows()) window.webContents.reload();
    wasUnlocked = isUnlocked;
  });
}
