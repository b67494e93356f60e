import { NativeSelect, TextInput } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { vitalSignOf, type VitalSign } from '../../../domain/observation/codes.ts';
import { unitLabel } from '../../ui/quantity.tsx';
import { useWords } from '../../ui/words.ts';
import type { VitalRow } from '../observation/latest-vitals.ts';
import { useAnswerText, useVitalName } from '../observation/use-vital-words.ts';
import classes from './encounter.module.css';
import { encounterWords } from './encounter.words.ts';
import type { VitalsEntry } from './use-vitals-entry.ts';

interface VitalsFieldsProps {
  readonly row: VitalRow;
  readonly entry: VitalsEntry;
  readonly isFirst: boolean;
  /** The id of the line that says what is wrong with this row. */
  readonly doubtId: string;
}

/** The fields of one row: numbers with their unit, a choice of units where there are several, or a choice of answers. */
export function VitalsFields({ row, ...rest }: VitalsFieldsProps) {
  const [sign, ...otherUnits] = row.signs;
  if (sign === undefined) return null;
  if (sign.answers.length > 0) return <AnswerField sign={sign} entry={rest.entry} />;
  return otherUnits.length === 0 ? (
    <NumberFields sign={sign} {...rest} />
  ) : (
    <UnitFields row={row} {...rest} />
  );
}

type SignFieldsProps = Omit<VitalsFieldsProps, 'row'> & { readonly sign: VitalSign };

/** Each part with its name for screen readers and the unit beside. */
function NumberFields({ sign, entry, isFirst, doubtId }: SignFieldsProps) {
  const codes = sign.components.length === 0 ? [sign.code] : sign.components;
  return (
    <span className={classes.fields}>
      {codes.map((code, index) => (
        <NumberField
          key={code}
          code={code}
          entry={entry}
          doubtId={doubtId}
          isFirst={isFirst && index === 0}
          hasHint={codes.length > 1}
        />
      ))}
      <span className={classes.unit}>{unitLabel(vitalSignOf(codes[0] ?? '')?.unit ?? '')}</span>
    </span>
  );
}

/** One number in the unit that is chosen beside it; the choice is this workstation's until it is changed. */
function UnitFields({ row, entry, doubtId }: VitalsFieldsProps) {
  const say = useWords(encounterWords);
  const nameOf = useVitalName();
  const [chosen, choose] = useLocalStorage({
    key: `clinic-unit-${row.code}`,
    defaultValue: row.code,
    getInitialValueInEffect: false,
  });
  const sign = row.signs.find(({ code }) => code === chosen) ?? row.signs[0];
  if (sign === undefined) return null;
  const change = (code: string) => {
    entry.type(code, entry.typed[sign.code] ?? '');
    entry.type(sign.code, '');
    choose(code);
  };
  return (
    <span className={classes.fields}>
      <NumberField code={sign.code} entry={entry} doubtId={doubtId} />
      <NativeSelect
        className={classes.unitChoice ?? ''}
        aria-label={say('entry.unitOf', { vital: nameOf(row.code) })}
        value={sign.code}
        data={row.signs.map(({ code, unit }) => ({ value: code, label: unitLabel(unit ?? '') }))}
        onChange={(event) => change(event.currentTarget.value)}
      />
    </span>
  );
}

function AnswerField({ sign, entry }: { readonly sign: VitalSign; readonly entry: VitalsEntry }) {
  const say = useWords(encounterWords);
  const nameOf = useVitalName();
  const answerText = useAnswerText();
  return (
    <NativeSelect
      className={classes.answer ?? ''}
      aria-label={nameOf(sign.code)}
      value={entry.typed[sign.code] ?? ''}
      data={[
        { value: '', label: say('entry.notAssessed') },
        ...sign.answers.map((answer) => ({ value: answer, label: answerText(sign.code, answer) })),
      ]}
      onChange={(event) => entry.type(sign.code, event.currentTarget.value)}
    />
  );
}

interface NumberFieldProps {
  readonly code: string;
  readonly entry: VitalsEntry;
  readonly doubtId: string;
  readonly isFirst?: boolean;
  readonly hasHint?: boolean;
}

function NumberField({ code, entry, doubtId, isFirst = false, hasHint = false }: NumberFieldProps) {
  const nameOf = useVitalName();
  const isDoubted =
    entry.doubts.unreadable.includes(code) || entry.doubts.findings.some(({ field }) => field === code);
  return (
    <TextInput
      className={classes.field ?? ''}
      aria-label={`${nameOf(code)}, ${unitLabel(vitalSignOf(code)?.unit ?? '')}`}
      {...(hasHint ? { placeholder: nameOf(code).slice(0, 3) } : {})}
      inputMode="decimal"
      autoComplete="off"
      maxLength={7}
      value={entry.typed[code] ?? ''}
      onChange={(event) => entry.type(code, event.currentTarget.value)}
      error={isDoubted}
      aria-invalid={isDoubted}
      {...(isDoubted ? { 'aria-describedby': doubtId } : {})}
      data-first-vital={isFirst}
    />
  );
}
