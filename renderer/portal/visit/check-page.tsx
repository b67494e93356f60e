import { Button, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { DeviceCheck } from '../../call/device-check.tsx';
import type { LocalMedia } from '../../call/local-media.ts';
import { useMediaState } from '../../call/use-call.ts';
import { useWords } from '../../ui/words.ts';
import { Page } from '../app/page.tsx';
import { portalWords } from '../app/portal.words.ts';
import classes from './check-page.module.css';
import type { VisitSummary } from './visit-page.tsx';

interface CheckPageProps {
  readonly visit: VisitSummary;
  readonly media: LocalMedia;
  readonly onNext: () => void;
  readonly onBack: () => void;
}

/** Camera, microphone and speaker before anybody else sees them; without them one goes on with what is there. */
export function CheckPage({ visit, media, onNext, onBack }: CheckPageProps) {
  const say = useWords(portalWords);
  const { camera, microphone, isAsking } = useMediaState(media);
  const isComplete = camera === 'on' && microphone === 'on';
  const hasNothing = camera !== 'on' && microphone !== 'on';
  const label =
    isComplete || camera === 'on' ? 'check.next' : hasNothing ? 'check.nextNothing' : 'check.nextAudio';
  return (
    <Page
      title={say('check.title')}
      lead={say('check.lead')}
      clinicName={visit.clinicName}
      isPractice={visit.isPractice}
      width="wide"
    >
      <DeviceCheck media={media} />
      <div className={classes.ways}>
        <Button
          size="lg"
          variant={isComplete ? 'filled' : 'default'}
          onClick={onNext}
          disabled={isAsking}
          rightSection={<IconArrowRight size={20} aria-hidden />}
        >
          {say(label)}
        </Button>
        {hasNothing && !isAsking ? <Text c="dimmed">{say('check.nextNothingHint')}</Text> : null}
        <Button variant="subtle" color="gray" onClick={onBack}>
          {say('check.back')}
        </Button>
      </div>
    </Page>
  );
}
