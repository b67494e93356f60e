import { ActionIcon, Button, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { Temporal } from 'temporal-polyfill';
import { formatCalendarDay } from '../../ui/format-moment.ts';
import { WithKeys } from '../../ui/key-hint.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { useLocale, useWords } from '../../ui/words.ts';
import { todayWords } from './today.words.ts';

interface DayMoverProps {
  readonly on: string;
  readonly today: string;
  readonly onMove: (on: string) => void;
  /** How far one step goes. */
  readonly stepDays?: number;
  readonly label?: string;
}

/** Which day is shown, and the way to the ones around it. */
export function DayMover({ on, today, onMove, stepDays = 1, label }: DayMoverProps) {
  const say = useWords(todayWords);
  const locale = useLocale();
  const move = (days: number) => onMove(Temporal.PlainDate.from(on).add({ days }).toString());
  useShortcut({
    keys: 'arrowleft',
    label: say('previousDay'),
    group: say('dayBoard'),
    run: () => move(-stepDays),
  });
  useShortcut({
    keys: 'arrowright',
    label: say('nextDay'),
    group: say('dayBoard'),
    run: () => move(stepDays),
  });
  useShortcut({ keys: 't', label: say('backToToday'), group: say('dayBoard'), run: () => onMove(today) });
  return (
    <Group gap={4} wrap="nowrap">
      <WithKeys label={say('previousDay')} keys="arrowleft">
        <ActionIcon aria-label={say('previousDay')} onClick={() => move(-stepDays)}>
          <IconChevronLeft size={16} />
        </ActionIcon>
      </WithKeys>
      <Text fw={560} c="var(--mantine-color-text)">
        {label ?? formatCalendarDay(on, locale, 'long')}
      </Text>
      <WithKeys label={say('nextDay')} keys="arrowright">
        <ActionIcon aria-label={say('nextDay')} onClick={() => move(stepDays)}>
          <IconChevronRight size={16} />
        </ActionIcon>
      </WithKeys>
      {on === today ? null : (
        <Button variant="default" size="compact-xs" onClick={() => onMove(today)}>
          {say('backToToday')}
        </Button>
      )}
    </Group>
  );
}
