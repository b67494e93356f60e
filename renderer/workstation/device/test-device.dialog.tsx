import { Button, Group, Loader, Modal, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconCircleDashed, IconMinus, IconX } from '@tabler/icons-react';
import type { AttachedDevice } from '../../../domain/contract/ipc/device.ts';
import { useWords } from '../../ui/words.ts';
import { useMeasuredText } from '../observation/use-vital-words.ts';
import { DeviceProblem } from './device-problem.tsx';
import { testOf, type DeviceTest, type TestStep } from './device-test.ts';
import { deviceTestWords } from './device-test.words.ts';
import classes from './device.module.css';
import type { Platform } from './problem-remedy.ts';
import type { RunningTest } from './use-device-test.ts';

interface TestDeviceDialogProps {
  readonly device: AttachedDevice;
  readonly platform: Platform;
  readonly test: RunningTest;
}

/** Asks a device now and says step by step what happened. */
export function TestDeviceDialog({ device, platform, test }: TestDeviceDialogProps) {
  const say = useWords(deviceTestWords);
  return (
    <Modal
      opened={test.startedAtMs !== null}
      onClose={test.close}
      title={say('title', { label: device.label })}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      {test.startedAtMs === null ? null : (
        <TestRun device={device} platform={platform} test={test} startedAtMs={test.startedAtMs} />
      )}
    </Modal>
  );
}

function TestRun({
  device,
  platform,
  test,
  startedAtMs,
}: TestDeviceDialogProps & { readonly startedAtMs: number }) {
  const say = useWords(deviceTestWords);
  // Until the question is out, what is known of the device is from before.
  const result = test.isAsked ? testOf(device, startedAtMs, test.isOverdue) : NOT_ASKED;
  return (
    <Stack gap="sm">
      <Text size="xs" c="dimmed">
        {say('explain')}
      </Text>
      <ol className={classes.testSteps} aria-label={say('steps')}>
        {result.steps.map((step) => (
          <TestStepRow key={step.name} step={step} device={device} />
        ))}
      </ol>
      <Text fw={600} role="status">
        {result.isOver ? say(verdictOf(result)) : ''}
      </Text>
      {result.problem === null ? null : (
        <DeviceProblem device={device} problem={result.problem} platform={platform} />
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={test.start} loading={!result.isOver}>
          {say('again')}
        </Button>
        <Button onClick={test.close}>{say('close')}</Button>
      </Group>
    </Stack>
  );
}

const NOT_ASKED: DeviceTest = {
  steps: [
    { name: 'port', state: 'running' },
    { name: 'answer', state: 'waiting' },
    { name: 'identity', state: 'waiting' },
    { name: 'reading', state: 'waiting' },
  ],
  problem: null,
  isOver: false,
};

function verdictOf({ steps, problem }: DeviceTest): 'works' | 'answersOnly' | 'fails' {
  const isDone = (name: TestStep['name']) =>
    steps.some((step) => step.name === name && step.state === 'done');
  if (isDone('reading')) return 'works';
  return problem === null && isDone('answer') ? 'answersOnly' : 'fails';
}

const MARKS = {
  waiting: <IconCircleDashed size={16} stroke={1.6} aria-hidden />,
  running: <Loader size={14} aria-hidden />,
  done: <IconCheck size={16} stroke={2.2} aria-hidden />,
  failed: <IconX size={16} stroke={2.2} aria-hidden />,
  none: <IconMinus size={16} stroke={1.8} aria-hidden />,
} as const;

function TestStepRow({ step, device }: { readonly step: TestStep; readonly device: AttachedDevice }) {
  const say = useWords(deviceTestWords);
  const measuredText = useMeasuredText();
  const hasValues = step.name === 'reading' && step.state === 'done' && device.live.length > 0;
  const values = measuredText(device.live.map((value) => ({ ...value, components: [] })));
  return (
    <li data-state={step.state}>
      {MARKS[step.state]}
      <VisuallyHidden>{say(`state.${step.state}`)}: </VisuallyHidden>
      <span>
        {hasValues
          ? say('reading.doneLive', { values })
          : say(`${step.name}.${step.state}`, { port: device.portPath, identity: device.identity ?? '' })}
      </span>
    </li>
  );
}
