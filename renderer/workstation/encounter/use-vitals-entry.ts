import { useState } from 'react';
import type { MeasuredValue, PlausibilityFinding } from '../../../domain/contract/ipc/observation.ts';
import { findImplausible } from '../../../domain/observation/plausibility.ts';
import { typedVitalsToMeasured, type TypedVitals } from './typed-vitals.ts';

/** What stands against what was typed: nothing yet, fields that are no numbers, or doubts of the domain. */
export interface EntryDoubts {
  readonly unreadable: readonly string[];
  readonly findings: readonly PlausibilityFinding[];
}

const NO_DOUBTS: EntryDoubts = { unreadable: [], findings: [] };

/** Where typed values go: into an open visit, or into the record as measured at home. */
export interface VitalsFiling {
  readonly isPending: boolean;
  readonly file: (
    values: { readonly measured: MeasuredValue[]; readonly confirmedUnusual: boolean },
    onResult: {
      readonly filed: () => void;
      readonly doubted: (findings: readonly PlausibilityFinding[]) => void;
    },
  ) => void;
}

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

const isUnusualOnly = ({ unreadable, findings }: EntryDoubts): boolean =>
  unreadable.length === 0 && findings.length > 0 && findings.every(({ severity }) => severity === 'unusual');

/** Typing values: reads the fields, asks the domain what is to be doubted, files what stands. */
export function useVitalsEntry(ageYears: number | null, filing: VitalsFiling): VitalsEntry {
  const [typed, setTyped] = useState<TypedVitals>({});
  const [doubts, setDoubts] = useState<EntryDoubts>(NO_DOUBTS);
  const { measured, unreadable } = typedVitalsToMeasured(typed);
  const file = () => {
    const seen = isUnusualOnly(doubts);
    const found: EntryDoubts = { unreadable, findings: findImplausible(measured, ageYears) };
    setDoubts(found);
    const mayFile =
      found.unreadable.length === 0 && (found.findings.length === 0 || (seen && isUnusualOnly(found)));
    if (measured.length === 0 || !mayFile) return;
    filing.file(
      { measured: [...measured], confirmedUnusual: seen },
      {
        filed: () => {
          setTyped({});
          setDoubts(NO_DOUBTS);
        },
        doubted: (findings) => setDoubts({ unreadable: [], findings }),
      },
    );
  };
  return {
    typed,
    doubts,
    asksAgain: isUnusualOnly(doubts),
    isEmpty: Object.values(typed).every((text) => text.trim() === ''),
    isPending: filing.isPending,
    type: (code, text) => {
      setTyped((before) => ({ ...before, [code]: text }));
      setDoubts(NO_DOUBTS);
    },
    file,
  };
}
