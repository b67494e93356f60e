import { Autocomplete, Button, PasswordInput, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import type { WorkstationState } from '../../../domain/contract/ipc/workstation.ts';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { failureCode, useFailureWords } from '../app/use-failure-words.ts';
import { FrontDoor, Refusal } from './front-door.tsx';
import { RecoverForm } from './recover-form.tsx';
import { sessionWords } from './session.words.ts';
import { useAskStateAgain } from './use-ask-state-again.ts';

type Locked = Extract<WorkstationState, { state: 'locked' }>;

/** Name and password; with the recovery key as the way for who lost them. */
export function SignInScreen({ clinic }: { readonly clinic: Locked }) {
  const say = useWords(sessionWords);
  const [isRecovering, setIsRecovering] = useState(false);
  if (isRecovering) {
    return (
      <FrontDoor title={say('recoverTitle')} text={say('recoverText')} isPractice={clinic.isPractice}>
        <RecoverForm username={clinic.lastUsername ?? ''} onBack={() => setIsRecovering(false)} />
      </FrontDoor>
    );
  }
  return (
    <FrontDoor
      title={say('signInTo', { clinic: clinic.clinicName ?? say('thisClinic') })}
      text={clinic.databaseOpen ? say('lockedSoft') : say('lockedHard')}
      isPractice={clinic.isPractice}
    >
      <SignInForm clinic={clinic} />
      <Button variant="subtle" mt="sm" px={0} onClick={() => setIsRecovering(true)}>
        {say('useRecoveryKey')}
      </Button>
    </FrontDoor>
  );
}

function SignInForm({ clinic }: { readonly clinic: Locked }) {
  const say = useWords(sessionWords);
  const { queries } = useClinic();
  const askStateAgain = useAskStateAgain();
  const [username, setUsername] = useState(clinic.lastUsername ?? '');
  const [password, setPassword] = useState('');
  const refusal = useSignInRefusal();
  const signIn = useMutation(
    queries.workstation.signIn.mutationOptions({
      onSuccess: askStateAgain,
      onError: () => setPassword(''),
    }),
  );
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    signIn.mutate({ username: username.trim().toLowerCase(), password });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Autocomplete
          size="sm"
          label={say('username')}
          data={clinic.usernames}
          value={username}
          onChange={setUsername}
          autoComplete="off"
          autoFocus={username === ''}
          maxLength={40}
          required
          withAsterisk={false}
        />
        <PasswordInput
          size="sm"
          label={say('password')}
          value={password}
          autoFocus={username !== ''}
          maxLength={128}
          required
          withAsterisk={false}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Refusal>{signIn.error === null ? null : refusal(signIn.error)}</Refusal>
        <Button type="submit" size="sm" loading={signIn.isPending}>
          {say('signIn')}
        </Button>
      </Stack>
    </form>
  );
}

function useSignInRefusal(): (error: Error) => string {
  const say = useWords(sessionWords);
  const failureText = useFailureWords();
  return (error) => {
    const facts =
      'data' in error ? (error.data as { triesBeforeWait?: number | null; waitSeconds?: number }) : {}; // as: the contract's data of the code below
    switch (failureCode(error)) {
      case 'wrong-password':
        return typeof facts.triesBeforeWait === 'number' && facts.triesBeforeWait > 0
          ? say('wrongPasswordTries', { count: facts.triesBeforeWait })
          : say('wrongPassword');
      case 'too-many-tries':
        return say('tooManyTries', { seconds: facts.waitSeconds ?? 0 });
      case 'not-active-here':
        return say('notActiveHere');
      case 'keychain-missing':
        return say('keychainMissing');
      case 'database-damaged':
        return say('databaseDamaged');
      default: {
        const { title, text } = failureText(error);
        return `${title}. ${text}`;
      }
    }
  };
}
