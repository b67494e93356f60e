import { VisuallyHidden } from '@mantine/core';
import { IconDeviceHeartMonitor, IconHome, IconKeyboard, type Icon } from '@tabler/icons-react';
import type { Observation } from '../../../domain/observation/observation.ts';
import { useWords } from '../../ui/words.ts';
import { observationWords } from './observation.words.ts';
import classes from './observation.module.css';

const ICONS: Readonly<Record<Observation['source'], Icon>> = {
  device: IconDeviceHeartMonitor,
  manual: IconKeyboard,
  patient: IconHome,
};

interface SourceMarkProps {
  readonly source: Observation['source'];
  /** Where space is short the word is only heard, and shown when pointed at. */
  readonly isShort?: boolean;
}

/** How a value came to be: from a device, typed, or from the patient's home. */
export function SourceMark({ source, isShort = false }: SourceMarkProps) {
  const say = useWords(observationWords);
  const SourceIcon = ICONS[source];
  const word = say(`source.${source}`);
  return (
    <span className={classes.source} title={word}>
      <SourceIcon size={14} stroke={1.6} aria-hidden />
      {isShort ? <VisuallyHidden>{word}</VisuallyHidden> : <span className={classes.sourceWord}>{word}</span>}
    </span>
  );
}
