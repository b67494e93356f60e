import { ipcMain, type IpcMainEvent } from 'electron';
import type { WindowServer } from '../ipc/serve.ts';
import type { Logger } from '../session/session-context.ts';
import { isOwnUrl, type WindowOrigin } from './window-origin.ts';

/** The one channel there is; the preload script sends a port over it. */
export const CONNECT_CHANNEL = 'clinic:connect';

/** Serves every port that our own main frame sends; any other sender is refused. */
export function connectWindows(serve: WindowServer, origin: WindowOrigin, logger: Logger): void {
  ipcMain.on(CONNECT_CHANNEL, (event) => {
    const [port] = event.ports;
    if (port === undefined || !isOwnMainFrame(event, origin)) {
      logger.error({}, 'connect-refused');
      for (const refused of event.ports) refused.close();
      return;
    }
    serve({
      on: (name, listener) =>
        name === 'close'
          ? port.on('close', () => listener())
          : port.on('message', ({ data }) => listener({ data })),
      postMessage: (message) => port.postMessage(message),
      start: () => port.start(),
    });
  });
}

function isOwnMainFrame({ senderFrame }: IpcMainEvent, origin: WindowOrigin): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOwnUrl(origin, senderFrame.url);
}
