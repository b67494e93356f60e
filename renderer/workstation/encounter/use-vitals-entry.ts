import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isDefinedError } from '@orpc/client';
import type { PlausibilityFinding } from '../../../domain/contract/ipc/observation.ts';
import { findImplausible } from '../../../domain/observation/plausibility.ts';
import { useNotify } from '../../ui/notify.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { failureCode, useFailureWords } from '../app/use-failure-words.ts';
import { encounterWords } from './encounter.words.ts';
import { typedVitalsToMeasured, type TypedVitals } from './typed-vitals.ts';

/** What stands against what was typed: nothing yet, fields that are no numbers, or doubts of the domain. */
export interface EntryDoubts {
  readonly unreadable: readonly string[];
  readonly findings: readonly PlausibilityFinding[];
}

const NO_DOUBTS: EntryDoubts = { unreadable: [], findings: [] };

export interface VitalsEntry {
  readonly typed: TypedVitals;
  readonly doubts: EntryDoubts;
  /** Only unusual values stand in the way, and they were shown: filing again files them. */
  readonly asksAgain: boolean;
  readonly isEmpty: boolean;
  readonly isPending: boolean;
  readonly type: (code: string, text: string) => void;
  readonly file: () => void;
}

/** Typing values in a visit: reads the fields, asks the domain what is to be doubted, files what stands. */
export function useVitalsEntry(encounterId: string, ageYears: number | null): VitalsEntry {
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  const say = useWords(encounterWords);
  const notify = useNotify();
  const failureText = useFailureWords();
  const [typed, setTyped] = useState<TypedVitals>({});
  const [doubts, setDoubts] = useState<EntryDoubts>(NO_DOUBTS);
  const record = useMutation(queries.observation.record.mutationOptions());
  const { measured, unreadable } = typedVitalsToMeasured(typed);
  const isUnusualOnly = ({ unreadable: fields, findings }: EntryDoubts) =>
    fields.length === 0 && findings.length > 0 && findings.every(({ severity }) => severity === 'unusual');

  const sayFailure = (error: unknown) => {
    const code = failureCode(error);
    if (code === 'encounter-not-open') notify.failed(say('error.encounter-not-open'));
    else notify.failed(failureText(error).title, failureText(error).text);
  };
  const file = () => {
    const seen = isUnusualOnly(doubts);
    const found: EntryDoubts = { unreadable, findings: findImplausible(measured, ageYears) };
    setDoubts(found);
    const mayFile =
      found.unreadable.length === 0 && (found.findings.length === 0 || (seen && isUnusualOnly(found)));
    if (measured.length === 0 || !mayFile) return;
    record.mutate(
      { encounterId, measured: [...measured], effectiveAt: null, confirmedUnusual: seen },
      {
        onSuccess: () => {
          setTyped({});
          setDoubts(NO_DOUBTS);
          notify.done(say('entry.filed', { count: measured.length }));
          void queryClient.invalidateQueries({ queryKey: queries.encounter.key() });
          void queryClient.invalidateQueries({ queryKey: queries.observation.key() });
        },
        onError: (error) => {
          if (isDefinedError(error) && error.code === 'implausible')
            setDoubts({ unreadable: [], findings: error.data.findings });
          else sayFailure(error);
        },
      },
    );
  };
  return {
    typed,
    doubts,
    asksAgain: isUnusualOnly(doubts),
    isEmpty: Object.values(typed).every((text) => text.trim() === ''),
    isPending: record.isPending,
    type: (code, text) => {
      setTyped((before) => ({ ...before, [code]: text }));
      setDoubts(NO_DOUBTS);
    },
    file,
  };
}
