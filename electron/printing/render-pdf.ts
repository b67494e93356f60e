import { createRequire } from 'node:module';
import path from 'node:path';
import pdfmake from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';

/** A document as PDF bytes, made in memory: no network, no file but the fonts. */
export async function renderPdf(document: TDocumentDefinitions): Promise<Uint8Array> {
  const fontsDir = path.join(
    path.dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')),
    'fonts',
    'Roboto',
  );
  const font = (name: string) => path.join(fontsDir, `Roboto-${name}.ttf`);
  pdfmake.setFonts({
    Roboto: {
      normal: font('Regular'),
      bold: font('Medium'),
      italics: font('Italic'),
      bolditalics: font('MediumItalic'),
    },
  });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((file) => path.dirname(path.resolve(file)) === fontsDir);
  return pdfmake.createPdf({ ...PAGE, ...document }).getBuffer();
}

/** A4 with margins a hole punch leaves alone; sizes in points. */
const PAGE = {
  pageSize: 'A4',
  pageMargins: [56, 56, 56, 64],
  defaultStyle: { font: 'Roboto', fontSize: 10.5, lineHeight: 1.25 },
  styles: {
    title: { fontSize: 20, bold: true, margin: [0, 0, 0, 4] },
    subtitle: { fontSize: 11, color: '#495057', margin: [0, 0, 0, 16] },
    heading: { fontSize: 13, bold: true, margin: [0, 16, 0, 6] },
    quiet: { color: '#495057' },
  },
} as const satisfies Partial<TDocumentDefinitions>;
