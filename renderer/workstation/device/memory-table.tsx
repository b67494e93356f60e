import { Table } from '@mantine/core';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { DeviceMemoryRecord } from '../../../domain/contract/ipc/device.ts';
import { useWords } from '../../ui/words.ts';
import { deviceMemoryWords } from './device-memory.words.ts';
import { MemoryRow } from './memory-row.tsx';
import { chooseRange, type Selection } from './memory-selection.ts';
import classes from './memory.module.css';

interface MemoryTableProps {
  readonly records: readonly DeviceMemoryRecord[];
  readonly selection: Selection;
  readonly onChoose: (selection: Selection) => void;
  /** What a person says of a record without a time; null = no time yet. */
  readonly onTime: (recordId: string, at: string | null) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** The records in the memory's order. One of them takes the Tab; arrows go on, with Shift they choose a range. */
export function MemoryTable({ records, selection, onChoose, onTime }: MemoryTableProps) {
  const say = useWords(deviceMemoryWords);
  const body = useRef<HTMLTableSectionElement>(null);
  const firstFree = records.findIndex(({ isImportable }) => isImportable);
  const [active, setActive] = useState(Math.max(0, firstFree));
  const choose = (from: number, to: number, isChosen: boolean) =>
    onChoose(chooseRange(records, selection, { from, to, isChosen }));
  const toggle = (index: number, isRange: boolean) => {
    const isChosen = !selection.has(records[index]?.recordId ?? '');
    choose(isRange ? active : index, index, isRange || isChosen);
    setActive(index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined || !isCheckbox(event.target)) return;
    event.preventDefault();
    const boxes = [...(body.current?.querySelectorAll<HTMLInputElement>('input[type=checkbox]') ?? [])];
    const next = boxes[boxes.indexOf(event.target) + step];
    const index = Number(next?.dataset['index'] ?? Number.NaN);
    if (next === undefined || Number.isNaN(index)) return;
    if (event.shiftKey) choose(active, index, true);
    setActive(index);
    next.focus();
  };
  return (
    <div className={classes.scroll} role="region" aria-label={say('table')} tabIndex={0}>
      <Table stickyHeader aria-label={say('table')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={34} aria-label={say('select')} />
            <Table.Th>{say('when')}</Table.Th>
            <Table.Th>{say('value')}</Table.Th>
            <Table.Th>{say('hints')}</Table.Th>
            <Table.Th>{say('note')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys of the checkboxes inside */}
        <tbody ref={body} onKeyDown={onKeyDown}>
          {records.map((record, index) => (
            <MemoryRow
              key={record.recordId}
              record={record}
              index={index}
              isChosen={selection.has(record.recordId)}
              isActive={index === active}
              onToggle={toggle}
              onTime={onTime}
            />
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function isCheckbox(target: EventTarget): target is HTMLInputElement {
  return target instanceof HTMLInputElement && target.type === 'checkbox';
}
