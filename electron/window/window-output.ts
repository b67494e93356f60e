import path from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import type { Output } from '../printing/output.ts';
import { printPdf } from './print-pdf.ts';

/** The save dialog and the printer of the window. */
export function createOutput(window: () => BrowserWindow | undefined): Output {
  return {
    async choosePath(suggestedFileName) {
      const options = {
        defaultPath: path.join(app.getPath('documents'), suggestedFileName),
        filters: [filterOf(suggestedFileName)],
      };
      const parent = window();
      const chosen = await (parent === undefined
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(parent, options));
      return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath;
    },
    print: printPdf,
  };
}

/** What kind of file is saved, by the ending of the name suggested. */
function filterOf(suggestedFileName: string): { name: string; extensions: string[] } {
  const extension = path.extname(suggestedFileName).slice(1);
  return { name: extension.toUpperCase(), extensions: [extension] };
}
