import { Button, Divider, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconFileDownload, IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { Refusal } from '../session/front-door.tsx';
import classes from '../session/session.module.css';
import { useAskStateAgain } from '../session/use-ask-state-again.ts';
import { setupWords } from './setup.words.ts';
import { useSetupRefusal } from './use-setup-refusal.ts';

/** The key, shown once; one goes on after printing, saving, or typing two of its groups. */
export function RecoveryKeyStep({ recoveryKey }: { readonly recoveryKey: string }) {
  const say = useWords(setupWords);
  const { queries } = useClinic();
  const askStateAgain = useAskStateAgain();
  const refusal = useSetupRefusal();
  const groups = recoveryKey.split('-');
  const sheet = useMutation(queries.workstation.recoverySheet.mutationOptions());
  const confirm = useMutation(
    queries.workstation.confirmRecoveryKey.mutationOptions({ onSuccess: askStateAgain }),
  );
  const error = confirm.error ?? sheet.error;
  const done = sheet.isSuccess ? sheet.variables.action : null;
  return (
    <Stack gap="md">
      <ol className={classes.key} aria-label={say('keyTitle')} data-testid="recovery-key">
        {groups.map((group, index) => (
          <li key={index}>
            <span className={classes.keyNumber} aria-hidden>
              {index + 1}
            </span>
            {group}
          </li>
        ))}
      </ol>
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<IconPrinter size={15} aria-hidden />}
          loading={sheet.isPending}
          onClick={() => sheet.mutate({ action: 'print' })}
        >
          {say('print')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconFileDownload size={15} aria-hidden />}
          loading={sheet.isPending}
          onClick={() => sheet.mutate({ action: 'save' })}
        >
          {say('savePdf')}
        </Button>
      </Group>
      {done === null ? null : (
        <Group gap="sm">
          <Text>{done === 'print' ? say('printed') : say('saved')}</Text>
          <Button
            loading={confirm.isPending}
            onClick={() => confirm.mutate({ by: done === 'print' ? 'printed' : 'saved' })}
          >
            {say('sheetDone')}
          </Button>
        </Group>
      )}
      <Divider />
      <TypedBack
        groupCount={groups.length}
        isBusy={confirm.isPending}
        onConfirm={(typed) => confirm.mutate({ by: 'typing', groups: typed })}
      />
      <Refusal>{error === null ? null : refusal(error)}</Refusal>
    </Stack>
  );
}

interface TypedBackProps {
  readonly groupCount: number;
  readonly isBusy: boolean;
  readonly onConfirm: (groups: { position: number; text: string }[]) => void;
}

function TypedBack({ groupCount, isBusy, onConfirm }: TypedBackProps) {
  const say = useWords(setupWords);
  const [positions] = useState(() => twoPositions(groupCount));
  const [texts, setTexts] = useState<readonly string[]>(['', '']);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onConfirm(positions.map((position, index) => ({ position, text: texts[index] ?? '' })));
  };
  return (
    <form onSubmit={submit}>
      <Text fw={560} mb={6}>
        {say('orType')}
      </Text>
      <Group align="flex-end" gap="sm">
        {positions.map((position, index) => (
          <TextInput
            key={position}
            w={110}
            label={say('group', { position })}
            autoComplete="off"
            spellCheck={false}
            maxLength={12}
            value={texts[index] ?? ''}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setTexts(texts.map((text, at) => (at === index ? value : text)));
            }}
          />
        ))}
        <Button
          type="submit"
          variant="default"
          loading={isBusy}
          disabled={texts.some((text) => text.trim() === '')}
        >
          {say('confirm')}
        </Button>
      </Group>
    </form>
  );
}

/** Two different positions, the smaller first; which ones is chance, so that nobody learns them by heart. */
function twoPositions(count: number): readonly number[] {
  const first = Math.floor(Math.random() * count);
  const second = (first + 1 + Math.floor(Math.random() * (count - 1))) % count;
  return [first + 1, second + 1].toSorted((a, b) => a - b);
}
