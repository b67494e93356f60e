import { IconClockExclamation } from '@tabler/icons-react';
import { CLOCK_OFFSET_TOLERATED_SECONDS } from '../../../domain/device/clock-offset.ts';
import { useElapsedWords } from '../../ui/moment.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useWords } from '../../ui/words.ts';
import { clockWords } from './clock.words.ts';

/** Says how a device's clock goes: right, or so much ahead or behind. */
export function useClockWords(): (offsetSeconds: number) => string {
  const say = useWords(clockWords);
  const elapsed = useElapsedWords();
  return (offsetSeconds) => {
    const offMinutes = Math.round(Math.abs(offsetSeconds) / 60);
    if (offMinutes === 0) return say('right');
    return say(offsetSeconds > 0 ? 'ahead' : 'behind', { time: elapsed(offMinutes * 60_000) });
  };
}

/** Whether times of this clock need a second look. */
export function isClockOff(offsetSeconds: number): boolean {
  return Math.abs(offsetSeconds) > CLOCK_OFFSET_TOLERATED_SECONDS;
}

/** A device's clock against the workstation's; marked where it is far off. */
export function ClockOffset({ offsetSeconds }: { readonly offsetSeconds: number }) {
  const textOf = useClockWords();
  const text = textOf(offsetSeconds);
  if (!isClockOff(offsetSeconds)) return <span>{text}</span>;
  return <StatusBadge tone="warn" icon={IconClockExclamation} label={text} />;
}
