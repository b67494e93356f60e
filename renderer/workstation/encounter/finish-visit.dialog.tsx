import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNotify } from '../../ui/notify.tsx';
import { uiWords } from '../../ui/ui.words.ts';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { failureCode, useFailureWords } from '../app/use-failure-words.ts';
import { encounterWords } from './encounter.words.ts';

interface FinishVisitDialogProps {
  readonly encounterId: string;
  readonly hasDraft: boolean;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Ends the visit; a note that is still a draft stands in the way and is named. */
export function FinishVisitDialog({ encounterId, hasDraft, isOpen, onClose }: FinishVisitDialogProps) {
  const say = useWords(encounterWords);
  const sayUi = useWords(uiWords);
  const notify = useNotify();
  const failureText = useFailureWords();
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  const finish = useMutation(queries.encounter.finish.mutationOptions());

  const confirm = () =>
    finish.mutate(
      { encounterId },
      {
        onSuccess: () => {
          notify.done(say('finished'));
          void queryClient.invalidateQueries({ queryKey: queries.encounter.key() });
          void queryClient.invalidateQueries({ queryKey: queries.scheduling.key() });
          onClose();
        },
        onError: (error) => {
          const code = failureCode(error);
          if (code === 'unsigned-note' || code === 'wrong-state') notify.failed(say(`error.${code}`));
          else notify.failed(failureText(error).title, failureText(error).text);
        },
      },
    );
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={say('finishDialog.title')}
      size="sm"
      closeButtonProps={{ 'aria-label': sayUi('close') }}
    >
      <Stack gap="md">
        <Text>{say(hasDraft ? 'finishDialog.unsigned' : 'finishDialog.explain')}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus={hasDraft}>
            {say('finishDialog.cancel')}
          </Button>
          {hasDraft ? null : (
            <Button onClick={confirm} loading={finish.isPending} data-autofocus>
              {say('finishDialog.confirm')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
