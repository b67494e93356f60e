import { Anchor, Table } from '@mantine/core';
import { IconStethoscope } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Encounter } from '../../../domain/encounter/encounter.ts';
import { Moment, Unknown } from '../../ui/moment.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import { useWords } from '../../ui/words.ts';
import { encounterWords } from '../encounter/encounter.words.ts';
import { chartWords } from './chart.words.ts';
import { usePractitionerName } from './use-practitioner-name.ts';

const TONES: Readonly<Record<Encounter['status'], Tone>> = {
  'in-progress': 'active',
  finished: 'neutral',
  cancelled: 'neutral',
  'entered-in-error': 'danger',
};

interface VisitsTableProps {
  readonly encounters: readonly Encounter[];
  readonly limit?: number;
  /** Leaves out what the summary can do without. */
  readonly isCompact?: boolean;
}

/** Visits, newest first; the date leads into the visit. */
export function VisitsTable({ encounters, limit = encounters.length, isCompact = false }: VisitsTableProps) {
  const say = useWords(chartWords);
  const sayEncounter = useWords(encounterWords);
  const nameOf = usePractitionerName();
  if (encounters.length === 0)
    return (
      <EmptyState icon={IconStethoscope} title={say('summary.noVisit')} text={say('summary.noVisitHint')} />
    );
  const newest = encounters.toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1)).slice(0, limit);
  return (
    <Table stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say('visits.date')}</Table.Th>
          <Table.Th>{say('visits.reason')}</Table.Th>
          <Table.Th>{say('visits.who')}</Table.Th>
          {isCompact ? null : <Table.Th>{say('visits.kind')}</Table.Th>}
          <Table.Th>{say('visits.status')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {newest.map((encounter) => (
          <Table.Tr key={encounter.id}>
            <Table.Td>
              <Anchor component={Link} to={`/encounters/${encounter.id}`} underline="always">
                <Moment at={encounter.startedAt} />
              </Anchor>
            </Table.Td>
            <Table.Td>{encounter.reason ?? <Unknown>{sayEncounter('noReason')}</Unknown>}</Table.Td>
            <Table.Td>{nameOf(encounter.practitionerId)}</Table.Td>
            {isCompact ? null : <Table.Td>{sayEncounter(`class.${encounter.class}`)}</Table.Td>}
            <Table.Td>
              <StatusBadge
                tone={TONES[encounter.status]}
                label={sayEncounter(`status.${encounter.status}`)}
              />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
