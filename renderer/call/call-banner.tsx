import { Button, UnstyledButton } from '@mantine/core';
import {
  IconAntennaBars2,
  IconAntennaBars3,
  IconAntennaBars5,
  IconPlugConnectedX,
  IconShieldCheck,
} from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useWords } from '../ui/words.ts';
import classes from './call-banner.module.css';
import type { CallState } from './call-state.ts';
import { callWords } from './call.words.ts';

interface CallBannerProps {
  readonly state: CallState;
  readonly otherName: string;
  readonly phone: string | null;
  readonly onSoundOnly: () => void;
  readonly children?: ReactNode;
}

/** Above the picture: how good the connection is, in words, what to do when it is not, and the safety code. */
export function CallBanner({ state, otherName, phone, onSoundOnly, children }: CallBannerProps) {
  const say = useWords(callWords);
  const isTrouble = state.phase === 'reconnecting';
  return (
    <div className={classes.banners}>
      <div className={classes.bar}>
        <strong className={classes.name}>{otherName}</strong>
        {state.phase === 'connected' ? <QualityWords state={state} /> : null}
        {state.phase === 'connected' && state.safetyCode !== null ? (
          <SafetyCode code={state.safetyCode} />
        ) : null}
        {children}
      </div>
      <div role="status" aria-live="polite">
        {isTrouble ? (
          <div className={classes.notice} data-tone="warn">
            <IconPlugConnectedX size={22} stroke={1.6} aria-hidden />
            <div>
              <strong>{say('phase.reconnecting')}</strong>
              <p>{say('phase.reconnectingHint')}</p>
            </div>
          </div>
        ) : null}
        {state.isFallbackOffered ? (
          <div className={classes.notice} data-tone="warn">
            <div>
              <strong>{say('fallback.title')}</strong>
              <p>
                {say('fallback.hint')}{' '}
                {phone === null ? null : <a href={`tel:${phone.replaceAll(' ', '')}`}>{phone}</a>}
              </p>
              <Button variant="white" color="dark" onClick={onSoundOnly}>
                {say('fallback.soundOnly')}
              </Button>
            </div>
          </div>
        ) : null}
      </div>
    </div>
  );
}

const QUALITY_ICONS = {
  good: IconAntennaBars5,
  fair: IconAntennaBars3,
  poor: IconAntennaBars2,
  unknown: IconAntennaBars2,
} as const;

function QualityWords({ state }: { readonly state: CallState }) {
  const say = useWords(callWords);
  const { level, reason, framesPerSecond, lossPercent, roundTripMs } = state.quality;
  const Icon = QUALITY_ICONS[level];
  const round = (value: number | null): string => (value === null ? '–' : String(Math.round(value)));
  const values = { fps: round(framesPerSecond), loss: round(lossPercent), rtt: round(roundTripMs) };
  return (
    <span className={classes.quality} data-level={level} title={say('quality.details', values)}>
      <Icon size={20} stroke={1.8} aria-hidden />
      {say(`quality.${level}`)}
      {reason === null ? null : <span className={classes.reason}>{say(`quality.${reason}`)}</span>}
    </span>
  );
}

function SafetyCode({ code }: { readonly code: string }) {
  const say = useWords(callWords);
  const [isOpen, setOpen] = useState(false);
  return (
    <UnstyledButton className={classes.safety} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
      <IconShieldCheck size={20} stroke={1.6} aria-hidden />
      <span>
        <span className={classes.safetyLabel}>{say('safety.label')}</span>{' '}
        <span className="tabular">{code}</span>
        {isOpen ? <span className={classes.safetyHint}>{say('safety.hint')}</span> : null}
      </span>
    </UnstyledButton>
  );
}
