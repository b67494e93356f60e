import type { App } from 'electron';
import { isOwnUrl, type WindowOrigin } from './window-origin.ts';

/** For every page that ever exists: it stays where it is, opens nothing, embeds nothing. */
export function guardContents(app: App, origin: WindowOrigin): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => {
      // Only a reload of our own main page is a navigation we know.
      if (!event.isMainFrame || !isOwnUrl(origin, event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('select-bluetooth-device', (event, _devices, answer) => {
      event.preventDefault();
      answer('');
    });
  });
}
