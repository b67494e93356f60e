import { Stack, Text } from '@mantine/core';
import { IconNotes } from '@tabler/icons-react';
import type { NoteThread } from '../../../domain/contract/ipc/encounter.ts';
import { Panel } from '../../ui/panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useWords } from '../../ui/words.ts';
import { useCan, useSession } from '../app/session-context.tsx';
import { usePractitionerName } from '../chart/use-practitioner-name.ts';
import { documentReferenceWords } from './document-reference.words.ts';
import classes from './document-reference.module.css';
import { NoteEditor } from './note-editor.tsx';
import { SignedNote } from './signed-note.tsx';

interface NotePanelProps {
  readonly encounterId: string;
  readonly isOpen: boolean;
  readonly notes: readonly NoteThread[];
}

/** The notes of a visit: what is signed, and the own draft while the visit is open. */
export function NotePanel({ encounterId, isOpen, notes }: NotePanelProps) {
  const say = useWords(documentReferenceWords);
  const { session } = useSession();
  const canWrite = useCan('note.write');
  const signed = notes.filter(({ note }) => note.docStatus === 'final');
  const drafts = notes.filter(({ note }) => note.docStatus === 'preliminary');
  const own = drafts.find(({ note }) => note.authorId === session.practitionerId)?.note;
  const writes = isOpen && canWrite && (own !== undefined || signed.length === 0);
  return (
    <Panel
      title={say('title')}
      actions={own === undefined ? null : <StatusBadge tone="info" label={say('draft')} />}
    >
      <Stack gap="md">
        {signed.map((thread) => (
          <SignedNote key={thread.note.id} thread={thread} />
        ))}
        {drafts
          .filter(({ note }) => note !== own)
          .map(({ note }) => (
            <OtherDraft key={note.id} authorId={note.authorId} text={note.text} />
          ))}
        {writes ? (
          <NoteEditor
            key={encounterId}
            encounterId={encounterId}
            draft={{ documentId: own?.id ?? null, text: own?.text ?? '' }}
          />
        ) : notes.length === 0 ? (
          <EmptyState icon={IconNotes} title={say('none')} />
        ) : null}
      </Stack>
    </Panel>
  );
}

function OtherDraft({ authorId, text }: { readonly authorId: string; readonly text: string }) {
  const say = useWords(documentReferenceWords);
  const nameOf = usePractitionerName();
  return (
    <section className={classes.otherDraft}>
      <Text size="xs" c="dimmed" mb={4}>
        {say('draftBy', { name: nameOf(authorId) })}
      </Text>
      <div className={classes.text} dir="auto">
        {text}
      </div>
    </section>
  );
}
