import { IconAlertTriangle } from '@tabler/icons-react';
import type { AllergySummary } from '../../../domain/contract/ipc/patient.ts';
import { Unknown } from '../../ui/moment.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useWords } from '../../ui/words.ts';
import { patientWords } from './patient.words.ts';

interface AllergyWordsProps {
  readonly state: AllergySummary['state'];
  readonly words: readonly string[];
}

/** Allergies in words. "Not asked" is never drawn as "none". */
export function AllergyWords({ state, words }: AllergyWordsProps) {
  const say = useWords(patientWords);
  if (state === 'not-asked') return <Unknown>{say('allergiesNotAsked')}</Unknown>;
  if (state === 'none-known') return <span>{say('allergiesNone')}</span>;
  return (
    <span style={{ display: 'inline-flex', flexWrap: 'wrap', gap: 4 }}>
      {words.map((word) => (
        <StatusBadge key={word} tone="danger" icon={IconAlertTriangle} label={word} />
      ))}
    </span>
  );
}
