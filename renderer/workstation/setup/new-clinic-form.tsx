import { Button, Group, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { Refusal } from '../session/front-door.tsx';
import classes from '../session/session.module.css';
import { useAskStateAgain } from '../session/use-ask-state-again.ts';
import { KeychainChoice } from './keychain-choice.tsx';
import type { KeychainUse } from './setup.screen.tsx';
import { setupWords } from './setup.words.ts';
import { useSetupRefusal } from './use-setup-refusal.ts';

interface NewClinicFormProps {
  readonly kind: 'practice' | 'empty';
  readonly keychain: KeychainUse;
  readonly onCreated: (recoveryKey: string) => void;
  readonly onBack: () => void;
}

/** The clinic's name and zone, and the owner's account. */
export function NewClinicForm({ kind, keychain, onCreated, onBack }: NewClinicFormProps) {
  const say = useWords(setupWords);
  const { queries } = useClinic();
  const askStateAgain = useAskStateAgain();
  const refusal = useSetupRefusal();
  const form = useNewClinicForm(kind, keychain);
  const timeZones = useMemo(() => Intl.supportedValuesOf('timeZone'), []);
  const create = useMutation(
    queries.workstation.createClinic.mutationOptions({
      onSuccess: async ({ recoveryKey }) => {
        // A practice clinic is open at once: its key protects nobody, so there is nothing to confirm.
        if (kind === 'empty') onCreated(recoveryKey);
        await askStateAgain();
      },
    }),
  );
  const submit = form.onSubmit((values) => {
    const { clinicName, timeZone, withoutKeychain, prefix, given, family, username, password } = values;
    const owner = { family, given: given.trim() || null, prefix: prefix.trim() || null, username, password };
    create.mutate({ clinicName, timeZone, owner, kind, withoutKeychain });
  });
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <div className={classes.pair}>
          <TextInput
            label={say('clinicName')}
            maxLength={100}
            autoFocus
            dir="auto"
            {...form.getInputProps('clinicName')}
          />
          <Select
            label={say('timeZone')}
            searchable
            allowDeselect={false}
            data={timeZones}
            limit={60}
            {...form.getInputProps('timeZone')}
          />
        </div>
        <Group gap="sm" wrap="nowrap" align="flex-start">
          <TextInput w={90} label={say('prefix')} maxLength={20} {...form.getInputProps('prefix')} />
          <TextInput
            flex={1}
            label={say('given')}
            maxLength={100}
            dir="auto"
            {...form.getInputProps('given')}
          />
          <TextInput
            flex={1}
            label={say('family')}
            maxLength={100}
            dir="auto"
            {...form.getInputProps('family')}
          />
        </Group>
        <TextInput
          label={say('username')}
          description={say('usernameHint')}
          maxLength={40}
          autoComplete="off"
          {...form.getInputProps('username')}
        />
        <div className={classes.pair}>
          <PasswordInput
            label={say('password')}
            description={say('passwordHint')}
            maxLength={128}
            autoComplete="new-password"
            {...form.getInputProps('password')}
          />
          <PasswordInput
            label={say('passwordAgain')}
            maxLength={128}
            autoComplete="new-password"
            {...form.getInputProps('passwordAgain')}
          />
        </div>
        <KeychainChoice
          {...form.getInputProps('withoutKeychain', { type: 'checkbox' })}
          keychain={keychain}
          error={create.error}
          fault={form.errors['withoutKeychain']}
        />
        <Refusal>{create.error === null ? null : refusal(create.error)}</Refusal>
        <Group justify="space-between">
          <Button variant="default" onClick={onBack} disabled={create.isPending}>
            {say('back')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {kind === 'practice' ? say('createPractice') : say('create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const USERNAME = /^[a-z0-9][a-z0-9._-]{1,39}$/;

function useNewClinicForm(kind: 'practice' | 'empty', keychain: KeychainUse) {
  const say = useWords(setupWords);
  const filled = (text: string) => (text.trim() === '' ? say('needed') : null);
  return useForm({
    initialValues: {
      clinicName: kind === 'practice' ? say('practiceName') : '',
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      prefix: '',
      given: '',
      family: '',
      username: '',
      password: '',
      passwordAgain: '',
      withoutKeychain: keychain === 'unavailable',
    },
    validate: {
      clinicName: filled,
      withoutKeychain: (isChosen) => (isChosen || keychain === 'usable' ? null : say('chooseWithout')),
      family: filled,
      username: (username) => (USERNAME.test(username) ? null : say('badUsername')),
      password: (password) => (password.length >= 8 ? null : say('shortPassword')),
      passwordAgain: (again, { password }) => (again === password ? null : say('notTheSame')),
    },
  });
}
