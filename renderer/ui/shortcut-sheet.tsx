import { Modal, Stack, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { KeyHint } from './key-hint.tsx';
import { useShortcut, useShortcutBook, type Shortcut } from './shortcuts.tsx';
import { uiWords } from './ui.words.ts';
import { useWords } from './words.ts';

/** The `?` key and its sheet: every shortcut that works on the screen behind it. */
export function ShortcutSheet() {
  const say = useWords(uiWords);
  const [isOpen, { open, close }] = useDisclosure(false);
  useShortcut({ keys: '?', label: say('shortcutsShow'), run: open });
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={say('shortcuts')}
      size="md"
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      {isOpen ? <ShortcutList /> : null}
    </Modal>
  );
}

function ShortcutList() {
  const say = useWords(uiWords);
  const groups = groupShortcuts(useShortcutBook().all(), say('general'));
  if (groups.length === 0) return <Text c="dimmed">{say('shortcutsNone')}</Text>;
  return (
    <Stack gap="md">
      {groups.map(([group, shortcuts]) => (
        <section key={group}>
          <Title order={3} mb={4}>
            {group}
          </Title>
          <Table verticalSpacing={4}>
            <Table.Tbody>
              {shortcuts.map((shortcut) => (
                <Table.Tr key={`${shortcut.keys}${shortcut.label}`}>
                  <Table.Td>{shortcut.label}</Table.Td>
                  <Table.Td ta="end">
                    <KeyHint keys={shortcut.keys} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      ))}
    </Stack>
  );
}

function groupShortcuts(
  shortcuts: readonly Shortcut[],
  general: string,
): readonly (readonly [string, readonly Shortcut[]])[] {
  const ofScreen = new Set(shortcuts.filter(({ group }) => group !== undefined).map(({ keys }) => keys));
  const inForce = shortcuts.filter(({ group, keys }) => group !== undefined || !ofScreen.has(keys));
  const grouped = Map.groupBy(inForce, (shortcut) => shortcut.group ?? general);
  return [...grouped].toSorted(([a], [b]) => Number(a === general) - Number(b === general));
}
