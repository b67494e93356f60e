import { replaceFile } from '../keys/replace-file.ts';
import type { Output, OutputOutcome } from './output.ts';

/** Saves a document where the person says, whole or not at all. `suggestedFileName` names no person. */
export async function saveFile(
  output: Output,
  suggestedFileName: string,
  content: string | Uint8Array,
): Promise<OutputOutcome> {
  const file = await output.choosePath(suggestedFileName);
  if (file === null) return 'cancelled';
  try {
    await replaceFile(file, content);
    return 'done';
  } catch {
    // Whatever the file system refuses (permission, space, a stick pulled out): the person chooses another place.
    return 'could-not-write';
  }
}
