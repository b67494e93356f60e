import type { NamedThreshold } from '../../../domain/contract/ipc/observation-definition.ts';
import { Moment, Unknown } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words.ts';
import classes from './observation-definition.module.css';
import { observationDefinitionWords } from './observation-definition.words.ts';
import { useLimitsText } from './use-limits-text.ts';
import { usePoolName } from './use-pool-name.ts';

/** What a threshold says: limits, silence, whom it tells. */
export function ThresholdSays({ named }: { readonly named: NamedThreshold }) {
  const say = useWords(observationDefinitionWords);
  const limitsText = useLimitsText();
  const poolName = usePoolName();
  const { threshold, performerName } = named;
  const { performer, escalation, noReadingsAfterDays, appliesFromYears, source } = threshold;
  const who = performer.role === null ? (performerName ?? say('nobody')) : poolName(performer.role);
  const parts = [
    noReadingsAfterDays === null ? null : say('silence', { count: noReadingsAfterDays }),
    appliesFromYears === null ? null : say('fromYears', { years: appliesFromYears }),
    say('tells', { who }),
    escalation === null
      ? null
      : say('escalates', { minutes: escalation.afterMinutes, role: poolName(escalation.role) }),
  ].filter((part) => part !== null);
  return (
    <>
      <div className={classes.limits}>{limitsText(threshold.intervals)}</div>
      <div className={classes.aside}>{parts.join(' · ')}</div>
      {source === null ? null : <div className={classes.aside}>{say('source', { source })}</div>}
    </>
  );
}

/** Who set it, and when. */
export function SetBy({ named }: { readonly named: NamedThreshold | null }) {
  const say = useWords(observationDefinitionWords);
  if (named === null) return null;
  return (
    <>
      {named.setByName ?? <Unknown>{say('nobody')}</Unknown>}
      <div className={classes.aside}>
        <Moment at={named.threshold.setAt} />
      </div>
    </>
  );
}
