import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useNotify } from '../../ui/notify.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useWords } from '../../ui/words.ts';
import type { ClinicClient } from '../app/clinic-client.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { useCan } from '../app/session-context.tsx';
import { failureCode, useFailureWords } from '../app/use-failure-words.ts';
import { practitionerName } from '../scheduling/practitioner-name.ts';
import classes from './conflict.module.css';
import { conflictWords } from './conflict.words.ts';
import { ConflictValue } from './conflict-value.tsx';
import { useFieldWords } from './use-field-words.ts';

type Entry = Awaited<ReturnType<ClinicClient['conflict']['list']>>[number];
type Side = Entry['conflict']['kept'];

/** One conflict: both versions with who wrote them when, and the choice between them. */
export function ConflictCard({ entry }: { readonly entry: Entry }) {
  const say = useWords(conflictWords);
  const { conflict, patientLabel } = entry;
  const canSettle = useCan('conflict.settle');
  const settle = useSettle();
  const choose = (resolution: 'kept' | 'other' | 'both') =>
    settle.mutate({ conflictId: conflict.id, resolution });
  const isOpen = conflict.status === 'open';
  const button = (label: string, resolution: 'kept' | 'other') =>
    isOpen && canSettle ? (
      <Button variant="default" loading={settle.isPending} onClick={() => choose(resolution)}>
        {label}
      </Button>
    ) : null;
  return (
    <Panel
      title={say(`kind.${conflict.kind}`)}
      name={`${say(`kind.${conflict.kind}`)}: ${patientLabel ?? ''} ${conflict.field ?? ''}`}
      actions={
        <Text c="dimmed" size="sm">
          <Moment at={conflict.openedAt} />
        </Text>
      }
    >
      <Text mb="xs">
        {patientLabel === null ? null : (
          <Text span fw={600}>
            <bdi>{patientLabel}</bdi>
            {' · '}
          </Text>
        )}
        <Subject entry={entry} />
      </Text>
      <div className={classes.sides}>
        <SideCard title={say('kept')} side={conflict.kept} entry={entry}>
          {button(say('keep'), 'kept')}
        </SideCard>
        <SideCard title={say('other')} side={conflict.other} entry={entry}>
          {button(say('takeOther'), 'other')}
        </SideCard>
      </div>
      {isOpen && canSettle && conflict.kind === 'double-booking' ? (
        <Group mt="sm">
          <Button variant="default" loading={settle.isPending} onClick={() => choose('both')}>
            {say('both')}
          </Button>
        </Group>
      ) : null}
      {isOpen && !canSettle ? (
        <Text size="xs" c="dimmed" mt="xs">
          {say('mayNotSettle')}
        </Text>
      ) : null}
    </Panel>
  );
}

const NAMED_TYPES = [
  'Patient',
  'Appointment',
  'AllergyIntolerance',
  'DocumentReference',
  'Encounter',
  'Observation',
  'ObservationDefinition',
  'Task',
  'StaffAccount',
] as const;

function Subject({ entry: { conflict } }: { readonly entry: Entry }) {
  const say = useWords(conflictWords);
  const fieldWords = useFieldWords();
  const type = NAMED_TYPES.find((one) => one === conflict.subjectType) ?? 'Other';
  return say('subject', { type: say(`type.${type}`), field: fieldWords(conflict.field) });
}

interface SideCardProps {
  readonly title: string;
  readonly side: Side;
  readonly entry: Entry;
  readonly children: ReactNode;
}

function SideCard({ title, side, entry, children }: SideCardProps) {
  const say = useWords(conflictWords);
  const author = entry.authors.find(({ id }) => id === side.authorId);
  return (
    <div className={classes.side}>
      <div className={classes.sideTitle}>{title}</div>
      <ConflictValue value={side.value} />
      <div className={classes.sideFoot}>
        <Text size="xs" c="dimmed">
          {author === undefined ? say('somebody') : practitionerName(author)}, <Moment at={side.at} />
        </Text>
        {children}
      </div>
    </div>
  );
}

function useSettle() {
  const say = useWords(conflictWords);
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  const notify = useNotify();
  const failureText = useFailureWords();
  return useMutation(
    queries.conflict.settle.mutationOptions({
      onSuccess: () => notify.done(say('settledDone')),
      onError: (error) => {
        const code = failureCode(error);
        const { title, text } = failureText(error);
        if (code === 'already-settled') notify.failed(say('alreadySettled'));
        else if (code === 'cannot-take-other') notify.failed(say('cannotTakeOther'));
        else notify.failed(title, text);
      },
      onSettled: () =>
        Promise.all([
          queryClient.invalidateQueries({ queryKey: queries.conflict.key() }),
          queryClient.invalidateQueries({ queryKey: queries.sync.key() }),
        ]),
    }),
  );
}
