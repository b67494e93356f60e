import { replaceFile } from '../keys/replace-file.ts';
import type { Output, OutputOutcome } from './output.ts';

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
  const file = await output.choosePath(suggestedFileName);
  if (file === null) return 'cancelled';
  try {
    await replaceFile(file, pdf);
    return 'done';
  } catch {
    // Whatever the file system refuses (permission, space, a stick pulled out): the person chooses another place.
    return 'could-not-write';
  }
}
