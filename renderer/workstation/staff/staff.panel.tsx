import { Button, Modal, Table } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ClinicRole } from '../../../domain/access/roles.ts';
import { Unknown } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import { EmptyState, LoadingRows } from '../../ui/states.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useWords } from '../../ui/words.ts';
import { appWords } from '../app/app.words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { Loaded } from '../app/loaded.tsx';
import { AddStaffForm } from './add-staff-form.tsx';
import { staffWords } from './staff.words.ts';

/** Who works here and how they sign in. */
export function StaffPanel() {
  const say = useWords(staffWords);
  const { queries } = useClinic();
  const [isAdding, setIsAdding] = useState(false);
  const staff = useQuery(queries.staff.list.queryOptions());
  const addButton = (
    <Button leftSection={<IconUserPlus size={15} aria-hidden />} onClick={() => setIsAdding(true)}>
      {say('add')}
    </Button>
  );
  return (
    <Panel title={say('staff')} flush actions={addButton}>
      <Loaded query={staff} loading={<LoadingRows rows={5} columns={[28, 16, 16, 12]} />}>
        {(people) => (
          <>
            <StaffTable people={people} />
            {people.length > 1 ? null : <EmptyState title={say('empty')} text={say('emptyText')} />}
          </>
        )}
      </Loaded>
      <Modal
        opened={isAdding}
        onClose={() => setIsAdding(false)}
        title={say('add')}
        size="md"
        closeButtonProps={{ 'aria-label': say('close') }}
      >
        <AddStaffForm onDone={() => setIsAdding(false)} />
      </Modal>
    </Panel>
  );
}

interface StaffTableProps {
  readonly people: readonly {
    readonly practitioner: {
      readonly id: string;
      readonly family: string;
      readonly given: string | null;
      readonly prefix: string | null;
    };
    readonly username: string | null;
    readonly role: string | null;
    readonly active: boolean;
  }[];
}

function StaffTable({ people }: StaffTableProps) {
  const say = useWords(staffWords);
  const sayApp = useWords(appWords);
  const roleWords = (role: string | null) => {
    const known = ClinicRole.safeParse(role);
    return known.success ? sayApp(`role.${known.data}`) : <Unknown>{say('noAccount')}</Unknown>;
  };
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          {(['name', 'role', 'username', 'state'] as const).map((column) => (
            <Table.Th key={column}>{say(column)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {people.map(({ practitioner: { id, prefix, given, family }, username, role, active }) => (
          <Table.Tr key={id}>
            <Table.Td fw={560}>{[prefix, given, family].filter((part) => part !== null).join(' ')}</Table.Td>
            <Table.Td>{roleWords(role)}</Table.Td>
            <Table.Td>{username ?? <Unknown>{say('noAccount')}</Unknown>}</Table.Td>
            <Table.Td>
              <StatusBadge
                tone={active ? 'good' : 'neutral'}
                label={active ? say('active') : say('inactive')}
              />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
