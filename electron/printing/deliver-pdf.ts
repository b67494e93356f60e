import type { Output, OutputOutcome } from './output.ts';
import { saveFile } from './save-file.ts';

/**
 * Saves a PDF where the person says, or prints it. It exists in memory and at the place chosen, nowhere else.
 * `suggestedFileName` names no person.
 */
export async function deliverPdf(
  output: Output,
  action: 'save' | 'print',
  suggestedFileName: string,
  pdf: Uint8Array,
): Promise<OutputOutcome> {
  if (action === 'print') return output.print(pdf);
  return saveFile(output, suggestedFileName, pdf);
}
