import { Button, Checkbox, Group, PasswordInput, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { failureCode } from '../app/use-failure-words.ts';
import { useRefusalSentence } from '../app/use-refusal-sentence.ts';
import { Refusal } from './front-door.tsx';
import { sessionWords } from './session.words.ts';
import { useAskStateAgain } from './use-ask-state-again.ts';

interface RecoverFormProps {
  readonly username: string;
  readonly onBack: () => void;
}

/** The recovery key opens the record and gives one person a new password. */
export function RecoverForm({ username: lastUsername, onBack }: RecoverFormProps) {
  const say = useWords(sessionWords);
  const { queries } = useClinic();
  const askStateAgain = useAskStateAgain();
  const [recoveryKey, setRecoveryKey] = useState('');
  const [username, setUsername] = useState(lastUsername);
  const [newPassword, setNewPassword] = useState('');
  const [withoutKeychain, setWithoutKeychain] = useState(false);
  const refusal = useRecoverRefusal();
  const recover = useMutation(queries.workstation.recover.mutationOptions({ onSuccess: askStateAgain }));
  const wasKeychainRefused = failureCode(recover.error) === 'keychain-refused';
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    recover.mutate({ recoveryKey, username: username.trim().toLowerCase(), newPassword, withoutKeychain });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Textarea
          label={say('recoveryKey')}
          description={say('recoveryKeyHint')}
          rows={3}
          required
          withAsterisk={false}
          maxLength={120}
          spellCheck={false}
          autoFocus
          value={recoveryKey}
          onChange={(event) => setRecoveryKey(event.currentTarget.value)}
        />
        <TextInput
          label={say('username')}
          required
          withAsterisk={false}
          maxLength={40}
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
        />
        <PasswordInput
          label={say('newPassword')}
          description={say('newPasswordHint')}
          required
          withAsterisk={false}
          minLength={8}
          maxLength={128}
          autoComplete="new-password"
          value={newPassword}
          onChange={(event) => setNewPassword(event.currentTarget.value)}
        />
        {wasKeychainRefused || withoutKeychain ? (
          <Checkbox
            label={say('withoutKeychain')}
            checked={withoutKeychain}
            onChange={(event) => setWithoutKeychain(event.currentTarget.checked)}
          />
        ) : null}
        <Refusal>{recover.error === null ? null : refusal(recover.error)}</Refusal>
        <Group justify="space-between">
          <Button variant="default" onClick={onBack}>
            {say('back')}
          </Button>
          <Button type="submit" loading={recover.isPending}>
            {say('open')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const OWN_FAULTS = [
  'wrong-recovery-key',
  'unknown-username',
  'weak-password',
  'database-damaged',
  'keychain-refused',
] as const;

function useRecoverRefusal(): (error: Error) => string {
  const say = useWords(sessionWords);
  return useRefusalSentence(OWN_FAULTS, (code) => say(`fault.${code}`));
}
