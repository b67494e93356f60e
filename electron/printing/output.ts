/**
 * Where a finished document goes: a PDF, a recording of a device. Nothing is ever written to a temporary file.
 * `cancelled`: the person closed the dialog. `could-not-write`: the disk or the printer refused.
 */
export type OutputOutcome = 'done' | 'cancelled' | 'could-not-write';

/** The ways out of this program for a document, handed in: dialogs in Electron, a folder in tests. */
export interface Output {
  /** Asks for a path (never suggesting a person's name in it; its ending names the kind of file); null when cancelled. */
  readonly choosePath: (suggestedFileName: string) => Promise<string | null>;
  readonly print: (pdf: Uint8Array) => Promise<OutputOutcome>;
}
