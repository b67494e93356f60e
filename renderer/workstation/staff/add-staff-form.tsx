import { Button, Checkbox, Group, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ClinicRole } from '../../../domain/access/roles.ts';
import { useNotify } from '../../ui/notify.tsx';
import { useWords } from '../../ui/words.ts';
import { appWords } from '../app/app.words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { failureCode, useFailureWords } from '../app/use-failure-words.ts';
import { staffWords } from './staff.words.ts';

type AddableRole = Exclude<ClinicRole, 'owner'>;

const ADDABLE_ROLES: readonly AddableRole[] = [
  'practitioner',
  'nurse',
  'front-desk',
  'pharmacist',
  'billing',
  'administrator',
];
const USERNAME = /^[a-z0-9][a-z0-9._-]{1,39}$/;

/** A person, an account and, for those who can be booked, a schedule. */
export function AddStaffForm({ onDone }: { readonly onDone: () => void }) {
  const say = useWords(staffWords);
  const sayApp = useWords(appWords);
  const form = useStaffForm();
  const add = useAddStaff(form, onDone);
  return (
    <form
      onSubmit={form.onSubmit(({ family, given, prefix, ...rest }) =>
        add.mutate({ ...rest, family, given: given || null, prefix: prefix || null }),
      )}
    >
      <Stack gap="sm">
        <Group gap="sm" grow preventGrowOverflow={false} wrap="nowrap">
          <TextInput
            w={80}
            label={say('prefix')}
            placeholder={say('prefixHint')}
            maxLength={20}
            {...form.getInputProps('prefix')}
          />
          <TextInput label={say('given')} maxLength={100} {...form.getInputProps('given')} />
          <TextInput
            label={say('family')}
            withAsterisk
            maxLength={100}
            data-autofocus
            {...form.getInputProps('family')}
          />
        </Group>
        <Select
          label={say('role')}
          allowDeselect={false}
          data={ADDABLE_ROLES.map((role) => ({ value: role, label: sayApp(`role.${role}`) }))}
          {...form.getInputProps('role')}
        />
        <TextInput
          label={say('username')}
          description={say('usernameHint')}
          withAsterisk
          autoComplete="off"
          {...form.getInputProps('username')}
        />
        <PasswordInput
          label={say('password')}
          description={say('passwordHint')}
          withAsterisk
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <Checkbox label={say('withSchedule')} {...form.getInputProps('withSchedule', { type: 'checkbox' })} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            {say('cancel')}
          </Button>
          <Button type="submit" loading={add.isPending}>
            {say('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useStaffForm() {
  const say = useWords(staffWords);
  const role: AddableRole = 'practitioner';
  return useForm<{
    family: string;
    given: string;
    prefix: string;
    username: string;
    role: AddableRole;
    password: string;
    withSchedule: boolean;
  }>({
    initialValues: {
      family: '',
      given: '',
      prefix: '',
      username: '',
      role,
      password: '',
      withSchedule: true,
    },
    validate: {
      family: (family) => (family.trim() === '' ? say('needed') : null),
      username: (username) => (USERNAME.test(username) ? null : say('badUsername')),
      password: (password) => (password.length >= 8 ? null : say('shortPassword')),
    },
  });
}

function useAddStaff(form: ReturnType<typeof useStaffForm>, onDone: () => void) {
  const say = useWords(staffWords);
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  const notify = useNotify();
  const failureText = useFailureWords();
  return useMutation(
    queries.staff.add.mutationOptions({
      onSuccess: (_, { family, prefix, given, username }) => {
        notify.done(
          say('added', {
            name: [prefix ?? given, family].filter((part) => part !== null).join(' '),
            username,
          }),
        );
        void queryClient.invalidateQueries({ queryKey: queries.staff.key() });
        onDone();
      },
      onError: (error) => {
        const code = failureCode(error);
        if (code === 'username-taken') form.setFieldError('username', say('fault.username-taken'));
        else if (code === 'weak-password') form.setFieldError('password', say('fault.weak-password'));
        else {
          const { title, text } = failureText(error);
          notify.failed(title, text);
        }
      },
    }),
  );
}
