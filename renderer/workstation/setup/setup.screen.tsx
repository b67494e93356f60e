import { Stack } from '@mantine/core';
import { IconBuildingHospital, IconPlugConnected, IconSchool, type Icon } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '../../ui/words.ts';
import { FrontDoor } from '../session/front-door.tsx';
import classes from '../session/session.module.css';
import { JoinClinicForm } from './join-clinic-form.tsx';
import { NewClinicForm } from './new-clinic-form.tsx';
import { RecoveryKeyStep } from './recovery-key-step.tsx';
import { setupWords } from './setup.words.ts';

export type KeychainUse = 'usable' | 'unavailable';

type Step =
  | { readonly kind: 'choose' }
  | { readonly kind: 'new'; readonly clinic: 'practice' | 'empty' }
  | { readonly kind: 'join' }
  | { readonly kind: 'recovery-key'; readonly recoveryKey: string };

/** First run: a new clinic, a practice clinic, or joining one; then the recovery key. */
export function SetupScreen({ keychain }: { readonly keychain: KeychainUse }) {
  const say = useWords(setupWords);
  const [step, setStep] = useState<Step>({ kind: 'choose' });
  const showKey = (recoveryKey: string) => setStep({ kind: 'recovery-key', recoveryKey });
  const goBack = () => setStep({ kind: 'choose' });
  switch (step.kind) {
    case 'choose':
      return (
        <FrontDoor title={say('welcome')} text={say('welcomeText')}>
          <Stack gap="xs">
            <Choice
              icon={IconBuildingHospital}
              title={say('newClinic')}
              text={say('newClinicText')}
              onChoose={() => setStep({ kind: 'new', clinic: 'empty' })}
            />
            <Choice
              icon={IconPlugConnected}
              title={say('join')}
              text={say('joinText')}
              onChoose={() => setStep({ kind: 'join' })}
            />
            <Choice
              icon={IconSchool}
              title={say('practiceClinic')}
              text={say('practiceClinicText')}
              onChoose={() => setStep({ kind: 'new', clinic: 'practice' })}
            />
          </Stack>
        </FrontDoor>
      );
    case 'new':
      return (
        <FrontDoor
          title={step.clinic === 'practice' ? say('practiceTitle') : say('newTitle')}
          text={say('ownerText')}
          size="lg"
        >
          <NewClinicForm kind={step.clinic} keychain={keychain} onCreated={showKey} onBack={goBack} />
        </FrontDoor>
      );
    case 'join':
      return (
        <FrontDoor title={say('joinTitle')} text={say('joinLead')} size="lg">
          <JoinClinicForm keychain={keychain} onJoined={showKey} onBack={goBack} />
        </FrontDoor>
      );
    case 'recovery-key':
      return (
        <FrontDoor title={say('keyTitle')} text={say('keyText')} size="lg">
          <RecoveryKeyStep recoveryKey={step.recoveryKey} />
        </FrontDoor>
      );
  }
}

interface ChoiceProps {
  readonly icon: Icon;
  readonly title: string;
  readonly text: string;
  readonly onChoose: () => void;
}

function Choice({ icon: ChoiceIcon, title, text, onChoose }: ChoiceProps) {
  return (
    <button type="button" className={classes.choice} onClick={onChoose}>
      <ChoiceIcon size={22} stroke={1.5} aria-hidden />
      <span className={classes.choiceTitle}>{title}</span>
      <span className={classes.choiceText}>{text}</span>
    </button>
  );
}
