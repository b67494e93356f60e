import { useEffect, useState, useSyncExternalStore } from 'react';
import { useClinic } from '../app/clinic-provider.tsx';
import { failureCode } from '../app/use-failure-words.ts';
import { NoteAutosave, type NoteSaveState, type SavedDraft } from './note-autosave.ts';

/** A draft that keeps itself on disk while this component is there, before a lock, and once more when it goes. */
export function useNoteAutosave(
  encounterId: string,
  draft: SavedDraft,
): { readonly autosave: NoteAutosave; readonly state: NoteSaveState } {
  const { client, unsavedWork } = useClinic();
  const [autosave] = useState(
    () =>
      new NoteAutosave(
        {
          save: ({ documentId, text }) =>
            client.documentReference.saveDraft({ encounterId, documentId, text }),
          codeOf: (error) => failureCode(error) ?? 'unknown',
          setTimer: (run, delayMs) => window.setTimeout(run, delayMs),
          clearTimer: (timer) => window.clearTimeout(timer),
        },
        draft,
      ),
  );
  const state = useSyncExternalStore(autosave.subscribe, autosave.state);
  const { documentId, text } = draft;
  useEffect(() => autosave.adopt({ documentId, text }), [autosave, documentId, text]);
  useEffect(() => {
    const flush = () => void autosave.flush();
    window.addEventListener('pagehide', flush);
    const unregister = unsavedWork.register(() => autosave.flush());
    return () => {
      unregister();
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [autosave, unsavedWork]);
  return { autosave, state };
}
