import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { WorkstationState } from '../../../domain/contract/ipc/workstation.ts';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { FrontDoor, Refusal } from './front-door.tsx';
import { RecoverForm } from './recover-form.tsx';
import { sessionWords } from './session.words.ts';
import { useAskStateAgain } from './use-ask-state-again.ts';

type KeychainMissing = Extract<WorkstationState, { state: 'keychain-missing' }>;

/** The keychain does not give the device's part of the key: try again, or the recovery key. */
export function KeychainScreen({ reason }: { readonly reason: KeychainMissing['reason'] }) {
  const say = useWords(sessionWords);
  const { queries } = useClinic();
  const askStateAgain = useAskStateAgain();
  const [isRecovering, setIsRecovering] = useState(false);
  const retry = useMutation(queries.workstation.retryKeychain.mutationOptions({ onSuccess: askStateAgain }));
  if (isRecovering) {
    return (
      <FrontDoor title={say('recoverTitle')} text={say('recoverText')}>
        <RecoverForm username="" onBack={() => setIsRecovering(false)} />
      </FrontDoor>
    );
  }
  const isStillMissing = retry.isError || retry.data?.state === 'keychain-missing';
  return (
    <FrontDoor title={say('keychainTitle')} text={say(`keychain.${reason}`)}>
      <Stack gap="md">
        <Text>{say('keychainDo')}</Text>
        <Refusal>{isStillMissing ? say('stillMissing') : null}</Refusal>
        <Group justify="space-between">
          <Button variant="default" onClick={() => setIsRecovering(true)}>
            {say('useRecoveryKey')}
          </Button>
          <Button loading={retry.isPending} onClick={() => retry.mutate(undefined)}>
            {say('tryAgain')}
          </Button>
        </Group>
      </Stack>
    </FrontDoor>
  );
}
