import { Anchor, Text } from '@mantine/core';
import { IconNotes } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { NoteThread } from '../../../domain/contract/ipc/encounter.ts';
import type { Encounter } from '../../../domain/encounter/encounter.ts';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import { EmptyState, LoadingRows } from '../../ui/states.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useWords } from '../../ui/words.ts';
import { documentReferenceWords } from '../document-reference/document-reference.words.ts';
import { SignedNote } from '../document-reference/signed-note.tsx';
import { chartWords } from './chart.words.ts';
import classes from './chart.module.css';
import { usePatientNotes } from './use-patient-notes.ts';

const VISITS_READ = 30;

/** The notes of the last visits, newest first. */
export function NotesSection({ encounters }: { readonly encounters: readonly Encounter[] }) {
  const say = useWords(chartWords);
  const { isPending, visits } = usePatientNotes(encounters, VISITS_READ);
  const written = visits.filter(({ notes }) => notes.length > 0);
  return (
    <Panel title={say('notes.title')} fill>
      {written.length === 0 ? (
        isPending ? (
          <LoadingRows rows={5} columns={[90]} />
        ) : (
          <EmptyState icon={IconNotes} title={say('notes.none')} text={say('notes.noneHint')} />
        )
      ) : (
        written.map(({ encounter, notes }) => (
          <section key={encounter.id} className={classes.visitNotes}>
            <Text size="xs" fw={600} component="h3">
              <Anchor component={Link} to={`/encounters/${encounter.id}`} size="xs" underline="always">
                <Moment at={encounter.startedAt} />
              </Anchor>
              {encounter.reason === null ? null : ` · ${encounter.reason}`}
            </Text>
            {notes.map((thread) => (
              <NoteOrDraft key={thread.note.id} thread={thread} />
            ))}
          </section>
        ))
      )}
    </Panel>
  );
}

function NoteOrDraft({ thread }: { readonly thread: NoteThread }) {
  const say = useWords(documentReferenceWords);
  if (thread.note.docStatus === 'final') return <SignedNote thread={thread} canAdd={false} />;
  return (
    <>
      <StatusBadge tone="info" label={say('draft')} />
      <Text className={classes.noteText ?? ''} lineClamp={3} dir="auto">
        {thread.note.text}
      </Text>
    </>
  );
}
