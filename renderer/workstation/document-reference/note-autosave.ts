/**
 * Where a draft stands: nothing typed yet, typed but not sent, on its way, on disk (`savedAt` null: by an earlier window),
 * or refused with the failure's code.
 */
export type NoteSaveState =
  | { readonly kind: 'untouched' }
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly savedAt: string | null }
  | { readonly kind: 'failed'; readonly code: string };

/** What the autosave needs from outside: the call that writes, how a failure is named, and timers. */
export interface NoteAutosavePorts {
  readonly save: (draft: { readonly documentId: string | null; readonly text: string }) => Promise<{
    readonly documentId: string;
    readonly savedAt: string;
  }>;
  readonly codeOf: (error: unknown) => string;
  readonly setTimer: (run: () => void, delayMs: number) => number;
  readonly clearTimer: (timer: number) => void;
}

/** The draft as the record has it; `documentId` null = there is none yet. */
export interface SavedDraft {
  readonly documentId: string | null;
  readonly text: string;
}

const PAUSE_MS = 1_500;
const LONGEST_UNSAVED_MS = 4_000;
const RETRY_MS = 5_000;

/**
 * Keeps one draft on disk while a person types: a pause of 1.5 s, or 4 s of typing without one, sends the text; one save
 * is under way at a time and the newest text always follows it. A refused save keeps the text, says so and is tried again.
 * Lives outside React so that a render never loses a word.
 */
export class NoteAutosave {
  readonly #ports: NoteAutosavePorts;
  readonly #listeners = new Set<() => void>();
  #text: string;
  #savedText: string;
  #documentId: string | null;
  #state: NoteSaveState;
  #pauseTimer: number | null = null;
  #limitTimer: number | null = null;
  #underWay: Promise<void> | null = null;

  constructor(ports: NoteAutosavePorts, draft: SavedDraft) {
    this.#ports = ports;
    this.#text = draft.text;
    this.#savedText = draft.text;
    this.#documentId = draft.documentId;
    this.#state = restingState(draft);
  }

  get text(): string {
    return this.#text;
  }
  get documentId(): string | null {
    return this.#documentId;
  }
  readonly state = (): NoteSaveState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Whether a word stands here that is not on disk yet. */
  isDirty(): boolean {
    return this.#text !== this.#savedText;
  }

  change(text: string): void {
    this.#text = text;
    if (!this.isDirty()) return this.#become({ ...this.#state });
    this.#become({ kind: this.#underWay === null ? 'unsaved' : 'saving' });
    this.#clear('pause');
    this.#pauseTimer = this.#ports.setTimer(() => void this.flush(), PAUSE_MS);
    this.#limitTimer ??= this.#ports.setTimer(() => void this.flush(), LONGEST_UNSAVED_MS);
  }

  /** Takes the text another window or workstation saved, unless there are own words not saved yet. */
  adopt(draft: SavedDraft): void {
    if (this.isDirty() || this.#underWay !== null || draft.text === this.#text) return;
    this.#text = draft.text;
    this.#savedText = draft.text;
    this.#documentId = draft.documentId;
    this.#become(restingState(draft));
  }

  /** Sends what is not saved and answers when it is on disk or was refused; true when nothing is left unsaved. */
  async flush(): Promise<boolean> {
    this.#clear('pause');
    this.#clear('limit');
    while (this.#underWay !== null) await this.#underWay;
    if (!this.isDirty()) return true;
    this.#underWay = this.#send();
    await this.#underWay;
    return !this.isDirty();
  }

  async #send(): Promise<void> {
    const text = this.#text;
    this.#become({ kind: 'saving' });
    try {
      const answer = await this.#ports.save({ documentId: this.#documentId, text });
      this.#documentId = answer.documentId;
      this.#savedText = text;
      this.#become(this.isDirty() ? { kind: 'unsaved' } : { kind: 'saved', savedAt: answer.savedAt });
    } catch (error) {
      // Every refusal is shown with its remedy; the text stays here and is sent again.
      this.#become({ kind: 'failed', code: this.#ports.codeOf(error) });
      this.#pauseTimer ??= this.#ports.setTimer(() => void this.flush(), RETRY_MS);
    } finally {
      this.#underWay = null;
    }
  }

  #become(state: NoteSaveState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }

  #clear(which: 'pause' | 'limit'): void {
    const timer = which === 'pause' ? this.#pauseTimer : this.#limitTimer;
    if (timer !== null) this.#ports.clearTimer(timer);
    if (which === 'pause') this.#pauseTimer = null;
    else this.#limitTimer = null;
  }
}

function restingState(draft: SavedDraft): NoteSaveState {
  return draft.documentId === null ? { kind: 'untouched' } : { kind: 'saved', savedAt: null };
}
