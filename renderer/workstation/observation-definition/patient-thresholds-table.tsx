import { Button, Table } from '@mantine/core';
import type { PatientThreshold } from '../../../domain/contract/ipc/observation-definition.ts';
import { Moment, Unknown } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words.ts';
import { useVitalName } from '../observation/use-vital-words.ts';
import { VitalValue } from '../observation/vital-value.tsx';
import classes from './observation-definition.module.css';
import { observationDefinitionWords } from './observation-definition.words.ts';
import { SetBy, ThresholdSays } from './threshold-facts.tsx';
import { useLimitsText } from './use-limits-text.ts';

interface PatientThresholdsTableProps {
  readonly thresholds: readonly PatientThreshold[];
  readonly canSet: boolean;
  readonly isBusy: boolean;
  readonly onEdit: (watched: PatientThreshold) => void;
  readonly onSwitchOff: (watched: PatientThreshold) => void;
  readonly onBackToDefault: (watched: PatientThreshold) => void;
}

/** Every vital sign with what is watched of it. */
export function PatientThresholdsTable(props: PatientThresholdsTableProps) {
  const say = useWords(observationDefinitionWords);
  return (
    <Table className={classes.table ?? ''} aria-label={say('thresholdsOf')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th className={classes.vital ?? ''}>{say('vital')}</Table.Th>
          <Table.Th>{say('watched')}</Table.Th>
          <Table.Th className={classes.latest ?? ''}>{say('latest')}</Table.Th>
          <Table.Th className={classes.setBy ?? ''}>{say('setBy')}</Table.Th>
          {props.canSet ? <Table.Th className={classes.actions ?? ''} aria-label={say('change')} /> : null}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {props.thresholds.map((watched) => (
          <WatchedRow key={watched.code} watched={watched} {...props} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function WatchedRow({
  watched,
  canSet,
  ...act
}: PatientThresholdsTableProps & { readonly watched: PatientThreshold }) {
  const nameOf = useVitalName();
  const { code, own, byDefault, inForce } = watched;
  return (
    <Table.Tr>
      <Table.Td className={classes.vital ?? ''}>{nameOf(code)}</Table.Td>
      <Table.Td>
        <Watched watched={watched} />
      </Table.Td>
      <Table.Td>
        <Latest watched={watched} />
      </Table.Td>
      <Table.Td>
        <SetBy named={inForce === 'own' || inForce === 'switched-off' ? own : byDefault} />
      </Table.Td>
      {canSet ? (
        <Table.Td>
          <Actions watched={watched} {...act} />
        </Table.Td>
      ) : null}
    </Table.Tr>
  );
}

function Watched({ watched: { own, byDefault, inForce } }: { readonly watched: PatientThreshold }) {
  const say = useWords(observationDefinitionWords);
  const limitsText = useLimitsText();
  const years = byDefault?.threshold.appliesFromYears ?? 0;
  const active = inForce === 'own' ? own : inForce === 'default' ? byDefault : null;
  const defaultLimits =
    byDefault?.threshold.status === 'active' ? limitsText(byDefault.threshold.intervals) : '';
  return (
    <>
      {active === null ? (
        <Unknown>{say(`inForce.${inForce}`, { years })}</Unknown>
      ) : (
        <>
          <div className={classes.aside}>{say(`inForce.${inForce}`)}</div>
          <ThresholdSays named={active} />
        </>
      )}
      {inForce === 'own' || inForce === 'switched-off' ? (
        <div className={classes.aside}>
          {defaultLimits === '' ? say('noDefault') : say('defaultIs', { limits: defaultLimits })}
        </div>
      ) : null}
    </>
  );
}

function Latest({ watched: { latest } }: { readonly watched: PatientThreshold }) {
  const say = useWords(observationDefinitionWords);
  if (latest === null) return <VitalValue measured={null} />;
  return (
    <>
      <VitalValue measured={latest.observation} />
      <div className={classes.aside}>
        <Moment at={latest.observation.effectiveAt} />, {say(`judgement.${latest.judgement}`)}
      </div>
    </>
  );
}

type ActionsProps = Omit<PatientThresholdsTableProps, 'thresholds' | 'canSet'> & {
  readonly watched: PatientThreshold;
};

function Actions({ watched, isBusy, onEdit, onSwitchOff, onBackToDefault }: ActionsProps) {
  const say = useWords(observationDefinitionWords);
  const nameOf = useVitalName();
  const { inForce, code } = watched;
  const isOwn = inForce === 'own' || inForce === 'switched-off';
  const named = (word: 'change' | 'setOwn' | 'switchOff' | 'backToDefault') => ({
    size: 'compact-xs' as const,
    variant: 'default',
    disabled: isBusy,
    'aria-label': `${say(word)}: ${nameOf(code)}`,
    children: say(word),
  });
  return (
    <div className={classes.buttons}>
      <Button {...named(inForce === 'own' ? 'change' : 'setOwn')} onClick={() => onEdit(watched)} />
      {inForce === 'own' || inForce === 'default' ? (
        <Button {...named('switchOff')} onClick={() => onSwitchOff(watched)} />
      ) : null}
      {isOwn ? <Button {...named('backToDefault')} onClick={() => onBackToDefault(watched)} /> : null}
    </div>
  );
}
