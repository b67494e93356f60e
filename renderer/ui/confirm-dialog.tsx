import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { uiWords } from './ui.words.ts';
import { useWords } from './words.ts';

interface ConfirmDialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  /** Exactly what goes and what stays. */
  readonly text: string;
  /** The verb, never "OK". */
  readonly confirmLabel: string;
  readonly isDangerous?: boolean;
  readonly isBusy?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before what cannot be undone. The focus starts on the way back. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const say = useWords(uiWords);
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={props.title}
      size="sm"
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <Stack gap="md">
        <Text>{props.text}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose} data-autofocus>
            {say('cancel')}
          </Button>
          <Button
            color={props.isDangerous === true ? 'red.9' : 'teal'}
            loading={props.isBusy === true}
            onClick={props.onConfirm}
          >
            {props.confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
