import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { uiWords } from '../../ui/ui.words.ts';
import { useWords } from '../../ui/words.ts';
import { documentReferenceWords } from './document-reference.words.ts';

interface SignNoteDialogProps {
  readonly isOpen: boolean;
  readonly isBusy: boolean;
  readonly onSign: (release: boolean) => void;
  readonly onClose: () => void;
}

/** The last look before a note becomes unchangeable, and whether the patient sees this visit's readings. */
export function SignNoteDialog({ isOpen, isBusy, onSign, onClose }: SignNoteDialogProps) {
  const say = useWords(documentReferenceWords);
  const sayUi = useWords(uiWords);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={say('signDialog.title')}
      closeButtonProps={{ 'aria-label': sayUi('close') }}
    >
      {isOpen ? <SignChoice isBusy={isBusy} onSign={onSign} onClose={onClose} /> : null}
    </Modal>
  );
}

function SignChoice({ isBusy, onSign, onClose }: Omit<SignNoteDialogProps, 'isOpen'>) {
  const say = useWords(documentReferenceWords);
  const [release, setRelease] = useState(false);
  const sign = () => onSign(release);
  useShortcut({
    keys: 'mod+enter',
    label: say('signDialog.confirm'),
    inDialog: true,
    enabled: !isBusy,
    run: sign,
  });
  return (
    <Stack gap="md">
      <Text>{say('signDialog.explain')}</Text>
      <Checkbox
        checked={release}
        onChange={(event) => setRelease(event.currentTarget.checked)}
        label={say('signDialog.release')}
        description={say('signDialog.releaseHint')}
      />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {say('signDialog.cancel')}
        </Button>
        <Button onClick={sign} loading={isBusy} data-autofocus rightSection={<KeyHint keys="enter" />}>
          {say('signDialog.confirm')}
        </Button>
      </Group>
    </Stack>
  );
}
