import { Button, Group, PasswordInput, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { Refusal } from '../session/front-door.tsx';
import classes from '../session/session.module.css';
import { KeychainChoice } from './keychain-choice.tsx';
import type { KeychainUse } from './setup.screen.tsx';
import { setupWords } from './setup.words.ts';
import { useSetupRefusal } from './use-setup-refusal.ts';

interface JoinClinicFormProps {
  readonly keychain: KeychainUse;
  readonly onJoined: (recoveryKey: string) => void;
  readonly onBack: () => void;
}

/** The code of another workstation, a name for this one, and the account to enter with. */
export function JoinClinicForm({ keychain, onJoined, onBack }: JoinClinicFormProps) {
  const say = useWords(setupWords);
  const { queries } = useClinic();
  const refusal = useSetupRefusal();
  const filled = (text: string) => (text.trim() === '' ? say('needed') : null);
  const form = useForm({
    initialValues: {
      enrolmentCode: '',
      workstationName: '',
      username: '',
      password: '',
      withoutKeychain: keychain === 'unavailable',
    },
    validate: {
      enrolmentCode: filled,
      workstationName: filled,
      username: filled,
      password: filled,
      withoutKeychain: (isChosen) => (isChosen || keychain === 'usable' ? null : say('chooseWithout')),
    },
  });
  const join = useMutation(
    queries.workstation.joinClinic.mutationOptions({ onSuccess: ({ recoveryKey }) => onJoined(recoveryKey) }),
  );
  const submit = form.onSubmit((values) =>
    join.mutate({
      ...values,
      enrolmentCode: values.enrolmentCode.replace(/\s+/g, ''),
      username: values.username.trim().toLowerCase(),
    }),
  );
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Textarea
          label={say('enrolmentCode')}
          rows={4}
          spellCheck={false}
          autoFocus
          {...form.getInputProps('enrolmentCode')}
        />
        <TextInput
          label={say('workstationName')}
          description={say('workstationNameHint')}
          maxLength={60}
          dir="auto"
          {...form.getInputProps('workstationName')}
        />
        <Text fw={560} mt="xs">
          {say('yourAccount')}
        </Text>
        <div className={classes.pair}>
          <TextInput
            label={say('username')}
            maxLength={40}
            autoComplete="off"
            {...form.getInputProps('username')}
          />
          <PasswordInput label={say('password')} maxLength={128} {...form.getInputProps('password')} />
        </div>
        <KeychainChoice
          {...form.getInputProps('withoutKeychain', { type: 'checkbox' })}
          keychain={keychain}
          error={join.error}
          fault={form.errors['withoutKeychain']}
        />
        <Refusal>{join.error === null ? null : refusal(join.error)}</Refusal>
        {join.isPending ? <Text c="dimmed">{say('joining')}</Text> : null}
        <Group justify="space-between">
          <Button variant="default" onClick={onBack} disabled={join.isPending}>
            {say('back')}
          </Button>
          <Button type="submit" loading={join.isPending}>
            {say('joinNow')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
