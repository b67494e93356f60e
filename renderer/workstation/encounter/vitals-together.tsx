import { SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { BLOOD_PRESSURE_PANEL, NEWS2_SCALE, NEWS2_SCORE } from '../../../domain/observation/codes.ts';
import {
  meanBloodPressure,
  type BloodPressureMean,
} from '../../../domain/observation/blood-pressure-mean.ts';
import { news2Of, type News2, type News2Scale } from '../../../domain/observation/news2.ts';
import { gatherNews2Set } from '../../../domain/observation/news2-set.ts';
import type { Observation } from '../../../domain/observation/observation.ts';
import { Quantity } from '../../ui/quantity.tsx';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import { useWords } from '../../ui/words.ts';
import { useVitalName } from '../observation/use-vital-words.ts';
import { encounterWords } from './encounter.words.ts';
import classes from './encounter.module.css';
import { FileNews2 } from './file-news2.tsx';

interface VitalsTogetherProps {
  readonly encounterId: string;
  /** Whether the visit still takes values. */
  readonly isOpen: boolean;
  /** This visit's. */
  readonly observations: readonly Observation[];
  /** Null: birth date not known. */
  readonly ageYears: number | null;
}

/** What the readings of a visit say together: the mean of several blood pressures, and NEWS2 of a full set. */
export function VitalsTogether(props: VitalsTogetherProps) {
  const { observations } = props;
  const mean = meanBloodPressure(observations);
  const isScored = observations.some(
    ({ status, code }) => status === 'final' && code !== BLOOD_PRESSURE_PANEL,
  );
  if (mean === null && !isScored) return null;
  return (
    <div className={classes.together}>
      {mean === null ? null : <MeanLine mean={mean} />}
      {isScored ? <News2Line {...props} /> : null}
    </div>
  );
}

function MeanLine({ mean }: { readonly mean: BloodPressureMean }) {
  const say = useWords(encounterWords);
  return (
    <div className={classes.togetherLine}>
      <Text size="xs" fw={560}>
        {say('together.mean')}
      </Text>
      <Quantity value={[mean.systolicMmHg, mean.diastolicMmHg]} unit="mm[Hg]" size="lg" />
      <Text size="xs" c="dimmed">
        {say('together.meanOf', { count: mean.leftOutIds.length })}
      </Text>
    </div>
  );
}

/** The same score as it stands in the record for this moment and scale; null when there is none. */
function filedScore(
  observations: readonly Observation[],
  measuredAt: string,
  score: number,
  scale: News2Scale,
): Observation | null {
  const isOfScale = ({ components }: Observation) =>
    components.some(({ code, value }) => code === NEWS2_SCALE && value === scale);
  return (
    observations.find(
      (one) =>
        one.code === NEWS2_SCORE &&
        one.status === 'final' &&
        one.value === score &&
        one.effectiveAt === measuredAt &&
        isOfScale(one),
    ) ?? null
  );
}

const TONES: Readonly<Record<News2['band'], Tone>> = {
  low: 'neutral',
  'low-medium': 'warn',
  medium: 'warn',
  high: 'danger',
};

function News2Line({ encounterId, isOpen, observations, ageYears }: VitalsTogetherProps) {
  const say = useWords(encounterWords);
  const nameOf = useVitalName();
  const [scale, setScale] = useState<News2Scale>(1);
  const gathered = gatherNews2Set(observations);
  if (!gathered.isComplete) {
    return (
      <div className={classes.togetherLine}>
        <Text size="xs" fw={560}>
          NEWS2
        </Text>
        <Text size="xs" c="dimmed">
          {say('together.missing', { vitals: gathered.missing.map((code) => nameOf(code)).join(', ') })}
        </Text>
      </div>
    );
  }
  const news2 = news2Of(gathered.set, scale, ageYears);
  const scored = news2.ok ? Object.entries(news2.value.points).filter(([, points]) => points > 0) : [];
  return (
    <div className={classes.togetherLine}>
      <Text size="xs" fw={560}>
        NEWS2
      </Text>
      {news2.ok ? (
        <>
          <Text fw={600}>{news2.value.score}</Text>
          <StatusBadge tone={TONES[news2.value.band]} label={say(`together.band.${news2.value.band}`)} />
          <Text size="xs" c="dimmed">
            {scored.length === 0
              ? say('together.allZero')
              : scored.map(([code, points]) => `${nameOf(code)} ${points}`).join(', ')}
          </Text>
        </>
      ) : (
        <Text size="xs" c="dimmed">
          {say('together.age')}
        </Text>
      )}
      {news2.ok ? (
        <FileNews2
          encounterId={encounterId}
          scale={scale}
          isOpen={isOpen}
          filed={filedScore(observations, gathered.measuredAt, news2.value.score, scale)}
        />
      ) : null}
      <SegmentedControl
        ml="auto"
        size="xs"
        aria-label={say('together.scale')}
        title={say('together.scaleHint')}
        value={String(scale)}
        onChange={(value) => setScale(value === '2' ? 2 : 1)}
        data={[
          { value: '1', label: say('together.scale1') },
          { value: '2', label: say('together.scale2') },
        ]}
      />
    </div>
  );
}
