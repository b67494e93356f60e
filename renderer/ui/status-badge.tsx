import type { Icon } from '@tabler/icons-react';
import classes from './status-badge.module.css';

/** What a status means; a tone is never used as decoration. */
export type Tone = 'neutral' | 'info' | 'active' | 'good' | 'warn' | 'danger';

interface StatusBadgeProps {
  readonly tone: Tone;
  readonly label: string;
  readonly icon?: Icon;
  /** A number after the label, e.g. minutes waited. */
  readonly aside?: string;
}

/** A label of more characters may take several lines. */
const LONGEST_LINE = 30;

/** A status: word, colour and, where it helps, an icon. */
export function StatusBadge({ tone, label, icon: BadgeIcon, aside }: StatusBadgeProps) {
  return (
    <span className={classes.badge} data-tone={tone} data-long={label.length > LONGEST_LINE || undefined}>
      {BadgeIcon === undefined ? (
        <span className={classes.dot} aria-hidden />
      ) : (
        <BadgeIcon size={13} stroke={2} aria-hidden />
      )}
      <span className={classes.label}>{label}</span>
      {aside === undefined ? null : <span className={classes.aside}>{aside}</span>}
    </span>
  );
}
