import { TextInput } from '@mantine/core';
import { vitalSignOf, type VitalSign } from '../../../domain/observation/codes.ts';
import { unitLabel } from '../../ui/quantity.tsx';
import { useVitalName } from '../observation/use-vital-words.ts';
import classes from './encounter.module.css';
import type { VitalsEntry } from './use-vitals-entry.ts';

interface VitalsFieldsProps {
  readonly sign: VitalSign;
  readonly entry: VitalsEntry;
  readonly isFirst: boolean;
  /** The id of the line that says what is wrong with this row. */
  readonly doubtId: string;
}

/** The fields of one vital sign, each part with its name for screen readers and the unit beside. */
export function VitalsFields({ sign, entry, isFirst, doubtId }: VitalsFieldsProps) {
  const nameOf = useVitalName();
  const codes = sign.components.length === 0 ? [sign.code] : sign.components;
  const unit = unitLabel(vitalSignOf(codes[0] ?? '')?.unit ?? '');
  const isDoubted = (code: string) =>
    entry.doubts.unreadable.includes(code) || entry.doubts.findings.some(({ field }) => field === code);
  return (
    <span className={classes.fields}>
      {codes.map((code, index) => (
        <TextInput
          key={code}
          className={classes.field ?? ''}
          aria-label={`${nameOf(code)}, ${unit}`}
          {...(codes.length > 1 ? { placeholder: nameOf(code).slice(0, 3) } : {})}
          inputMode="decimal"
          autoComplete="off"
          maxLength={7}
          value={entry.typed[code] ?? ''}
          onChange={(event) => entry.type(code, event.currentTarget.value)}
          error={isDoubted(code)}
          aria-invalid={isDoubted(code)}
          {...(isDoubted(code) ? { 'aria-describedby': doubtId } : {})}
          data-first-vital={isFirst && index === 0}
        />
      ))}
      <span className={classes.unit}>{unit}</span>
    </span>
  );
}
