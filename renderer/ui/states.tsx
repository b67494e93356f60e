import { Button, Group, Skeleton, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconClockExclamation, IconRefresh, type Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useClinicTime } from './clinic-time.tsx';
import { useElapsedWords } from './moment.tsx';
import classes from './states.module.css';
import { uiWords } from './ui.words.ts';
import { useWords } from './words.ts';

interface LoadingRowsProps {
  readonly rows?: number;
  /** Widths of the columns in percent, in the shape of what comes. */
  readonly columns?: readonly number[];
}

/** Grey rows in the shape of the table that is coming. */
export function LoadingRows({ rows = 8, columns = [12, 40, 20, 16] }: LoadingRowsProps) {
  const say = useWords(uiWords);
  return (
    <div role="status" aria-busy="true" className={classes.loading}>
      <VisuallyHidden>{say('loading')}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={classes.loadingRow}>
          {columns.map((widthPercent, column) => (
            <Skeleton key={column} height={10} radius="xl" width={`${widthPercent}%`} />
          ))}
        </div>
      ))}
    </div>
  );
}

interface EmptyStateProps {
  readonly icon?: Icon;
  readonly title: string;
  readonly text?: string;
  /** The next useful action, one button. */
  readonly action?: ReactNode;
}

/** Nothing is here, and what one would do next. */
export function EmptyState({ icon: EmptyIcon, title, text, action }: EmptyStateProps) {
  return (
    <Stack align="center" gap={6} className={classes.middle}>
      {EmptyIcon === undefined ? null : (
        <EmptyIcon size={26} stroke={1.4} className={classes.icon} aria-hidden />
      )}
      <Text fw={600}>{title}</Text>
      {text === undefined ? null : (
        <Text size="sm" c="dimmed" maw={420} ta="center">
          {text}
        </Text>
      )}
      {action === undefined ? null : <div className={classes.action}>{action}</div>}
    </Stack>
  );
}

interface FailedStateProps {
  /** What happened. */
  readonly title: string;
  /** What to do, and what is safe. */
  readonly text: string;
  readonly onRetry?: () => void;
  readonly action?: ReactNode;
}

/** Something went wrong: what happened, what to do, what is safe. */
export function FailedState({ title, text, onRetry, action }: FailedStateProps) {
  const say = useWords(uiWords);
  return (
    <Stack align="center" gap={6} className={classes.middle} role="alert">
      <IconAlertTriangle size={26} stroke={1.4} className={classes.failedIcon} aria-hidden />
      <Text fw={600}>{title}</Text>
      <Text size="sm" c="dimmed" maw={460} ta="center">
        {text}
      </Text>
      <Group gap="xs" mt="xs">
        {onRetry === undefined ? null : (
          <Button variant="default" onClick={onRetry} leftSection={<IconRefresh size={14} aria-hidden />}>
            {say('tryAgain')}
          </Button>
        )}
        {action}
      </Group>
    </Stack>
  );
}

/** What is shown is not the newest: since when, why, and what one can do. */
export function StaleBanner({
  since,
  reason,
  action,
}: {
  readonly since: string | null;
  readonly reason: string;
  readonly action?: ReactNode;
}) {
  return (
    <div role="status" className={classes.stale}>
      <IconClockExclamation size={16} stroke={1.6} aria-hidden />
      <span className={classes.staleText}>
        {reason}
        {since === null ? null : <StaleSince since={since} />}
      </span>
      {action}
    </div>
  );
}

function StaleSince({ since }: { readonly since: string }) {
  const say = useWords(uiWords);
  const { nowMs } = useClinicTime();
  const elapsed = useElapsedWords();
  return <> {say('staleSince', { age: elapsed(nowMs - Date.parse(since)) })}</>;
}
