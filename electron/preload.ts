import { ipcRenderer } from 'electron';

/**
 * All a page gets from Electron: it may hand one end of a MessageChannel to the core. No function and no object of
 * Electron is exposed.
 */
const CONNECT_CHANNEL = 'clinic:connect';

window.addEventListener('message', (event) => {
  if (event.source !== window || event.data !== CONNECT_CHANNEL) return;
  const [port] = event.ports;
  if (port !== undefined) ipcRenderer.postMessage(CONNECT_CHANNEL, null, [port]);
});
