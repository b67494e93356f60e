import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDatabaseImport } from '@tabler/icons-react';
import { useState } from 'react';
import type { z } from 'zod';
import type { DeviceMemory } from '../../../domain/contract/ipc/device.ts';
import type { PatientSummary } from '../../../domain/contract/ipc/patient.ts';
import { EmptyState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { useClockWords } from './clock-offset.tsx';
import { deviceMemoryWords } from './device-memory.words.ts';
import { MemoryFiled } from './memory-filed.tsx';
import { chooseAllNew, NOTHING_CHOSEN, type Selection } from './memory-selection.ts';
import { MemoryTable } from './memory-table.tsx';
import { MemoryTarget } from './memory-target.tsx';
import { useFileRecords } from './use-file-records.ts';
import type { useMemory } from './use-memory.ts';

interface MemoryPickerProps {
  readonly memory: z.infer<typeof DeviceMemory>;
  readonly use: ReturnType<typeof useMemory>;
  readonly deviceId: string;
  readonly onClose: () => void;
}

/** Which records, and whose: nothing of it is chosen beforehand. */
export function MemoryPicker({ memory, use, deviceId, onClose }: MemoryPickerProps) {
  const say = useWords(deviceMemoryWords);
  const { records } = memory;
  const [selection, setSelection] = useState<Selection>(NOTHING_CHOSEN);
  const [measuredAt, setMeasuredAt] = useState<ReadonlyMap<string, string>>(new Map());
  const [patient, setPatient] = useState<PatientSummary | null>(null);
  const chosen = records.filter(({ recordId, isImportable }) => isImportable && selection.has(recordId));
  const filing = useFileRecords({ use, deviceId, chosen, measuredAt });
  if (records.length === 0)
    return (
      <EmptyState
        icon={IconDatabaseImport}
        title={say('empty')}
        text={say('keeps')}
        action={
          <Button variant="default" onClick={use.read} loading={use.isStarting}>
            {say('again')}
          </Button>
        }
      />
    );
  if (filing.filed !== null && patient !== null)
    return (
      <MemoryFiled
        count={filing.filed}
        patient={patient}
        onMore={() => {
          filing.forget();
          setSelection(NOTHING_CHOSEN);
        }}
        onClose={onClose}
      />
    );
  const choose = (next: Selection) => {
    filing.forget();
    setSelection(next);
  };
  return (
    <Stack gap="sm">
      <MemoryHead memory={memory} use={use} selection={selection} onChoose={choose} />
      <MemoryTable
        records={records}
        selection={selection}
        onChoose={choose}
        onTime={(recordId, at) => {
          filing.forget();
          const next = new Map(measuredAt);
          if (at === null) next.delete(recordId);
          else next.set(recordId, at);
          setMeasuredAt(next);
        }}
      />
      <MemoryTarget
        patient={patient}
        onPatient={(next) => {
          filing.forget();
          setPatient(next);
        }}
        chosen={chosen}
        filing={filing}
        onClose={onClose}
      />
    </Stack>
  );
}

interface MemoryHeadProps {
  readonly memory: z.infer<typeof DeviceMemory>;
  readonly use: ReturnType<typeof useMemory>;
  readonly selection: Selection;
  readonly onChoose: (selection: Selection) => void;
}

/** What the times are worth, and the two quick choices. */
function MemoryHead({ memory, use, selection, onChoose }: MemoryHeadProps) {
  const say = useWords(deviceMemoryWords);
  const clockText = useClockWords();
  const { clockOffsetSeconds: offset, records } = memory;
  const allNew = chooseAllNew(records);
  const clock =
    offset === null
      ? say('clock.unknown')
      : Math.abs(offset) < 30
        ? say('clock.right')
        : say('clock.off', { offset: clockText(offset) });
  return (
    <div>
      <Text size="xs" c="dimmed">
        {memory.identity === null ? '' : `${memory.identity} · `}
        {clock}
      </Text>
      <Group gap="xs" mt={6}>
        <Button
          variant="default"
          size="compact-xs"
          disabled={allNew.size === 0}
          onClick={() => onChoose(allNew)}
        >
          {say('selectAll', { count: allNew.size })}
        </Button>
        <Button
          variant="default"
          size="compact-xs"
          disabled={selection.size === 0}
          onClick={() => onChoose(NOTHING_CHOSEN)}
        >
          {say('selectNone')}
        </Button>
        <Text size="xs" fw={600} role="status">
          {say('chosen', { count: selection.size })}
        </Text>
        <Text size="xs" c="dimmed">
          {say('rangeHint')}
        </Text>
        <Button variant="subtle" size="compact-xs" ml="auto" onClick={use.read} loading={use.isStarting}>
          {say('again')}
        </Button>
      </Group>
    </div>
  );
}
