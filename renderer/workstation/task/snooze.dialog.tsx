import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Temporal } from 'temporal-polyfill';
import type { Alert } from '../../../domain/contract/ipc/task.ts';
import type { SnoozeChoice } from '../../../domain/task/snooze.ts';
import { useClinicTime } from '../../ui/clinic-time.tsx';
import { uiWords } from '../../ui/ui.words.ts';
import { useWords } from '../../ui/words.ts';
import { taskWords } from './task.words.ts';
import type { AlertSteps } from './use-alert-steps.ts';

interface SnoozeDialogProps {
  /** Null keeps the dialog closed. */
  readonly alert: Alert | null;
  readonly steps: AlertSteps;
  readonly onClose: () => void;
}

const QUICK = [
  ['snooze.15', { for: 'minutes', minutes: 15 }],
  ['snooze.60', { for: 'minutes', minutes: 60 }],
  ['snooze.morning', { for: 'tomorrow-morning' }],
] as const satisfies readonly (readonly [string, SnoozeChoice])[];

/** Hides an alert for a while: three usual times by one press, or any other. */
export function SnoozeDialog({ alert, steps, onClose }: SnoozeDialogProps) {
  const say = useWords(taskWords);
  const sayUi = useWords(uiWords);
  return (
    <Modal
      opened={alert !== null}
      onClose={onClose}
      title={say('snoozeTitle')}
      size="sm"
      closeButtonProps={{ 'aria-label': sayUi('close') }}
    >
      {alert === null ? null : (
        <Stack gap="xs" pt={4}>
          {QUICK.map(([word, choice], index) => (
            <Button
              key={word}
              variant="default"
              loading={steps.isBusy}
              onClick={() => steps.snooze(alert, choice, onClose)}
              data-autofocus={index === 0 ? true : undefined}
            >
              {say(word)}
            </Button>
          ))}
          <OtherTime isBusy={steps.isBusy} onChoose={(choice) => steps.snooze(alert, choice, onClose)} />
        </Stack>
      )}
    </Modal>
  );
}

function OtherTime({
  isBusy,
  onChoose,
}: {
  readonly isBusy: boolean;
  readonly onChoose: (choice: SnoozeChoice) => void;
}) {
  const say = useWords(taskWords);
  const { timeZone } = useClinicTime();
  const [typed, setTyped] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (typed === '') return setIsMissing(true);
        const { epochMilliseconds } = Temporal.PlainDateTime.from(typed).toZonedDateTime(timeZone);
        onChoose({ for: 'until', at: new Date(epochMilliseconds).toISOString() });
      }}
    >
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          type="datetime-local"
          flex={1}
          label={say('snoozeAt')}
          value={typed}
          error={isMissing ? say('snoozeMissing') : null}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setIsMissing(false);
          }}
        />
        <Button type="submit" variant="default" loading={isBusy}>
          {say('snooze')}
        </Button>
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        {say('snoozeHint')}
      </Text>
    </form>
  );
}
