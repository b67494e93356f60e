import { useCallback } from 'react';
import type { AllergyIntolerance } from '../../../domain/allergy-intolerance/allergy-intolerance.ts';
import { useWords } from '../../ui/words.ts';
import { chartWords } from './chart.words.ts';

/** One allergy as the banner says it: substance, reaction, risk, and what makes it less than certain. */
export function useAllergyText(): (allergy: AllergyIntolerance) => string {
  const say = useWords(chartWords);
  return useCallback(
    ({ substance, reaction, criticality, clinicalStatus, verificationStatus }) => {
      const asides = [
        criticality === 'low' ? null : say(`allergy.criticality.${criticality}`),
        clinicalStatus === 'active' ? null : say(`allergy.clinical.${clinicalStatus}`),
        verificationStatus === 'confirmed' ? null : say(`allergy.verification.${verificationStatus}`),
      ].filter((aside) => aside !== null);
      const name = [substance ?? say('allergy.unnamed'), reaction]
        .filter((part) => part !== null)
        .join(' – ');
      return asides.length === 0 ? name : `${name} (${asides.join(', ')})`;
    },
    [say],
  );
}
