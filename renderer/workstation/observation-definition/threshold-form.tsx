import { Button, Fieldset, Group, NumberInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ThresholdDraft } from '../../../domain/observation-definition/check-threshold.ts';
import { vitalSignOf } from '../../../domain/observation/codes.ts';
import { unitLabel } from '../../ui/quantity.tsx';
import { useWords } from '../../ui/words.ts';
import { useVitalName } from '../observation/use-vital-words.ts';
import { observationDefinitionWords } from './observation-definition.words.ts';
import {
  draftOf,
  LIMIT_NAMES,
  typedOf,
  type LimitName,
  type TypedNumber,
  type TypedThreshold,
} from './threshold-draft.ts';
import { TellFields } from './tell-fields.tsx';

interface ThresholdFormProps {
  readonly code: string;
  readonly isDefault: boolean;
  /** What the form starts from; null = empty. */
  readonly from: ThresholdDraft | null;
  readonly isBusy: boolean;
  readonly onSave: (draft: ThresholdDraft) => void;
  readonly onCancel: () => void;
}

const SHOWN_FAULTS = [
  'number',
  'half-escalation',
  'limits-crossed',
  'impossible-limit',
  'nothing-watched',
  'no-performer',
] as const;

/** What is watched of one vital sign: its limits, silence, and who is told. */
export function ThresholdForm({ code, isDefault, from, isBusy, onSave, onCancel }: ThresholdFormProps) {
  const say = useWords(observationDefinitionWords);
  const [typed, setTyped] = useState(() => typedOf(code, from));
  const [isChecked, setIsChecked] = useState(false);
  const { draft, faults } = draftOf(code, isDefault, typed, from);
  const change = (given: Partial<TypedThreshold>) => setTyped({ ...typed, ...given });
  const shown = isChecked ? faults : [];
  const sentences = SHOWN_FAULTS.filter((fault) => shown.some((each) => each.code === fault)).map((fault) =>
    say(`fault.${fault}`),
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setIsChecked(true);
        if (faults.length === 0) onSave(draft);
      }}
    >
      <Stack gap="sm">
        {typed.intervals.map((interval) => (
          <LimitFields
            key={interval.code}
            interval={interval}
            onChange={(name, value) =>
              change({
                intervals: typed.intervals.map((each) =>
                  each === interval ? { ...each, limits: { ...each.limits, [name]: value } } : each,
                ),
              })
            }
          />
        ))}
        {isDefault ? (
          <NumberInput
            label={say('appliesFromYears')}
            value={typed.appliesFromYears}
            onChange={(value) => change({ appliesFromYears: value })}
            allowDecimal={false}
            min={0}
            max={120}
          />
        ) : (
          <NumberInput
            label={say('noReadingsAfterDays')}
            value={typed.noReadingsAfterDays}
            onChange={(value) => change({ noReadingsAfterDays: value })}
            allowDecimal={false}
            min={1}
            max={365}
          />
        )}
        <TellFields typed={typed} onChange={change} />
        {sentences.length === 0 ? null : (
          <Text role="alert" size="sm" c="red.9">
            {sentences.join('. ')}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {say('cancel')}
          </Button>
          <Button type="submit" loading={isBusy}>
            {say('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface LimitFieldsProps {
  readonly interval: TypedThreshold['intervals'][number];
  readonly onChange: (name: LimitName, value: TypedNumber) => void;
}

function LimitFields({ interval, onChange }: LimitFieldsProps) {
  const say = useWords(observationDefinitionWords);
  const nameOf = useVitalName();
  const decimals = vitalSignOf(interval.code)?.decimals ?? 0;
  return (
    <Fieldset legend={`${nameOf(interval.code)} (${unitLabel(interval.unit)})`}>
      <Text size="xs" c="dimmed" mb={6}>
        {say('limitHint')}
      </Text>
      <Group gap="sm" grow align="flex-end">
        {LIMIT_NAMES.map((name) => (
          <NumberInput
            key={name}
            label={say(name)}
            value={interval.limits[name]}
            onChange={(value) => onChange(name, value)}
            decimalScale={decimals}
            hideControls
          />
        ))}
      </Group>
    </Fieldset>
  );
}
