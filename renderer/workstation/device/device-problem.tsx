import { Button, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { AttachedDevice } from '../../../domain/contract/ipc/device.ts';
import { Moment } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words.ts';
import { CopyLine } from './copy-line.tsx';
import classes from './device.module.css';
import { deviceProblemWords } from './device-problem.words.ts';
import { remedyOf, type Platform } from './problem-remedy.ts';
import { useDeviceActions } from './use-devices.ts';

interface DeviceProblemProps {
  readonly device: AttachedDevice;
  readonly problem: NonNullable<AttachedDevice['problem']>;
  readonly platform: Platform;
}

/** What is wrong with a device in a sentence, and what to do about it on this computer. */
export function DeviceProblem({ device, problem, platform }: DeviceProblemProps) {
  const say = useWords(deviceProblemWords);
  const isNow = device.state === 'failed';
  return (
    <div className={classes.problem} data-now={isNow} role={isNow ? 'alert' : undefined}>
      <IconAlertTriangle size={16} stroke={1.8} aria-hidden />
      <div className={classes.problemText}>
        <Text size="sm" fw={600}>
          {say(`problem.${problem.code}`, { port: device.portPath })}
        </Text>
        <ProblemRemedy code={problem.code} device={device} platform={platform} />
        <ProblemDetail problem={problem} />
        {problem.code === 'other-device' ? <AcceptOther device={device} /> : null}
        <Text size="xs" mt={2}>
          {say(isNow ? 'since' : 'earlier')} <Moment at={problem.at} />
        </Text>
      </div>
    </div>
  );
}

interface ProblemRemedyProps {
  readonly code: DeviceProblemProps['problem']['code'];
  readonly device: Pick<AttachedDevice, 'transport' | 'usb'>;
  readonly platform: Platform;
}

/** What a person does about it, with the line for the system where it needs one. */
export function ProblemRemedy({ code, device, platform }: ProblemRemedyProps) {
  const say = useWords(deviceProblemWords);
  const { word, line } = remedyOf(code, platform, device);
  return (
    <>
      <Text size="xs">{say(word)}</Text>
      {line === null ? null : <CopyLine label={say(line.label)} text={line.text} />}
    </>
  );
}

function ProblemDetail({ problem: { code, detail } }: Pick<DeviceProblemProps, 'problem'>) {
  const say = useWords(deviceProblemWords);
  if (detail === null) return null;
  return (
    <Text size="xs" className={classes.detail ?? ''}>
      {say(code === 'other-device' ? 'answers' : 'system', { detail })}
    </Text>
  );
}

/** The person's word that the device was replaced by the one that answers. */
function AcceptOther({ device }: { readonly device: AttachedDevice }) {
  const say = useWords(deviceProblemWords);
  const actions = useDeviceActions();
  const { label } = device;
  return (
    <Button
      variant="default"
      size="compact-xs"
      mt={4}
      loading={actions.isBusy}
      aria-label={say('acceptLabel', { label })}
      onClick={() => actions.acceptOther(device, say('accepted', { label }))}
    >
      {say('accept')}
    </Button>
  );
}
