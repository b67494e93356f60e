import { Button, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useId, useState, type KeyboardEvent } from 'react';
import type { PatientSummary } from '../../../domain/contract/ipc/patient.ts';
import { useWords } from '../../ui/words.ts';
import { schedulingWords } from '../scheduling/scheduling.words.ts';
import { PatientLine } from './patient-line.tsx';
import classes from './patient.module.css';
import { usePatientSearch } from './use-patient-search.ts';
import { useTakeOnly } from './use-take-only.ts';

interface PatientPickerProps {
  readonly label: string;
  readonly placeholder: string;
  readonly onPick: (patient: PatientSummary) => void;
  readonly onRegister: () => void;
}

const OFFERED = 6;

/** Finds one patient by typing: arrows move, Enter takes. */
export function PatientPicker({ label, placeholder, onPick, onRegister }: PatientPickerProps) {
  const say = useWords(schedulingWords);
  const listId = useId();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const search = usePatientSearch(text, OFFERED);
  const patients = text.trim() === '' ? [] : (search.data?.patients ?? []);
  const isSettled = search.isSuccess && !search.isPlaceholderData;
  const { wait, forget } = useTakeOnly(isSettled ? patients : null, onPick);
  const isNobody = text.trim() !== '' && search.isSuccess && patients.length === 0;
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setActive(Math.max(0, Math.min(patients.length - 1, active + step)));
    if (step !== 0 || event.key === 'Enter') event.preventDefault();
    const chosen = patients[active];
    if (event.key !== 'Enter') return;
    // Enter before the answer is there takes it only when it names one person: nobody is picked unseen.
    if (isSettled && chosen !== undefined) onPick(chosen);
    else wait();
  };
  return (
    <div>
      <TextInput
        label={label}
        placeholder={placeholder}
        data-autofocus
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={patients.length > 0}
        aria-controls={listId}
        aria-activedescendant={patients[active] === undefined ? undefined : `${listId}-${active}`}
        autoComplete="off"
        leftSection={<IconSearch size={15} stroke={1.6} aria-hidden />}
        value={text}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setActive(0);
          forget();
        }}
      />
      <VisuallyHidden role="status">
        {text === '' ? '' : say('results', { count: patients.length })}
      </VisuallyHidden>
      <div id={listId} role="listbox" aria-label={label} className={classes.options}>
        {patients.map((patient, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the combobox's above
          <div
            key={patient.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={classes.option}
            onClick={() => onPick(patient)}
          >
            <PatientLine patient={patient} />
          </div>
        ))}
      </div>
      {isNobody ? (
        <Text size="sm" c="dimmed" mt={6}>
          {say('nobodyFound')}{' '}
          <Button variant="subtle" size="compact-xs" onClick={onRegister}>
            {say('newPatient')}
          </Button>
        </Text>
      ) : null}
    </div>
  );
}
