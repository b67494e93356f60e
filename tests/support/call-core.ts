import type { Page } from '@playwright/test';

/** What the core answered to a call of the page's own port. */
export interface CoreAnswer {
  readonly p: { readonly s?: number; readonly b: { readonly json: Record<string, unknown> } };
}

/** Calls the core as a screen would, over a new port of the real window. `path` is `/<feature>/<call>`. */
export function callCore(page: Page, path: string, input: unknown): Promise<CoreAnswer> {
  const message = JSON.stringify({ i: 'test', p: { u: path, b: { json: input } } });
  return page.evaluate<CoreAnswer, string>(
    (text) =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }: MessageEvent<string>) => resolve(JSON.parse(data));
        port1.start();
        window.postMessage('clinic:connect', '*', [port2]);
        port1.postMessage(text);
      }),
    message,
  );
}
