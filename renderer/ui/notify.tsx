import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useMemo } from 'react';
import { uiWords } from './ui.words.ts';
import { useWords } from './words.ts';

const UNDO_MS = 8_000;
const DONE_MS = 4_000;
const FAILED_MS = 12_000;

export interface Notify {
  readonly done: (message: string) => void;
  /** Done, with the way back for eight seconds. */
  readonly undoable: (message: string, undo: () => void) => void;
  /** What happened, and what to do. */
  readonly failed: (title: string, message?: string) => void;
}

/** Short messages in the corner of the window. */
export function useNotify(): Notify {
  const say = useWords(uiWords);
  return useMemo(() => {
    const closeButtonProps = { 'aria-label': say('close') };
    return {
      done: (message) => {
        const icon = <IconCheck size={16} />;
        notifications.show({ message, autoClose: DONE_MS, color: 'teal', icon, closeButtonProps });
      },
      undoable: (message, undo) => {
        const id = crypto.randomUUID();
        const takeBack = () => {
          notifications.hide(id);
          undo();
        };
        notifications.show({
          id,
          closeButtonProps,
          autoClose: UNDO_MS,
          color: 'teal',
          icon: <IconCheck size={16} />,
          message: (
            <Group justify="space-between" wrap="nowrap">
              <Text size="sm">{message}</Text>
              <Button variant="default" size="compact-xs" onClick={takeBack} flex="none">
                {say('undo')}
              </Button>
            </Group>
          ),
        });
      },
      failed: (title, message) => {
        notifications.show({
          title,
          closeButtonProps,
          message: message ?? '',
          autoClose: FAILED_MS,
          color: 'red',
          icon: <IconAlertTriangle size={16} />,
          role: 'alert',
        });
      },
    };
  }, [say]);
}
