import { Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconPencil } from '@tabler/icons-react';
import { useClinicTime } from '../../ui/clinic-time.tsx';
import { formatTime } from '../../ui/format-moment.ts';
import { useLocale, useWords } from '../../ui/words.ts';
import { documentReferenceWords } from './document-reference.words.ts';
import classes from './document-reference.module.css';
import type { NoteSaveState } from './note-autosave.ts';

const KNOWN_REMEDIES = [
  'storage-full',
  'not-signed-in',
  'not-allowed',
  'already-signed',
  'encounter-not-open',
  'clock-ahead',
  'not-found',
] as const;

interface NoteSaveLineProps {
  readonly state: NoteSaveState;
  readonly onSave: () => void;
}

/** Whether the words are on disk, and when they are not, what to do about it. */
export function NoteSaveLine({ state, onSave }: NoteSaveLineProps) {
  const say = useWords(documentReferenceWords);
  const { timeZone } = useClinicTime();
  const locale = useLocale();
  if (state.kind === 'failed') {
    const remedy = KNOWN_REMEDIES.find((code) => code === state.code) ?? 'unknown';
    return (
      <div className={classes.failed} role="alert">
        <IconAlertTriangle size={15} stroke={1.8} aria-hidden />
        <Text size="xs" className={classes.failedText}>
          <strong>{say('state.failed')}.</strong> {say(`remedy.${remedy}`)}
        </Text>
        <Button variant="default" size="compact-xs" onClick={onSave}>
          {say('tryAgain')}
        </Button>
      </div>
    );
  }
  const isSaved = state.kind === 'saved';
  const words =
    state.kind !== 'saved'
      ? say(`state.${state.kind}`)
      : state.savedAt === null
        ? say('state.savedBefore')
        : say('state.saved', { time: formatTime(state.savedAt, { locale, timeZone }) });
  return (
    <Group gap={6} c="dimmed" wrap="nowrap">
      {isSaved ? <IconCheck size={14} aria-hidden /> : <IconPencil size={14} aria-hidden />}
      <Text size="xs" role="status">
        {words}
      </Text>
    </Group>
  );
}
