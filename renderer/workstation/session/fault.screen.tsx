import { Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { WorkstationState } from '../../../domain/contract/ipc/workstation.ts';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { FrontDoor } from './front-door.tsx';
import { sessionWords } from './session.words.ts';
import { useAskStateAgain } from './use-ask-state-again.ts';

type Fault = Extract<
  WorkstationState,
  { state: 'database-damaged' | 'newer-than-app' | 'data-folder-unreadable' }
>;

/** The record cannot be opened: what happened, what to do, what is safe. */
export function FaultScreen({ fault }: { readonly fault: Fault }) {
  const say = useWords(sessionWords);
  const { queries } = useClinic();
  const askStateAgain = useAskStateAgain();
  const lookAgain = useMutation(
    queries.workstation.retryKeychain.mutationOptions({ onSuccess: askStateAgain }),
  );
  const { title, text, whatToDo } = useFaultText(fault);
  return (
    <FrontDoor title={title} text={text}>
      <Stack gap="md">
        <Text>{whatToDo}</Text>
        {fault.state === 'newer-than-app' ? null : (
          <Button w="fit-content" loading={lookAgain.isPending} onClick={() => lookAgain.mutate(undefined)}>
            {say('tryAgain')}
          </Button>
        )}
      </Stack>
    </FrontDoor>
  );
}

function useFaultText(fault: Fault): {
  readonly title: string;
  readonly text: string;
  readonly whatToDo: string;
} {
  const say = useWords(sessionWords);
  switch (fault.state) {
    case 'database-damaged':
      return {
        title: say('damagedTitle'),
        text: say('damagedText', { detail: fault.detail }),
        whatToDo: say('damagedDo'),
      };
    case 'newer-than-app':
      return {
        title: say('newerTitle'),
        text: say('newerText', { databaseVersion: fault.databaseVersion, appVersion: fault.appVersion }),
        whatToDo: say('newerDo'),
      };
    case 'data-folder-unreadable':
      return {
        title: say('folderTitle'),
        text: say('folderText', { detail: fault.detail }),
        whatToDo: say('folderDo'),
      };
  }
}
