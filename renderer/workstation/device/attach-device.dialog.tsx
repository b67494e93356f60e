import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from '../../ui/notify.tsx';
import { LoadingRows } from '../../ui/states.tsx';
import { uiWords } from '../../ui/ui.words.ts';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { Loaded } from '../app/loaded.tsx';
import { failureCode, useFailureWords } from '../app/use-failure-words.ts';
import { deviceWords } from './device.words.ts';
import type { usePorts } from './use-ports.ts';

interface AttachDeviceDialogProps {
  readonly isOpen: boolean;
  readonly ports: ReturnType<typeof usePorts>;
  readonly onClose: () => void;
}

/** Remembers a device by its port and the way its bytes are read. */
export function AttachDeviceDialog({ isOpen, ports, onClose }: AttachDeviceDialogProps) {
  const say = useWords(deviceWords);
  const sayUi = useWords(uiWords);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={say('dialog.title')}
      closeButtonProps={{ 'aria-label': sayUi('close') }}
    >
      {isOpen ? (
        <Loaded query={ports} loading={<LoadingRows rows={4} columns={[40, 40]} />}>
          {(choices) => <AttachForm choices={choices} ports={ports} onClose={onClose} />}
        </Loaded>
      ) : null}
    </Modal>
  );
}

interface AttachFormProps extends Omit<AttachDeviceDialogProps, 'isOpen'> {
  readonly choices: NonNullable<ReturnType<typeof usePorts>['data']>;
}

function AttachForm({ choices, ports, onClose }: AttachFormProps) {
  const say = useWords(deviceWords);
  const attach = useAttach(onClose);
  const [portPath, setPortPath] = useState<string | null>(null);
  const [driverId, setDriverId] = useState<string | null>(null);
  const [label, setLabel] = useState('');
  const [wasAsked, setWasAsked] = useState(false);
  const driver = choices.drivers.find((one) => one.driverId === driverId);
  const chosenLabel = label.trim() === '' ? (driver?.label ?? '') : label.trim();
  const submit = () => {
    setWasAsked(true);
    if (portPath !== null && driverId !== null && chosenLabel !== '')
      attach.mutate({ portPath, driverId, label: chosenLabel.slice(0, 60) });
  };
  const missing = (value: string | null) => (wasAsked && value === null ? say('dialog.missing') : null);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="sm">
        <Select
          label={say('dialog.port')}
          description={say(choices.ports.length === 0 ? 'dialog.portNone' : 'dialog.portHint')}
          data={choices.ports.map((port) => ({
            value: port.path,
            label: `${port.label} · ${say(`dialog.transport.${port.transport}`)}`,
          }))}
          value={portPath}
          onChange={setPortPath}
          error={missing(portPath)}
          searchable
          data-autofocus
          required
        />
        <Select
          label={say('dialog.driver')}
          description={say('dialog.driverHint')}
          data={choices.drivers.map((one) => ({ value: one.driverId, label: one.label }))}
          value={driverId}
          onChange={setDriverId}
          error={missing(driverId)}
          required
        />
        <TextInput
          label={say('dialog.label')}
          description={say('dialog.labelHint')}
          placeholder={driver?.label ?? ''}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
          maxLength={60}
        />
        <Group justify="space-between" gap="xs" mt={4}>
          <Button
            variant="subtle"
            leftSection={<IconRefresh size={14} aria-hidden />}
            onClick={() => void ports.refetch()}
            loading={ports.isFetching}
          >
            {say('dialog.rescan')}
          </Button>
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              {say('dialog.cancel')}
            </Button>
            <Button type="submit" loading={attach.isPending}>
              {say('dialog.attach')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

function useAttach(onDone: () => void) {
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  const say = useWords(deviceWords);
  const notify = useNotify();
  const failureText = useFailureWords();
  return useMutation(
    queries.device.attach.mutationOptions({
      onSuccess: (_, { label }) => {
        notify.done(say('attached', { label }));
        void queryClient.invalidateQueries({ queryKey: queries.device.key() });
        onDone();
      },
      onError: (error) => {
        const code = failureCode(error);
        if (code === 'port-in-use-here' || code === 'unknown-driver') notify.failed(say(`dialog.${code}`));
        else notify.failed(failureText(error).title, failureText(error).text);
      },
    }),
  );
}
