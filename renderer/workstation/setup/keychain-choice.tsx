import { Checkbox, Stack, Text } from '@mantine/core';
import type { ChangeEvent, ReactNode } from 'react';
import { useWords } from '../../ui/words.ts';
import { failureCode } from '../app/use-failure-words.ts';
import type { KeychainUse } from './setup.screen.tsx';
import { setupWords } from './setup.words.ts';

interface KeychainChoiceProps {
  readonly keychain: KeychainUse;
  /** The last refusal; the choice is offered once the keychain has refused. */
  readonly error: unknown;
  readonly checked?: boolean;
  /** Why the form cannot go on; named `fault` here because `error` is the core's. */
  readonly fault?: ReactNode;
  readonly onChange?: (event: ChangeEvent<HTMLInputElement>) => void;
}

/** Going on without the keychain is a knowing choice, offered only where the keychain cannot be used. */
export function KeychainChoice({ keychain, error, checked, fault, onChange }: KeychainChoiceProps) {
  const say = useWords(setupWords);
  if (keychain === 'usable' && failureCode(error) !== 'keychain-refused' && checked !== true) return null;
  return (
    <Stack gap={6}>
      <Text size="sm" c="dimmed">
        {say('noKeychain')}
      </Text>
      <Checkbox
        label={say('withoutKeychain')}
        checked={checked ?? false}
        error={fault ?? null}
        {...(onChange === undefined ? {} : { onChange })}
      />
    </Stack>
  );
}
