import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { LoadingRows } from '../../ui/states.tsx';
import { uiWords } from '../../ui/ui.words.ts';
import { useWords } from '../../ui/words.ts';
import { Loaded } from '../app/loaded.tsx';
import { attachWords } from './attach.words.ts';
import { DeviceGuide } from './device-guide.tsx';
import classes from './device.module.css';
import { useAttach } from './use-attach.ts';
import type { usePorts } from './use-ports.ts';

interface AttachDeviceDialogProps {
  readonly isOpen: boolean;
  readonly ports: ReturnType<typeof usePorts>;
  readonly onClose: () => void;
}

/** Remembers a device by its port and the way its bytes are read, with its guide beside the choice. */
export function AttachDeviceDialog({ isOpen, ports, onClose }: AttachDeviceDialogProps) {
  const say = useWords(attachWords);
  const sayUi = useWords(uiWords);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={say('title')}
      size="xl"
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

type Choices = NonNullable<ReturnType<typeof usePorts>['data']>;

interface AttachFormProps extends Omit<AttachDeviceDialogProps, 'isOpen'> {
  readonly choices: Choices;
}

function AttachForm({ choices, ports, onClose }: AttachFormProps) {
  const say = useWords(attachWords);
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
  const missing = (value: string | null) => (wasAsked && value === null ? say('missing') : null);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className={classes.attach}>
        <Stack gap="sm">
          <PortSelect choices={choices} value={portPath} onChange={setPortPath} error={missing(portPath)} />
          <Select
            label={say('driver')}
            description={say('driverHint')}
            data={choices.drivers.map((one) => ({ value: one.driverId, label: one.label }))}
            value={driverId}
            onChange={setDriverId}
            error={missing(driverId)}
            searchable
            required
          />
          <TextInput
            label={say('label')}
            description={say('labelHint')}
            placeholder={driver?.label ?? ''}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
            maxLength={60}
          />
        </Stack>
        {driverId === null ? <NoGuideYet /> : <DeviceGuide driverId={driverId} />}
      </div>
      <Group justify="space-between" gap="xs" mt="sm">
        <Button
          variant="subtle"
          leftSection={<IconRefresh size={14} aria-hidden />}
          onClick={() => void ports.refetch()}
          loading={ports.isFetching}
        >
          {say('rescan')}
        </Button>
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button type="submit" loading={attach.isPending}>
            {say('attach')}
          </Button>
        </Group>
      </Group>
    </form>
  );
}

interface PortSelectProps {
  readonly choices: Choices;
  readonly value: string | null;
  readonly onChange: (path: string | null) => void;
  readonly error: string | null;
}

/** The ports that no attached device has. */
function PortSelect({ choices, value, onChange, error }: PortSelectProps) {
  const say = useWords(attachWords);
  const free = choices.ports.filter(({ deviceId }) => deviceId === null);
  return (
    <Select
      label={say('port')}
      description={say(free.length === 0 ? 'portNone' : 'portHint')}
      data={free.map((port) => ({
        value: port.path,
        label: `${port.label} · ${say(`transport.${port.transport}`)}`,
      }))}
      value={value}
      onChange={onChange}
      error={error}
      searchable
      data-autofocus
      required
    />
  );
}

function NoGuideYet() {
  const say = useWords(attachWords);
  return (
    <div className={classes.noGuide}>
      <Text size="xs" c="dimmed" ta="center">
        {say('guideHint')}
      </Text>
    </div>
  );
}
