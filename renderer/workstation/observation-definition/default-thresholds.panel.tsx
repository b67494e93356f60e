import { Button, Modal, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DefaultThreshold } from '../../../domain/contract/ipc/observation-definition.ts';
import type { ThresholdDraft } from '../../../domain/observation-definition/check-threshold.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Unknown } from '../../ui/moment.tsx';
import { Panel } from '../../ui/panel.tsx';
import { LoadingRows } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { Loaded } from '../app/loaded.tsx';
import { useVitalName } from '../observation/use-vital-words.ts';
import classes from './observation-definition.module.css';
import { observationDefinitionWords } from './observation-definition.words.ts';
import { SetBy, ThresholdSays } from './threshold-facts.tsx';
import { ThresholdForm } from './threshold-form.tsx';
import { useLimitsText } from './use-limits-text.ts';
import { useSetThreshold } from './use-set-threshold.ts';

/** The clinic's default thresholds: which are set, by whom, and what could be. */
export function DefaultThresholdsPanel() {
  const say = useWords(observationDefinitionWords);
  const nameOf = useVitalName();
  const { queries } = useClinic();
  const defaults = useQuery(queries.observationDefinition.defaults.queryOptions());
  const { isBusy, set } = useSetThreshold(null);
  const [editing, setEditing] = useState<DefaultThreshold | null>(null);
  const [withdrawing, setWithdrawing] = useState<DefaultThreshold | null>(null);
  const save = (code: string, draft: ThresholdDraft) =>
    set(code, draft, say('saved', { vital: nameOf(code) }), () => setEditing(null));
  const withdraw = ({ code, byDefault }: DefaultThreshold) => {
    const draft = draftOfDefault(byDefault);
    if (draft === null) return;
    set(code, { ...draft, status: 'retired' }, say('withdrawn', { vital: nameOf(code) }), () =>
      setWithdrawing(null),
    );
  };
  return (
    <Panel title={say('defaults')} flush>
      <Text size="sm" c="dimmed" p="xs">
        {say('defaultsText')}
      </Text>
      <Loaded query={defaults} loading={<LoadingRows rows={7} columns={[16, 40, 14]} />}>
        {(list) => (
          <DefaultsTable
            defaults={list}
            isBusy={isBusy}
            onEdit={setEditing}
            onTake={save}
            onWithdraw={setWithdrawing}
          />
        )}
      </Loaded>
      <Modal
        opened={editing !== null}
        onClose={() => setEditing(null)}
        title={editing === null ? '' : say('formTitle', { vital: nameOf(editing.code) })}
        size={720}
        closeButtonProps={{ 'aria-label': say('close') }}
      >
        {editing === null ? null : (
          <ThresholdForm
            code={editing.code}
            isDefault
            from={draftOfDefault(editing.byDefault) ?? editing.suggestion}
            isBusy={isBusy}
            onSave={(draft) => save(editing.code, draft)}
            onCancel={() => setEditing(null)}
          />
        )}
      </Modal>
      <ConfirmDialog
        isOpen={withdrawing !== null}
        title={say('withdrawTitle')}
        text={say('withdrawText', { vital: withdrawing === null ? '' : nameOf(withdrawing.code) })}
        confirmLabel={say('withdraw')}
        isDangerous
        isBusy={isBusy}
        onConfirm={() => {
          if (withdrawing !== null) withdraw(withdrawing);
        }}
        onClose={() => setWithdrawing(null)}
      />
    </Panel>
  );
}

function draftOfDefault(named: DefaultThreshold['byDefault']): ThresholdDraft | null {
  if (named === null) return null;
  const { watchedSince: _since, setById: _by, setAt: _at, ...draft } = named.threshold;
  return draft;
}

interface DefaultsTableProps {
  readonly defaults: readonly DefaultThreshold[];
  readonly isBusy: boolean;
  readonly onEdit: (one: DefaultThreshold) => void;
  readonly onTake: (code: string, draft: ThresholdDraft) => void;
  readonly onWithdraw: (one: DefaultThreshold) => void;
}

function DefaultsTable({ defaults, ...act }: DefaultsTableProps) {
  const say = useWords(observationDefinitionWords);
  return (
    <Table className={classes.table ?? ''} aria-label={say('defaults')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th className={classes.vital ?? ''}>{say('vital')}</Table.Th>
          <Table.Th>{say('watched')}</Table.Th>
          <Table.Th className={classes.setBy ?? ''}>{say('setBy')}</Table.Th>
          <Table.Th className={classes.actions ?? ''} aria-label={say('change')} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {defaults.map((one) => (
          <DefaultRow key={one.code} one={one} {...act} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function DefaultRow({
  one,
  isBusy,
  onEdit,
  onTake,
  onWithdraw,
}: Omit<DefaultsTableProps, 'defaults'> & { readonly one: DefaultThreshold }) {
  const say = useWords(observationDefinitionWords);
  const nameOf = useVitalName();
  const limitsText = useLimitsText();
  const { code, byDefault, suggestion } = one;
  const active = byDefault?.threshold.status === 'active' ? byDefault : null;
  const named = (word: 'change' | 'set' | 'takeSuggestion' | 'withdraw') => ({
    size: 'compact-xs' as const,
    variant: 'default',
    disabled: isBusy,
    'aria-label': `${say(word)}: ${nameOf(code)}`,
    children: say(word),
  });
  return (
    <Table.Tr>
      <Table.Td className={classes.vital ?? ''}>{nameOf(code)}</Table.Td>
      <Table.Td>
        {active === null ? <Unknown>{say('notSet')}</Unknown> : <ThresholdSays named={active} />}
        {active !== null ? null : suggestion === null ? (
          <div className={classes.aside}>{say('noSuggestion')}</div>
        ) : (
          <div className={classes.aside}>
            {say('suggested', { limits: limitsText(suggestion.intervals) })}.{' '}
            {say('source', { source: suggestion.source ?? '' })}
          </div>
        )}
      </Table.Td>
      <Table.Td>
        <SetBy named={byDefault} />
      </Table.Td>
      <Table.Td>
        <div className={classes.buttons}>
          {active === null && suggestion !== null ? (
            <Button {...named('takeSuggestion')} onClick={() => onTake(code, suggestion)} />
          ) : null}
          <Button {...named(active === null ? 'set' : 'change')} onClick={() => onEdit(one)} />
          {active === null ? null : <Button {...named('withdraw')} onClick={() => onWithdraw(one)} />}
        </div>
      </Table.Td>
    </Table.Tr>
  );
}
