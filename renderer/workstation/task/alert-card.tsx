import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Alert } from '../../../domain/contract/ipc/task.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { Age, Moment, Unknown } from '../../ui/moment.tsx';
import { Facts, Panel } from '../../ui/panel.tsx';
import { useWords } from '../../ui/words.ts';
import { useCan } from '../app/session-context.tsx';
import { useLimitsText } from '../observation-definition/use-limits-text.ts';
import { listName } from '../patient/patient-name.ts';
import { AlertBadges } from './alert-badges.tsx';
import { AlertReading, NewestValue } from './alert-reading.tsx';
import { AssignAlert } from './assign-alert.tsx';
import classes from './task.module.css';
import { taskWords } from './task.words.ts';
import { useToldText } from './use-told-text.ts';
import type { AlertSteps } from './use-alert-steps.ts';

interface AlertCardProps {
  readonly alert: Alert;
  readonly steps: AlertSteps;
  readonly onSnooze: () => void;
  readonly onComplete: () => void;
}

/** One alert with everything one needs to answer it, and the answers. */
export function AlertCard({ alert, steps, onSnooze, onComplete }: AlertCardProps) {
  const say = useWords(taskWords);
  const canAnswer = useCan('task.write');
  const { patient, state } = alert;
  return (
    <Panel
      title={listName(patient)}
      name={say('chosen')}
      fill
      actions={<Age birthDate={patient.birthDate} />}
    >
      <Stack gap="sm">
        <AlertBadges alert={alert} />
        <AlertReading alert={alert} />
        <AlertFacts alert={alert} />
        {canAnswer && state !== 'done' ? (
          <>
            <Group gap="xs" grow>
              {state === 'waiting' ? (
                <Button
                  onClick={() => steps.acknowledge(alert)}
                  loading={steps.isBusy}
                  rightSection={<KeyHint keys="a" />}
                >
                  {say('acknowledge')}
                </Button>
              ) : null}
              <Button
                variant={state === 'waiting' ? 'default' : 'filled'}
                onClick={onComplete}
                rightSection={<KeyHint keys="c" />}
              >
                {say('complete')}
              </Button>
            </Group>
            <Group gap="xs" grow>
              <Button variant="default" onClick={onSnooze} rightSection={<KeyHint keys="s" />}>
                {say('snooze')}
              </Button>
              {state === 'waiting' ? null : (
                <Button variant="default" onClick={() => steps.reopen(alert)} loading={steps.isBusy}>
                  {state === 'snoozed' ? say('wake') : say('giveBack')}
                </Button>
              )}
            </Group>
            <AssignAlert alert={alert} steps={steps} />
          </>
        ) : null}
        {canAnswer && state === 'done' ? (
          <Button variant="default" onClick={() => steps.reopen(alert)} loading={steps.isBusy}>
            {say('reopen')}
          </Button>
        ) : null}
        <Button
          component={Link}
          to={`/patients/${patient.id}`}
          variant="default"
          rightSection={<KeyHint keys="enter" />}
        >
          {say('openChart')}
        </Button>
      </Stack>
    </Panel>
  );
}

type Fact = readonly [label: string, value: ReactNode];

function AlertFacts({ alert }: { readonly alert: Alert }) {
  const say = useWords(taskWords);
  const limitsText = useLimitsText();
  const toldText = useToldText();
  const { task, newest, intervals, owner, state } = alert;
  const limits = limitsText(intervals);
  const when = (label: string, at: string | null): readonly Fact[] =>
    at === null ? [] : [[label, <Moment key={label} at={at} />]];
  const facts: readonly Fact[] = [
    ...when(say('began'), task.occurredAt),
    [
      say('newest'),
      newest === null ? (
        <Unknown key="newest">{say('notMeasured')}</Unknown>
      ) : (
        <span key="newest" className={classes.what}>
          <NewestValue alert={alert} /> <Moment at={newest.observation.effectiveAt} />
        </span>
      ),
    ],
    [say('limits'), limits === '' ? <Unknown key="limits">{say('noLimits')}</Unknown> : limits],
    [say('told'), toldText(task.performerRoles)],
    ...when(say('escalatedLong'), task.escalatedAt),
    [
      say('hasIt'),
      owner === null ? <Unknown key="owner">{say('nobody')}</Unknown> : (owner.name ?? say('unknownPerson')),
    ],
    ...(state === 'snoozed' ? when(say('snoozedUntil'), task.heldUntil) : []),
  ];
  return (
    <>
      <Facts facts={facts} />
      <AlertAnswers alert={alert} />
    </>
  );
}

/** Who took it, and what came of it. */
function AlertAnswers({ alert: { task, takenBy, completedBy } }: { readonly alert: Alert }) {
  const say = useWords(taskWords);
  const nameOf = (person: { readonly name: string | null }) => person.name ?? say('unknownPerson');
  const answers = [
    ...takenBy.map(({ name, at }) => ({ label: say('takenBy'), name: nameOf({ name }), at })),
    ...(completedBy === null || task.completedAt === null
      ? []
      : [{ label: say('completedBy'), name: nameOf(completedBy), at: task.completedAt }]),
  ];
  return (
    <>
      {answers.length === 0 ? null : (
        <ul className={classes.answers}>
          {answers.map(({ label, name, at }) => (
            <li key={`${label} ${name} ${at}`}>
              <span className={classes.aside}>{label}</span> <bdi>{name}</bdi>, <Moment at={at} />
            </li>
          ))}
        </ul>
      )}
      {completedBy === null ? null : (
        <div>
          <span className={classes.aside}>{say('note')}</span>
          <div className={classes.note} dir="auto">
            {task.note ?? <Unknown>{say('noNote')}</Unknown>}
          </div>
        </div>
      )}
    </>
  );
}
