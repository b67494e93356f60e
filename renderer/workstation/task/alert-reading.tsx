import type { Alert } from '../../../domain/contract/ipc/task.ts';
import { Moment } from '../../ui/moment.tsx';
import type { QuantityFlag } from '../../ui/quantity.tsx';
import { useWords } from '../../ui/words.ts';
import { useVitalName } from '../observation/use-vital-words.ts';
import { VitalValue } from '../observation/vital-value.tsx';
import classes from './task.module.css';
import { taskWords } from './task.words.ts';

/** What an alert is about: the newest reading with its unit, or since when there is none. */
export function AlertReading({ alert }: { readonly alert: Alert }) {
  const say = useWords(taskWords);
  const nameOf = useVitalName();
  const vital = nameOf(alert.task.observationCode);
  if (alert.task.code === 'no-readings') return <SilentSince alert={alert} vital={vital} />;
  return (
    <span className={classes.what}>
      {vital}
      <NewestValue alert={alert} />
      {alert.readingCount > 1 ? (
        <span className={classes.aside}>{say('readings', { count: alert.readingCount })}</span>
      ) : null}
    </span>
  );
}

/** The newest reading with what the limits say about it; never taken for normal where they cannot say. */
export function NewestValue({ alert: { newest, intervals } }: { readonly alert: Alert }) {
  const say = useWords(taskWords);
  if (newest === null) return <VitalValue measured={null} />;
  const { observation, judgement } = newest;
  const aside =
    judgement === 'inside' ? say('insideNow') : judgement === 'cannot-judge' ? say('cannotJudge') : null;
  const flag = flagOf(observation, judgement, intervals);
  return (
    <>
      <VitalValue
        measured={observation}
        flag={flag}
        flagLabel={say(judgement === 'critical' ? 'gravity.stat' : 'gravity.urgent')}
      />
      {aside === null ? null : <span className={classes.aside}>{aside}</span>}
    </>
  );
}

function flagOf(
  { value, components }: NonNullable<Alert['newest']>['observation'],
  judgement: NonNullable<Alert['newest']>['judgement'],
  intervals: Alert['intervals'],
): QuantityFlag {
  if (judgement !== 'outside' && judgement !== 'critical') return 'unknown';
  const isLow = intervals.some(({ code, low, criticalLow }) => {
    const measured = components.find((part) => part.code === code)?.value ?? value;
    const limit = low ?? criticalLow;
    return measured !== null && limit !== null && measured < limit;
  });
  const side = isLow ? 'low' : 'high';
  return judgement === 'critical' ? `critical-${side}` : side;
}

function SilentSince({ alert: { newest }, vital }: { readonly alert: Alert; readonly vital: string }) {
  const say = useWords(taskWords);
  if (newest === null) return <>{say('silentNever', { vital })}</>;
  return (
    <span className={classes.what}>
      {say('silent', { vital })} <Moment at={newest.observation.effectiveAt} />
    </span>
  );
}
