import { Unknown } from './moment.tsx';
import classes from './quantity.module.css';
import { uiWords } from './ui.words.ts';
import { useLocale, useWords } from './words.ts';

/** UCUM codes as people write them; a code that is not here is shown as it is. */
const UNIT_LABELS: Readonly<Record<string, string>> = {
  'mm[Hg]': 'mmHg',
  '/min': '/min',
  '{beats}/min': '/min',
  Cel: '°C',
  '[degF]': '°F',
  'kg/m2': 'kg/m²',
  '[lb_av]': 'lb',
  '[oz_av]': 'oz',
  '[in_i]': 'in',
  'mg/dL': 'mg/dL',
  'mmol/L': 'mmol/L',
  '{score}': '',
};

/** A UCUM unit as people write it. */
export function unitLabel(ucum: string): string {
  return UNIT_LABELS[ucum] ?? ucum;
}

/** Where a value lies against its limits; never told by colour alone. `unknown` = no limits are known, drawn without a mark. */
export type QuantityFlag = 'low' | 'high' | 'critical-low' | 'critical-high' | 'unknown' | 'within';

const FLAG_MARKS: Readonly<Record<QuantityFlag, string>> = {
  low: '↓',
  high: '↑',
  'critical-low': '↓↓',
  'critical-high': '↑↑',
  unknown: '',
  within: '',
};

interface QuantityProps {
  /** One number, or several that belong together (systolic, diastolic), drawn with a slash; null = not measured. */
  readonly value: number | null | readonly (number | null)[];
  /** UCUM code; null only when there is no value. */
  readonly unit: string | null;
  readonly flag?: QuantityFlag;
  /** What the flag means, in words, for those who do not see the mark. */
  readonly flagLabel?: string;
  readonly size?: 'sm' | 'lg';
  readonly maxDecimals?: number;
}

/** The only way a measured number is drawn: with its unit, and "not measured" when there is none. */
export function Quantity({
  value,
  unit,
  flag = 'unknown',
  flagLabel,
  size = 'sm',
  maxDecimals = 1,
}: QuantityProps) {
  const say = useWords(uiWords);
  const locale = useLocale();
  const numbers = Array.isArray(value) ? (value as readonly (number | null)[]) : [value as number | null]; // as: Array.isArray does not narrow readonly arrays
  if (unit === null || numbers.every((number) => number === null))
    return <Unknown>{say('notMeasured')}</Unknown>;
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: maxDecimals });
  const text = numbers.map((number) => (number === null ? '–' : format.format(number))).join('/');
  const mark = FLAG_MARKS[flag];
  return (
    <span className={classes.quantity} data-size={size} data-flag={flag}>
      <span className={classes.value}>{text}</span>
      <span className={classes.unit}>{unitLabel(unit)}</span>
      {mark === '' ? null : (
        <span className={classes.flag} role="img" aria-label={flagLabel ?? mark} title={flagLabel}>
          {mark}
        </span>
      )}
    </span>
  );
}
