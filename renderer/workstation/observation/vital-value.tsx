import type { MeasuredValue } from '../../../domain/contract/ipc/observation.ts';
import { Quantity, type QuantityFlag } from '../../ui/quantity.tsx';
import { measuredToReading } from './vital-reading.ts';

interface VitalValueProps {
  /** Null: nobody measured it. */
  readonly measured: MeasuredValue | null;
  readonly size?: 'sm' | 'lg';
  readonly flag?: QuantityFlag;
  readonly flagLabel?: string;
}

/** A vital sign's number with its unit; a panel's parts with a slash. */
export function VitalValue({ measured, size = 'sm', flag, flagLabel }: VitalValueProps) {
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
