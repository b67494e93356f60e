import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useNotify } from '../../ui/notify.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { failureCode } from '../app/use-failure-words.ts';
import { useRefusalSentence } from '../app/use-refusal-sentence.ts';
import { syncWords } from './sync.words.ts';

/** Founds the clinic on a server with the code it shows. */
export function ConnectServer() {
  const say = useWords(syncWords);
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  const notify = useNotify();
  const [serverUrl, setServerUrl] = useState('');
  const [setupCode, setSetupCode] = useState('');
  const connect = useMutation(
    queries.sync.connectServer.mutationOptions({
      onSuccess: () => {
        notify.done(say('connected'));
        void queryClient.invalidateQueries({ queryKey: queries.sync.key() });
      },
    }),
  );
  const faultText = useConnectFault();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    connect.mutate({ serverUrl: serverUrl.trim(), setupCode: setupCode.trim() });
  };
  return (
    <Panel title={say('connect')}>
      <form onSubmit={submit}>
        <Stack gap="sm" maw={460}>
          <Text c="dimmed">{say('connectText')}</Text>
          <TextInput
            label={say('serverUrl')}
            placeholder="https://clinic.example:7443"
            required
            value={serverUrl}
            onChange={(event) => setServerUrl(event.currentTarget.value)}
          />
          <TextInput
            label={say('setupCode')}
            required
            autoComplete="off"
            value={setupCode}
            onChange={(event) => setSetupCode(event.currentTarget.value)}
          />
          {connect.error === null ? null : (
            <Text role="alert" c="var(--mantine-color-error)">
              {faultText(connect.error)}
            </Text>
          )}
          <Button type="submit" w="fit-content" loading={connect.isPending}>
            {say('connectNow')}
          </Button>
        </Stack>
      </form>
    </Panel>
  );
}

const OWN_FAULTS = [
  'code-wrong',
  'code-used',
  'certificate-mismatch',
  'already-connected',
  'update-needed',
  'address-not-secure',
] as const;

function useConnectFault(): (error: unknown) => string {
  const say = useWords(syncWords);
  const sentence = useRefusalSentence(OWN_FAULTS, (code) => say(`fault.${code}`));
  // A refused input (not a URL) is the contract's own error, without a code of ours.
  return (error) => (failureCode(error) === null ? say('fault.bad-address') : sentence(error));
}
