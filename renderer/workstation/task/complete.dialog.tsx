import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { Alert } from '../../../domain/contract/ipc/task.ts';
import { uiWords } from '../../ui/ui.words.ts';
import { useWords } from '../../ui/words.ts';
import { AlertReading } from './alert-reading.tsx';
import { taskWords } from './task.words.ts';
import type { AlertSteps } from './use-alert-steps.ts';

interface AlertDialogProps {
  /** Null keeps the dialog closed. */
  readonly alert: Alert | null;
  readonly steps: AlertSteps;
  readonly onClose: () => void;
}

/** Closes an alert, with what was done about it. */
export function CompleteDialog({ alert, steps, onClose }: AlertDialogProps) {
  const say = useWords(taskWords);
  const sayUi = useWords(uiWords);
  return (
    <Modal
      opened={alert !== null}
      onClose={onClose}
      title={say('completeTitle')}
      closeButtonProps={{ 'aria-label': sayUi('close') }}
    >
      {alert === null ? null : <CompleteForm alert={alert} steps={steps} onClose={onClose} />}
    </Modal>
  );
}

function CompleteForm({ alert, steps, onClose }: AlertDialogProps & { readonly alert: Alert }) {
  const say = useWords(taskWords);
  const [note, setNote] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        steps.complete(alert, note, onClose);
      }}
    >
      <Stack gap="sm">
        <AlertReading alert={alert} />
        {alert.task.code === 'no-readings' ? null : <Text size="sm">{say('completeText')}</Text>}
        <Textarea
          label={say('completeNote')}
          description={say('completeHint')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          maxLength={2000}
          autosize
          minRows={2}
          data-autofocus
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button type="submit" loading={steps.isBusy}>
            {say('complete')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
