import { Button, Group } from '@mantine/core';
import { IconCameraOff, IconLockOff } from '@tabler/icons-react';
import { useWords } from '../ui/words.ts';
import { callWords } from './call.words.ts';
import classes from './device-remedy.module.css';
import { isDeviceUsable, type DeviceState, type MediaState } from './media-state.ts';

interface DeviceRemedyProps {
  readonly state: MediaState;
  /** A browser asks its person itself; in the workstation's window the system decides. */
  readonly place?: 'browser' | 'workstation';
  readonly onRetry: () => void;
  /** Puts the words away and goes on with what there is. */
  readonly onGoOn?: () => void;
}

/** What is wrong with camera or microphone, and what to do about it; nothing when all is well. */
export function DeviceRemedy({ state, place = 'browser', onRetry, onGoOn }: DeviceRemedyProps) {
  const say = useWords(callWords);
  if (!state.isSecureContext) {
    return (
      <div role="alert" className={classes.remedy} data-tone="danger">
        <IconLockOff size={24} stroke={1.6} aria-hidden />
        <div>
          <strong>{say('remedy.insecureTitle')}</strong>
          <p>{say('remedy.insecure')}</p>
        </div>
      </div>
    );
  }
  const problems = problemsOf(state);
  if (state.isAsking || problems.length === 0) return null;
  return (
    <div role="alert" className={classes.remedy} data-tone="warn">
      <IconCameraOff size={24} stroke={1.6} aria-hidden />
      <div>
        <strong>{titleOf(problems, say)}</strong>
        {[...new Set(problems.map(({ problem }) => problem))].map((problem) => (
          <p key={problem}>{say(REMEDIES[place][problem])}</p>
        ))}
        <Group gap="xs">
          <Button variant="default" onClick={onRetry}>
            {say('check.retry')}
          </Button>
          {onGoOn === undefined ? null : (
            <Button variant="default" onClick={onGoOn}>
              {say('remedy.goOn')}
            </Button>
          )}
        </Group>
      </div>
    </div>
  );
}

type Problem = Extract<DeviceState, 'refused' | 'absent' | 'in-use' | 'failed'>;
interface DeviceProblem {
  readonly device: 'camera' | 'microphone';
  readonly problem: Problem;
}

const REMEDIES = {
  browser: {
    refused: 'remedy.refused',
    absent: 'remedy.absent',
    'in-use': 'remedy.inUse',
    failed: 'remedy.failed',
  },
  workstation: {
    refused: 'remedy.refusedHere',
    absent: 'remedy.absent',
    'in-use': 'remedy.inUse',
    failed: 'remedy.failedHere',
  },
} as const;

function problemsOf({ camera, microphone }: MediaState): readonly DeviceProblem[] {
  const states = [
    ['camera', camera],
    ['microphone', microphone],
  ] as const;
  return states.flatMap(([device, problem]) =>
    isDeviceUsable(problem) || problem === 'unasked' || problem === 'on' || problem === 'off'
      ? []
      : [{ device, problem }],
  );
}

function titleOf(
  problems: readonly DeviceProblem[],
  say: ReturnType<typeof useWords<keyof (typeof callWords)['en']>>,
): string {
  const [first, second] = problems;
  if (first === undefined) return '';
  const isBoth = second?.problem === first.problem;
  if (first.problem === 'refused') {
    return say(isBoth ? 'remedy.bothRefusedTitle' : `remedy.${first.device}RefusedTitle`);
  }
  if (first.problem === 'absent')
    return say(isBoth ? 'remedy.bothAbsentTitle' : `remedy.${first.device}AbsentTitle`);
  const device = say(`check.${first.device}`).toLowerCase();
  return say(first.problem === 'in-use' ? 'remedy.inUseTitle' : 'remedy.failedTitle', { device });
}
