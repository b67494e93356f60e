import { useState } from 'react';
import type { Observation } from '../../../domain/observation/observation.ts';
import { EnteredInErrorDialog } from './entered-in-error.dialog.tsx';
import { EvidenceDialog } from './evidence.dialog.tsx';

interface OpenDialog {
  readonly kind: 'evidence' | 'error';
  readonly observation: Observation;
}

export interface ReadingDialogsControl {
  readonly current: OpenDialog | null;
  readonly open: (observation: Observation | null) => void;
  readonly mark: (observation: Observation) => void;
  readonly close: () => void;
}

/** Which reading is looked at: its evidence first, from there marking it as entered in error. */
export function useReadingDialogs(): ReadingDialogsControl {
  const [current, setCurrent] = useState<OpenDialog | null>(null);
  return {
    current,
    open: (observation) => setCurrent(observation === null ? null : { kind: 'evidence', observation }),
    mark: (observation) => setCurrent({ kind: 'error', observation }),
    close: () => setCurrent(null),
  };
}

/** The two dialogs of one reading; place it once beside what opens them. */
export function ReadingDialogs({ dialogs }: { readonly dialogs: ReadingDialogsControl }) {
  const { current, close, mark } = dialogs;
  const of = (kind: OpenDialog['kind']) => (current?.kind === kind ? current.observation : null);
  return (
    <>
      <EvidenceDialog observation={of('evidence')} onClose={close} onMarkInError={mark} />
      <EnteredInErrorDialog observation={of('error')} onClose={close} />
    </>
  );
}
