import { Table, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DeviceMemoryRecord } from '../../../domain/contract/ipc/device.ts';
import { useClinicTime } from '../../ui/clinic-time.tsx';
import { Moment, Unknown } from '../../ui/moment.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useWords } from '../../ui/words.ts';
import { instantOfTypedTime } from '../observation/typed-time.ts';
import { useFindingSentence, useMeasuredText, useVitalName } from '../observation/use-vital-words.ts';
import { VitalValue } from '../observation/vital-value.tsx';
import { deviceMemoryWords } from './device-memory.words.ts';
import classes from './memory.module.css';
import { useHintWords } from './use-hint-words.ts';
import { useOutcomeWords } from './use-outcome-words.ts';

interface MemoryRowProps {
  readonly record: DeviceMemoryRecord;
  readonly index: number;
  readonly isChosen: boolean;
  /** Takes the Tab; the others are reached by arrows. */
  readonly isActive: boolean;
  readonly onToggle: (index: number, isRange: boolean) => void;
  readonly onTime: (recordId: string, at: string | null) => void;
}

/** One record: its choice where it can be filed, otherwise why not. */
export function MemoryRow({ record, index, isChosen, isActive, onToggle, onTime }: MemoryRowProps) {
  const say = useWords(deviceMemoryWords);
  const measuredText = useMeasuredText();
  const hintWords = useHintWords();
  const { isImportable, recordId, measured, hints } = record;
  const what = measuredText(measured);
  const when = record.deviceTime?.replace('T', ' ') ?? '';
  return (
    <Table.Tr className={classes.row ?? ''} data-chosen={isChosen} data-importable={isImportable}>
      <Table.Td>
        {isImportable ? (
          <input
            type="checkbox"
            className={classes.box}
            checked={isChosen}
            tabIndex={isActive ? 0 : -1}
            data-index={index}
            aria-label={say('selectLabel', { what, when })}
            onClick={(event) => onToggle(index, event.shiftKey)}
            onChange={() => undefined}
          />
        ) : null}
      </Table.Td>
      <Table.Td>
        <RecordTime record={record} onTime={(at) => onTime(recordId, at)} />
      </Table.Td>
      <Table.Td>
        <RecordValue record={record} />
      </Table.Td>
      <Table.Td>
        <Text size="xs" c="dimmed">
          {hintWords(hints).join(', ')}
        </Text>
      </Table.Td>
      <Table.Td>
        <RecordNote record={record} />
      </Table.Td>
    </Table.Tr>
  );
}

/** The corrected time with the device's own below it, or a field where the device said none. */
function RecordTime({
  record,
  onTime,
}: {
  readonly record: DeviceMemoryRecord;
  readonly onTime: (at: string | null) => void;
}) {
  const say = useWords(deviceMemoryWords);
  const { timeZone } = useClinicTime();
  const [typed, setTyped] = useState('');
  const { effectiveAt, deviceTime, isImportable } = record;
  if (effectiveAt === null && !isImportable) return <Unknown>—</Unknown>;
  if (effectiveAt === null)
    return (
      <TextInput
        type="datetime-local"
        aria-label={say('whenUnknown')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          onTime(instantOfTypedTime(event.currentTarget.value, timeZone));
        }}
      />
    );
  return (
    <>
      <Moment at={effectiveAt} />
      {deviceTime === null ? null : (
        <Text size="xs" c="dimmed">
          {say('whenDevice', { time: deviceTime.slice(0, 16).replace('T', ' ') })}
        </Text>
      )}
    </>
  );
}

function RecordValue({ record }: { readonly record: DeviceMemoryRecord }) {
  const say = useWords(deviceMemoryWords);
  const nameOf = useVitalName();
  const outcomeText = useOutcomeWords();
  const { outcome, measured } = record;
  if (outcome === 'out-of-range') return <span>{outcomeText(record)}</span>;
  if (outcome !== 'reading') return <span className={classes.muted}>{say(`outcome.${outcome}`)}</span>;
  return (
    <span className={classes.values}>
      {measured.map((one) => (
        <span key={one.code}>
          <span className={classes.muted}>{nameOf(one.code)}</span> <VitalValue measured={one} />
        </span>
      ))}
    </span>
  );
}

/** Why it cannot be filed, or what to look at before it is. */
function RecordNote({ record }: { readonly record: DeviceMemoryRecord }) {
  const say = useWords(deviceMemoryWords);
  const sentence = useFindingSentence();
  const outcomeText = useOutcomeWords();
  const { outcome, isFiled, isImportable, measured, findings } = record;
  if (isFiled) return <StatusBadge tone="good" label={say('isFiled')} />;
  if (outcome === 'out-of-range') return <span className={classes.muted}>{say('outcome.noNumber')}</span>;
  if (outcome !== 'reading') return <span className={classes.muted}>{outcomeText(record)}</span>;
  if (!isImportable) return <StatusBadge tone="neutral" label={say('isRepeated')} />;
  return findings.map((finding) => (
    <Text size="xs" key={`${finding.field}${finding.code}`} className={classes.doubt ?? ''}>
      {sentence(finding, measured)}
    </Text>
  ));
}
