import { IconAlertTriangle, IconArrowUpCircle, IconClockPause, type Icon } from '@tabler/icons-react';
import type { Alert } from '../../../domain/contract/ipc/task.ts';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import { useWords } from '../../ui/words.ts';
import classes from './task.module.css';
import { taskWords } from './task.words.ts';

const LOOK: Readonly<Record<Alert['gravity'], { readonly tone: Tone; readonly icon: Icon }>> = {
  stat: { tone: 'danger', icon: IconAlertTriangle },
  urgent: { tone: 'warn', icon: IconAlertTriangle },
  routine: { tone: 'info', icon: IconClockPause },
};

/** How grave an alert is and whether it escalated, in words. */
export function AlertBadges({ alert }: { readonly alert: Alert }) {
  const say = useWords(taskWords);
  const { tone, icon } = LOOK[alert.gravity];
  return (
    <span className={classes.badges}>
      <StatusBadge tone={tone} icon={icon} label={say(`gravity.${alert.gravity}`)} />
      {alert.task.escalatedAt === null ? null : (
        <StatusBadge tone="danger" icon={IconArrowUpCircle} label={say('escalated')} />
      )}
    </span>
  );
}
