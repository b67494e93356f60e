import type { MeasuredValue } from '../../../domain/contract/ipc/observation.ts';
import { Quantity, type QuantityFlag } from '../../ui/quantity.tsx';
import { useAnswerText } from './use-vital-words.ts';
import { measuredToReading } from './vital-reading.ts';

interface VitalValueProps {
  /** Null: nobody measured it. */
  readonly measured: MeasuredValue | null;
  readonly size?: 'sm' | 'lg';
  readonly flag?: QuantityFlag;
  readonly flagLabel?: string;
}

/** A vital sign's number with its unit, a panel's parts with a slash, or a coded answer in words. */
export function VitalValue({ measured, size = 'sm', flag, flagLabel }: VitalValueProps) {
  const answerText = useAnswerText();
  if (typeof measured?.valueCode === 'string')
    return <span>{answerText(measured.code, measured.valueCode)}</span>;
  const reading = measured === null ? null : measuredToReading(measured);
  return (
    <Quantity
      value={reading === null ? null : reading.values}
      unit={reading?.unit ?? null}
      size={size}
      maxDecimals={reading?.decimals ?? 1}
      {...(flag === undefined ? {} : { flag })}
      {...(flagLabel === undefined ? {} : { flagLabel })}
    />
  );
}
