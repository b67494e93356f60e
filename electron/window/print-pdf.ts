import { BrowserWindow, session } from 'electron';
import type { OutputOutcome } from '../printing/output.ts';
import { APP_SCHEME } from './window-origin.ts';

const LOAD_TIMEOUT_MS = 20_000;
const PRINT_URL = `${APP_SCHEME}://print/document.pdf`;

/**
 * Prints a PDF through Chromium's own viewer, in a hidden window of a session that exists in memory only. The document is
 * never a file.
 */
export async function printPdf(pdf: Uint8Array): Promise<OutputOutcome> {
  const memorySession = session.fromPartition('print', { cache: false });
  if (memorySession.protocol.isProtocolHandled(APP_SCHEME)) memorySession.protocol.unhandle(APP_SCHEME);
  memorySession.protocol.handle(APP_SCHEME, ({ url }) =>
    url === PRINT_URL
      ? new Response(new Uint8Array(pdf), {
          headers: { 'content-type': 'application/pdf', 'cache-control': 'no-store' },
        })
      : new Response(null, { status: 404 }),
  );
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: memorySession,
      plugins: true,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
    },
  });
  try {
    return await printLoaded(window);
  } finally {
    window.destroy();
    memorySession.protocol.unhandle(APP_SCHEME);
  }
}

async function printLoaded(window: BrowserWindow): Promise<OutputOutcome> {
  const loading = window.loadURL(PRINT_URL).then(() => true);
  const tooLate = new Promise<false>((resolve) => setTimeout(() => resolve(false), LOAD_TIMEOUT_MS).unref());
  try {
    if (!(await Promise.race([loading, tooLate]))) return 'could-not-write';
  } catch {
    // The viewer is missing from this build of Chromium, or it refused the document.
    return 'could-not-write';
  }
  return new Promise((resolve) => {
    window.webContents.print({ printBackground: true }, (isPrinted, reason) => {
      if (isPrinted) resolve('done');
      else resolve(/cancel/i.test(reason) ? 'cancelled' : 'could-not-write');
    });
  });
}
