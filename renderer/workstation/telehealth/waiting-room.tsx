import { Button, Stack, Text, Title } from '@mantine/core';
import { IconVideo } from '@tabler/icons-react';
import type { VideoVisit } from '../../../domain/contract/telehealth/video-visit.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { Elapsed } from '../../ui/moment.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { EmptyState, FailedState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { telehealthWords } from './telehealth.words.ts';
import classes from './telehealth.module.css';
import type { useAdmit } from './use-video-visits.ts';

const ADMIT_KEY = 'a';

interface WaitingRoomProps {
  readonly visit: VideoVisit;
  readonly patientName: string;
  readonly admission: ReturnType<typeof useAdmit>;
}

/** Before the call: whether the patient is there, and letting them in with one key. */
export function WaitingRoom({ visit, patientName, admission }: WaitingRoomProps) {
  const say = useWords(telehealthWords);
  const canAdmit = visit.state === 'waiting' && !admission.isPending;
  const admit = () => admission.admit(visit.visitId);
  const names = { name: patientName };
  useShortcut({ keys: ADMIT_KEY, label: say('admit'), group: say('title'), enabled: canAdmit, run: admit });
  if (admission.failure !== null)
    return (
      <div className={classes.stage}>
        <FailedState title={admission.failure.title} text={admission.failure.text} onRetry={admit} />
      </div>
    );
  if (visit.state !== 'waiting')
    return (
      <div className={classes.stage}>
        <EmptyState
          icon={IconVideo}
          title={admission.isPending ? say('admitting') : say('notThere', names)}
          text={say('notThereHint')}
        />
      </div>
    );
  return (
    <div className={classes.stage}>
      <Stack align="center" gap="sm" p="xl">
        <IconVideo size={30} stroke={1.4} aria-hidden />
        <Title order={2}>{say('waits', names)}</Title>
        {visit.waitingSince === null ? null : (
          <Text c="dimmed" role="status">
            {say('waitsSince')} <Elapsed since={visit.waitingSince} />
          </Text>
        )}
        <Button
          size="md"
          onClick={admit}
          loading={admission.isPending}
          rightSection={<KeyHint keys={ADMIT_KEY} />}
        >
          {say('admit')}
        </Button>
      </Stack>
    </div>
  );
}
