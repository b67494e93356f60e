import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import type { NoteThread } from '../../../domain/contract/ipc/encounter.ts';
import type { DocumentReference } from '../../../domain/contract/ipc/records.ts';
import { Moment } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words.ts';
import { useCan } from '../app/session-context.tsx';
import { usePractitionerName } from '../chart/use-practitioner-name.ts';
import { documentReferenceWords } from './document-reference.words.ts';
import classes from './document-reference.module.css';
import { useNoteActions } from './use-sign-note.ts';

/** A signed note as it was signed, then what was added later; neither can be changed. */
export function SignedNote({
  thread,
  canAdd = true,
}: {
  readonly thread: NoteThread;
  readonly canAdd?: boolean;
}) {
  const say = useWords(documentReferenceWords);
  const canSign = useCan('note.sign');
  const [isAdding, setIsAdding] = useState(false);
  return (
    <article className={classes.note}>
      <SignedText document={thread.note} />
      {thread.addenda.map((addendum) => (
        <section key={addendum.id} className={classes.addendum} aria-label={say('addendum')}>
          <Text size="xs" fw={600}>
            {say('addendum')}
          </Text>
          <SignedText document={addendum} />
        </section>
      ))}
      {isAdding ? <AddendumForm noteId={thread.note.id} onClose={() => setIsAdding(false)} /> : null}
      {canAdd && canSign && !isAdding ? (
        <Button variant="default" onClick={() => setIsAdding(true)} className={classes.addButton ?? ''}>
          {say('addAddendum')}
        </Button>
      ) : null}
    </article>
  );
}

function SignedText({ document }: { readonly document: DocumentReference }) {
  const say = useWords(documentReferenceWords);
  const nameOf = usePractitionerName();
  const signer = nameOf(document.signedById ?? document.authorId);
  return (
    <>
      <div className={classes.text} dir="auto">
        {document.text}
      </div>
      <Group gap={6} c="dimmed" mt={6}>
        <IconLock size={13} aria-hidden />
        <Text size="xs">
          {say('signedBy', { name: signer })}
          {document.signedAt === null ? null : (
            <>
              {', '}
              <Moment at={document.signedAt} />
            </>
          )}
        </Text>
      </Group>
    </>
  );
}

function AddendumForm({ noteId, onClose }: { readonly noteId: string; readonly onClose: () => void }) {
  const say = useWords(documentReferenceWords);
  const actions = useNoteActions();
  const [text, setText] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        actions.addAddendum(noteId, text, onClose);
      }}
    >
      <Stack gap="xs" mt="xs">
        <Textarea
          label={say('addendumLabel')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autosize
          minRows={3}
          size="sm"
          maxLength={100_000}
          data-autofocus
          autoFocus
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button type="submit" disabled={text.trim() === ''} loading={actions.isBusy}>
            {say('addendumSign')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
