import { Button, Table, Text } from '@mantine/core';
import { IconDeviceDesktopPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Moment, Unknown } from '../../ui/moment.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { Panel } from '../../ui/panel.tsx';
import { EmptyState, LoadingRows } from '../../ui/states.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useWords } from '../../ui/words.ts';
import type { ClinicClient } from '../app/clinic-client.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { Loaded } from '../app/loaded.tsx';
import { useCan } from '../app/session-context.tsx';
import { useFailureWords } from '../app/use-failure-words.ts';
import { EnrolDialog } from './enrol.dialog.tsx';
import { syncWords } from './sync.words.ts';

type Workstation = Awaited<ReturnType<ClinicClient['sync']['workstations']>>[number];

/** The workstations of the clinic: add one, take one out. */
export function WorkstationsPanel() {
  const say = useWords(syncWords);
  const { queries } = useClinic();
  const canEnrol = useCan('workstation.enrol');
  const [isEnrolling, setIsEnrolling] = useState(false);
  const [revoking, setRevoking] = useState<Workstation | null>(null);
  const workstations = useQuery(queries.sync.workstations.queryOptions());
  const addButton = canEnrol ? (
    <Button
      leftSection={<IconDeviceDesktopPlus size={15} aria-hidden />}
      onClick={() => setIsEnrolling(true)}
    >
      {say('enrol')}
    </Button>
  ) : null;
  return (
    <Panel title={say('workstations')} flush actions={addButton}>
      <Loaded query={workstations} loading={<LoadingRows rows={3} columns={[24, 16, 16, 12]} />}>
        {(list) => (
          <>
            <WorkstationTable list={list} onRevoke={canEnrol ? setRevoking : null} />
            {list.length > 1 ? null : (
              <EmptyState title={say('noWorkstations')} text={say('noWorkstationsText')} />
            )}
          </>
        )}
      </Loaded>
      <EnrolDialog isOpen={isEnrolling} onClose={() => setIsEnrolling(false)} />
      <RevokeDialog workstation={revoking} onClose={() => setRevoking(null)} />
    </Panel>
  );
}

interface WorkstationTableProps {
  readonly list: readonly Workstation[];
  readonly onRevoke: ((workstation: Workstation) => void) | null;
}

function WorkstationTable({ list, onRevoke }: WorkstationTableProps) {
  const say = useWords(syncWords);
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          {(['name', 'enrolled', 'lastSeen', 'status'] as const).map((column) => (
            <Table.Th key={column}>{say(column)}</Table.Th>
          ))}
          <Table.Td />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {list.map((one) => (
          <Table.Tr key={one.workstationId}>
            <Table.Td>
              {one.name}{' '}
              {one.isThis ? (
                <Text span c="dimmed">
                  ({say('thisOne')})
                </Text>
              ) : null}
            </Table.Td>
            <Table.Td>
              <Moment at={one.enrolledAt} />
            </Table.Td>
            <Table.Td>
              {one.lastSeenAt === null ? (
                <Unknown>{say('neverSeen')}</Unknown>
              ) : (
                <Moment at={one.lastSeenAt} />
              )}
            </Table.Td>
            <Table.Td>
              <StatusBadge
                tone={one.revokedAt === null ? 'good' : 'danger'}
                label={one.revokedAt === null ? say('active') : say('revokedSince')}
              />
            </Table.Td>
            <Table.Td ta="end">
              {onRevoke === null || one.isThis || one.revokedAt !== null ? null : (
                <Button variant="default" size="compact-xs" onClick={() => onRevoke(one)}>
                  {say('revoke')}
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function RevokeDialog({
  workstation,
  onClose,
}: {
  readonly workstation: Workstation | null;
  readonly onClose: () => void;
}) {
  const say = useWords(syncWords);
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  const notify = useNotify();
  const failureText = useFailureWords();
  const name = workstation?.name ?? '';
  const revoke = useMutation(
    queries.sync.revokeWorkstation.mutationOptions({
      onSuccess: () => {
        notify.done(say('revoked', { name }));
        onClose();
      },
      onError: (error) => {
        const { title, text } = failureText(error);
        notify.failed(title, text);
      },
      onSettled: () => queryClient.invalidateQueries({ queryKey: queries.sync.key() }),
    }),
  );
  return (
    <ConfirmDialog
      isOpen={workstation !== null}
      title={say('revokeTitle', { name })}
      text={say('revokeText', { name })}
      confirmLabel={say('revokeNow')}
      isDangerous
      isBusy={revoke.isPending}
      onConfirm={() => {
        if (workstation !== null) revoke.mutate({ workstationId: workstation.workstationId });
      }}
      onClose={onClose}
    />
  );
}
