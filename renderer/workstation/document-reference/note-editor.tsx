import { Button, Group, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import { useBlocker } from 'react-router';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { KeyHint, WithKeys } from '../../ui/key-hint.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { useWords } from '../../ui/words.ts';
import { useCan } from '../app/session-context.tsx';
import { documentReferenceWords } from './document-reference.words.ts';
import classes from './document-reference.module.css';
import type { SavedDraft } from './note-autosave.ts';
import { NoteSaveLine } from './note-save-line.tsx';
import { SignNoteDialog } from './sign-note.dialog.tsx';
import { useNoteAutosave } from './use-note-autosave.ts';
import { useNoteActions } from './use-sign-note.ts';

interface NoteEditorProps {
  readonly encounterId: string;
  readonly draft: SavedDraft;
}

/** The note of an open visit: keeps itself on disk, says so, and is signed with one key and a last look. */
export function NoteEditor({ encounterId, draft }: NoteEditorProps) {
  const say = useWords(documentReferenceWords);
  const notify = useNotify();
  const canSign = useCan('note.sign');
  const { autosave, state } = useNoteAutosave(encounterId, draft);
  const actions = useNoteActions();
  const [isSigning, setIsSigning] = useState(false);
  const [isDiscarding, setIsDiscarding] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);

  const askToSign = async () => {
    if (autosave.text.trim() === '') return notify.failed(say('error.empty-note'));
    if (await autosave.flush()) setIsSigning(true);
  };
  const askToDiscard = async () => {
    await autosave.flush();
    setIsDiscarding(true);
  };
  useShortcut({ keys: 'n', label: say('label'), group: say('title'), run: () => field.current?.focus() });
  useShortcut({
    keys: 'mod+enter',
    label: say('sign'),
    group: say('title'),
    enabled: canSign,
    run: () => void askToSign(),
  });
  const { documentId } = autosave;
  return (
    <div className={classes.editor}>
      <Textarea
        ref={field}
        aria-label={say('label')}
        placeholder={say('placeholder')}
        value={autosave.text}
        onChange={(event) => autosave.change(event.currentTarget.value)}
        onBlur={() => void autosave.flush()}
        maxLength={100_000}
        autosize
        minRows={9}
        size="sm"
        spellCheck
      />
      <div className={classes.editorFoot}>
        <NoteSaveLine state={state} onSave={() => void autosave.flush()} />
        <Group gap="xs" ml="auto" wrap="nowrap">
          {documentId === null ? null : (
            <Button variant="subtle" color="gray" onClick={() => void askToDiscard()}>
              {say('discard')}
            </Button>
          )}
          {canSign ? (
            <WithKeys label={say('sign')} keys="mod+enter">
              <Button
                variant="default"
                onClick={() => void askToSign()}
                rightSection={<KeyHint keys="mod+enter" />}
              >
                {say('sign')}
              </Button>
            </WithKeys>
          ) : null}
        </Group>
      </div>
      <SignNoteDialog
        isOpen={isSigning}
        isBusy={actions.isBusy}
        onClose={() => setIsSigning(false)}
        onSign={(release) =>
          documentId !== null && actions.sign(documentId, release, () => setIsSigning(false))
        }
      />
      <ConfirmDialog
        isOpen={isDiscarding}
        title={say('discardTitle')}
        text={say('discardExplain')}
        confirmLabel={say('discardConfirm')}
        isDangerous
        isBusy={actions.isBusy}
        onClose={() => setIsDiscarding(false)}
        onConfirm={() => documentId !== null && actions.discard(documentId, () => setIsDiscarding(false))}
      />
      <LeaveGuard isUnsafe={state.kind === 'failed'} />
    </div>
  );
}

/** Words that could not be saved are not left behind without a question. */
function LeaveGuard({ isUnsafe }: { readonly isUnsafe: boolean }) {
  const say = useWords(documentReferenceWords);
  const blocker = useBlocker(isUnsafe);
  return (
    <ConfirmDialog
      isOpen={blocker.state === 'blocked'}
      title={say('leave.title')}
      text={say('leave.explain')}
      confirmLabel={say('leave.go')}
      isDangerous
      onClose={() => blocker.state === 'blocked' && blocker.reset()}
      onConfirm={() => blocker.state === 'blocked' && blocker.proceed()}
    />
  );
}
