import type { WebPreferences } from 'electron';

/** Every window's preferences; written out where Electron's default is already right, so that a test can hold them. */
export function windowPreferences(preload: string, isPackaged: boolean): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    // Chromium would fetch dictionaries from the network and keep typed words.
    spellcheck: false,
    // A call and live readings go on while another window is in front.
    backgroundThrottling: false,
    devTools: !isPackaged,
  };
}
