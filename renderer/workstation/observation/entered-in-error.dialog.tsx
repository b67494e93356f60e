import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Observation } from '../../../domain/observation/observation.ts';
import { Moment } from '../../ui/moment.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { useFailureWords } from '../app/use-failure-words.ts';
import { observationWords } from './observation.words.ts';
import { useVitalName } from './use-vital-words.ts';
import { VitalValue } from './vital-value.tsx';

interface EnteredInErrorDialogProps {
  /** Null keeps the dialog closed. */
  readonly observation: Observation | null;
  readonly onClose: () => void;
}

/** Takes a wrong reading out of trends; the record keeps it with the reason. */
export function EnteredInErrorDialog({ observation, onClose }: EnteredInErrorDialogProps) {
  const say = useWords(observationWords);
  return (
    <Modal
      opened={observation !== null}
      onClose={onClose}
      title={say('error.title')}
      closeButtonProps={{ 'aria-label': say('evidence.close') }}
    >
      {observation === null ? null : <ReasonForm observation={observation} onClose={onClose} />}
    </Modal>
  );
}

function ReasonForm({
  observation,
  onClose,
}: {
  readonly observation: Observation;
  readonly onClose: () => void;
}) {
  const say = useWords(observationWords);
  const nameOf = useVitalName();
  const notify = useNotify();
  const failureText = useFailureWords();
  const { queries } = useClinic();
  const [reason, setReason] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const mark = useMutation(queries.observation.markEnteredInError.mutationOptions());

  const submit = () => {
    if (reason.trim() === '') return setIsMissing(true);
    mark.mutate(
      { observationId: observation.id, reason: reason.trim() },
      {
        onSuccess: () => {
          notify.done(say('error.done'));
          onClose();
        },
        onError: (error) => notify.failed(failureText(error).title, failureText(error).text),
      },
    );
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="sm">
        <Text fw={560}>
          {nameOf(observation.code)} <VitalValue measured={observation} />,{' '}
          <Moment at={observation.effectiveAt} />
        </Text>
        <Text>{say('error.explain')}</Text>
        <Textarea
          label={say('error.reason')}
          description={say('error.reasonHint')}
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
            setIsMissing(false);
          }}
          error={isMissing ? say('error.reasonMissing') : null}
          maxLength={500}
          autosize
          minRows={2}
          required
          data-autofocus
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {say('error.cancel')}
          </Button>
          <Button type="submit" color="red.9" loading={mark.isPending}>
            {say('error.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
