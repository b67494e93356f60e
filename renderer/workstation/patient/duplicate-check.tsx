import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { DuplicateCandidate } from '../../../domain/contract/ipc/patient.ts';
import { CalendarDay, Unknown } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useWords } from '../../ui/words.ts';
import type { PatientFieldValues } from './patient-draft.ts';
import { spokenName } from './patient-name.ts';
import classes from './patient.module.css';
import { patientWords } from './patient.words.ts';

interface DuplicateCheckProps {
  readonly fields: PatientFieldValues;
  readonly candidates: readonly DuplicateCandidate[];
  readonly onOpenExisting: (patientId: string) => void;
}

/** The record about to be made beside those that look alike. */
export function DuplicateCheck({ fields, candidates, onOpenExisting }: DuplicateCheckProps) {
  const say = useWords(patientWords);
  return (
    <Panel title={say('duplicates')}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {say('duplicatesText')}
        </Text>
        {candidates.slice(0, 3).map((candidate) => (
          <Stack key={candidate.patient.id} gap={6}>
            <Group gap={6}>
              {candidate.reasons.map((reason) => (
                <StatusBadge key={reason} tone="warn" label={say(`reason.${reason}`)} icon={IconUsers} />
              ))}
            </Group>
            <Comparison fields={fields} candidate={candidate} />
            <Button
              variant="default"
              size="compact-sm"
              w="fit-content"
              onClick={() => onOpenExisting(candidate.patient.id)}
            >
              {say('openExisting')}
            </Button>
          </Stack>
        ))}
      </Stack>
    </Panel>
  );
}

function Comparison({
  fields,
  candidate: { patient, reasons },
}: {
  readonly fields: PatientFieldValues;
  readonly candidate: DuplicateCandidate;
}) {
  const say = useWords(patientWords);
  const unknown = <Unknown>{say('notRecorded')}</Unknown>;
  const rows: readonly (readonly [string, ReactNode, ReactNode, boolean])[] = [
    [say('name'), spokenName(fields), spokenName(patient), reasons.includes('same-name')],
    [
      say('birthDate'),
      <CalendarDay key="new" on={fields.birthDate} />,
      <CalendarDay key="old" on={patient.birthDate} />,
      reasons.includes('same-birth-date'),
    ],
    [say('gender'), say(fields.gender), say(patient.gender), fields.gender === patient.gender],
    [say('phone'), fields.phone ?? unknown, patient.phone ?? unknown, reasons.includes('same-phone')],
    [
      say('identifiers'),
      fields.identifiers.map(({ value }) => value).join(', ') || unknown,
      patient.identifiers.map(({ value }) => value).join(', ') || unknown,
      reasons.includes('same-identifier'),
    ],
  ];
  return (
    <Table className={classes.compare ?? ''} withTableBorder withColumnBorders verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Td />
          <Table.Th>{say('newRecord')}</Table.Th>
          <Table.Th>{say('existingRecord')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(([label, entered, existing, isSame]) => (
          <Table.Tr key={label}>
            <Table.Th scope="row">{label}</Table.Th>
            <Table.Td data-same={isSame}>
              <bdi>{entered}</bdi>
            </Table.Td>
            <Table.Td data-same={isSame}>
              <bdi>{existing}</bdi>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
