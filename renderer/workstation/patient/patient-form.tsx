import { ActionIcon, Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useId } from 'react';
import { AdministrativeGender } from '../../../domain/patient/patient.ts';
import { Section } from '../../ui/panel.tsx';
import { useWords } from '../../ui/words.ts';
import { BirthDateField } from './birth-date-field.tsx';
import type { DraftFaults, PatientDraft } from './patient-draft.ts';
import classes from './patient.module.css';
import { patientWords } from './patient.words.ts';

interface PatientFormProps {
  readonly draft: PatientDraft;
  readonly faults: DraftFaults;
  readonly onChange: (change: Partial<PatientDraft>) => void;
}

/** The fields of a person, for registering and for editing. */
export function PatientForm({ draft, faults, onChange }: PatientFormProps) {
  const say = useWords(patientWords);
  return (
    <Stack gap="lg">
      <Section order={2} title={say('person')}>
        <div className={classes.grid}>
          <TypedField field="family" draft={draft} faults={faults} onChange={onChange} isRequired autoFocus />
          <TypedField field="given" draft={draft} faults={faults} onChange={onChange} />
          <BirthDateField
            typed={draft.birthDate}
            fault={faults.birthDate}
            onType={(birthDate) => onChange({ birthDate })}
          />
          <GenderField gender={draft.gender} onChange={(gender) => onChange({ gender })} />
        </div>
      </Section>
      <Section order={2} title={say('contact')}>
        <div className={classes.grid}>
          <TypedField field="phone" draft={draft} faults={faults} onChange={onChange} />
          <TypedField field="email" draft={draft} faults={faults} onChange={onChange} />
          <div className={classes.wide}>
            <TypedField field="addressLine" draft={draft} faults={faults} onChange={onChange} />
          </div>
          <TypedField field="addressPostalCode" draft={draft} faults={faults} onChange={onChange} />
          <TypedField field="addressCity" draft={draft} faults={faults} onChange={onChange} />
        </div>
      </Section>
      <IdentifierFields draft={draft} onChange={onChange} />
    </Stack>
  );
}

type TextField = 'family' | 'given' | 'phone' | 'email' | 'addressLine' | 'addressCity' | 'addressPostalCode';

/** The longest text the domain takes, for the words of the fault. */
const MAX_CHARS: Readonly<Record<TextField, number>> = {
  family: 100,
  given: 100,
  phone: 40,
  email: 200,
  addressLine: 200,
  addressCity: 100,
  addressPostalCode: 20,
};

interface TypedFieldProps extends PatientFormProps {
  readonly field: TextField;
  readonly isRequired?: boolean;
  readonly autoFocus?: boolean;
}

function TypedField({ field, draft, faults, onChange, isRequired, autoFocus }: TypedFieldProps) {
  const say = useWords(patientWords);
  const fault = faults[field];
  return (
    <TextInput
      label={say(field)}
      value={draft[field]}
      withAsterisk={isRequired === true}
      dir="auto"
      autoComplete="off"
      error={fault === undefined ? null : say(fault, { max: MAX_CHARS[field] })}
      onChange={(event) => onChange({ [field]: event.currentTarget.value })}
      {...(autoFocus === true ? { 'data-autofocus': true, autoFocus: true } : {})}
    />
  );
}

function GenderField({
  gender,
  onChange,
}: {
  readonly gender: AdministrativeGender;
  readonly onChange: (gender: AdministrativeGender) => void;
}) {
  const say = useWords(patientWords);
  const labelId = useId();
  return (
    <div>
      <Text size="xs" fw={500} id={labelId} mb={2}>
        {say('gender')}
      </Text>
      <SegmentedControl
        fullWidth
        aria-labelledby={labelId}
        value={gender}
        onChange={(value) => onChange(AdministrativeGender.parse(value))}
        data={AdministrativeGender.options.map((value) => ({ value, label: say(value) }))}
      />
    </div>
  );
}

function IdentifierFields({
  draft,
  onChange,
}: {
  readonly draft: PatientDraft;
  readonly onChange: PatientFormProps['onChange'];
}) {
  const say = useWords(patientWords);
  const replace = (index: number, change: Partial<PatientDraft['identifiers'][number]>) =>
    onChange({
      identifiers: draft.identifiers.map((one, at) => (at === index ? { ...one, ...change } : one)),
    });
  return (
    <Section order={2} title={say('identifiers')}>
      <Stack gap={8}>
        {draft.identifiers.map(({ system, value }, index) => (
          <Group key={index} gap={8} wrap="nowrap">
            <TextInput
              aria-label={say('identifierSystem')}
              placeholder={say('identifierSystem')}
              w={160}
              maxLength={40}
              value={system}
              onChange={(event) => replace(index, { system: event.currentTarget.value })}
            />
            <TextInput
              aria-label={say('identifierValue')}
              placeholder={say('identifierValue')}
              flex={1}
              maxLength={40}
              value={value}
              onChange={(event) => replace(index, { value: event.currentTarget.value })}
            />
            <ActionIcon
              aria-label={say('removeIdentifier', { value })}
              onClick={() => onChange({ identifiers: draft.identifiers.filter((_, at) => at !== index) })}
            >
              <IconX size={15} />
            </ActionIcon>
          </Group>
        ))}
        <Button
          variant="default"
          size="compact-sm"
          w="fit-content"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange({ identifiers: [...draft.identifiers, { system: 'national', value: '' }] })}
        >
          {say('addIdentifier')}
        </Button>
      </Stack>
    </Section>
  );
}
