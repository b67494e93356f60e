import { Button, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { IconDatabaseImport } from '@tabler/icons-react';
import type { z } from 'zod';
import type { AttachedDevice, DeviceMemory } from '../../../domain/contract/ipc/device.ts';
import { EmptyState, LoadingRows } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { Loaded } from '../app/loaded.tsx';
import { deviceMemoryWords } from './device-memory.words.ts';
import { deviceProblemWords } from './device-problem.words.ts';
import { MemoryPicker } from './memory-picker.tsx';
import { useMemory } from './use-memory.ts';

interface ReadMemoryDialogProps {
  readonly device: AttachedDevice;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Reads a device's memory and files what a person chooses of it, for the patient a person chooses. */
export function ReadMemoryDialog({ device, isOpen, onClose }: ReadMemoryDialogProps) {
  const say = useWords(deviceMemoryWords);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={say('title', { label: device.label })}
      size={940}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      {isOpen ? <Memory device={device} onClose={onClose} /> : null}
    </Modal>
  );
}

function Memory({ device, onClose }: Omit<ReadMemoryDialogProps, 'isOpen'>) {
  const use = useMemory(device.deviceId);
  return (
    <Loaded query={use.memory} loading={<LoadingRows rows={5} columns={[20, 30, 30]} />}>
      {(memory) =>
        memory.state === 'done' ? (
          <MemoryPicker memory={memory} use={use} deviceId={device.deviceId} onClose={onClose} />
        ) : (
          <ReadingMemory device={device} memory={memory} use={use} />
        )
      }
    </Loaded>
  );
}

interface ReadingMemoryProps {
  readonly device: AttachedDevice;
  readonly memory: z.infer<typeof DeviceMemory>;
  readonly use: ReturnType<typeof useMemory>;
}

/** The way to the records: not read yet, being read, or not read to the end and why. */
function ReadingMemory({ device, memory, use }: ReadingMemoryProps) {
  const say = useWords(deviceMemoryWords);
  const sayProblem = useWords(deviceProblemWords);
  const { state, framesRead: read, countTold: told, problem } = memory;
  if (state === 'waiting' || state === 'reading')
    return (
      <Stack gap="sm" py="md">
        <Text fw={600}>{say(`state.${state}`)}</Text>
        <Progress
          value={told === null || told === 0 ? 100 : Math.min(100, (read / told) * 100)}
          animated
          aria-label={say(`state.${state}`)}
        />
        <Text size="xs" c="dimmed" role="status">
          {told === null ? say('progress', { read }) : say('progressOf', { read, told })} {say('keeps')}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={use.cancel}>
            {say('stop')}
          </Button>
        </Group>
      </Stack>
    );
  const title = problem === null ? '' : sayProblem(`problem.${problem}`, { port: device.portPath });
  return (
    <EmptyState
      icon={IconDatabaseImport}
      title={`${say(state === 'done' ? 'empty' : `state.${state}`)} ${title}`}
      text={say('keeps')}
      action={
        <Button onClick={use.read} loading={use.isStarting} data-autofocus>
          {say(state === 'none' ? 'read' : 'again')}
        </Button>
      }
    />
  );
}
