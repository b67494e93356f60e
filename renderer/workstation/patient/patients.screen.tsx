import { Button, Table, TextInput } from '@mantine/core';
import { IconPlus, IconSearch, IconUserSearch } from '@tabler/icons-react';
import { useCallback, useState, type KeyboardEvent } from 'react';
import { useNavigate } from 'react-router';
import type { PatientSummary } from '../../../domain/contract/ipc/patient.ts';
import { WithKeys } from '../../ui/key-hint.tsx';
import { Age, CalendarDay, Unknown } from '../../ui/moment.tsx';
import { Panel, Toolbar } from '../../ui/panel.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { EmptyState, LoadingRows } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { Loaded } from '../app/loaded.tsx';
import { useCan } from '../app/session-context.tsx';
import { listName } from './patient-name.ts';
import classes from './patient.module.css';
import { patientWords } from './patient.words.ts';
import { usePatientPath } from './use-patient-path.ts';
import { usePatientSearch } from './use-patient-search.ts';
import { useTakeOnly } from './use-take-only.ts';

const LIMIT = 50;
const RESULTS_ID = 'patient-results';

/** Finds a patient by any part of what is known of them. */
export function PatientsScreen() {
  const say = useWords(patientWords);
  const navigate = useNavigate();
  const patientPath = usePatientPath();
  const canRegister = useCan('patient.write');
  const [text, setText] = useState('');
  const [selected, setSelected] = useState(0);
  const search = usePatientSearch(text, LIMIT);
  const patients = search.data?.patients ?? [];
  const isSettled = search.isSuccess && !search.isPlaceholderData;
  const open = useCallback(
    ({ id }: PatientSummary) => void navigate(patientPath(id)),
    [navigate, patientPath],
  );
  const { wait, forget } = useTakeOnly(isSettled ? patients : null, open);
  const goToNew = () =>
    void navigate('/patients/new', { state: { family: text.replace(/[\d./-]+/g, ' ').trim() } });
  useShortcut({
    keys: 'n',
    label: say('registerNew'),
    group: say('patients'),
    enabled: canRegister,
    run: goToNew,
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setSelected(Math.max(0, Math.min(patients.length - 1, selected + step)));
    }
    if (event.key !== 'Enter') return;
    const chosen = patients[selected];
    if (isSettled && chosen !== undefined) open(chosen);
    else wait();
  };
  return (
    <>
      <Toolbar title={say('patients')}>
        {canRegister ? (
          <WithKeys label={say('registerNew')} keys="n">
            <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={goToNew}>
              {say('registerNew')}
            </Button>
          </WithKeys>
        ) : null}
      </Toolbar>
      <TextInput
        size="sm"
        autoFocus
        maw={620}
        type="search"
        role="combobox"
        aria-expanded={patients.length > 0}
        aria-controls={RESULTS_ID}
        aria-label={say('search')}
        placeholder={say('searchPlaceholder')}
        leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
        value={text}
        maxLength={200}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setSelected(0);
          forget();
        }}
      />
      <Panel flush fill>
        {text.trim() === '' ? (
          <EmptyState icon={IconUserSearch} title={say('searchHint')} text={say('searchHintText')} />
        ) : (
          <Loaded query={search} loading={<LoadingRows columns={[28, 12, 8, 8, 18, 18]} />}>
            {(found) => (
              <Results
                text={text}
                patients={found.patients}
                selected={selected}
                onOpen={(patientId) => void navigate(patientPath(patientId))}
                onRegister={canRegister ? goToNew : null}
              />
            )}
          </Loaded>
        )}
      </Panel>
    </>
  );
}

interface ResultsProps {
  readonly text: string;
  readonly patients: readonly PatientSummary[];
  readonly selected: number;
  readonly onOpen: (patientId: string) => void;
  readonly onRegister: (() => void) | null;
}

function Results({ text, patients, selected, onOpen, onRegister }: ResultsProps) {
  const say = useWords(patientWords);
  if (patients.length === 0) {
    return (
      <EmptyState
        icon={IconUserSearch}
        title={say('nobody', { text: text.trim() })}
        text={say('nobodyText')}
        action={onRegister === null ? null : <Button onClick={onRegister}>{say('register')}</Button>}
      />
    );
  }
  return (
    <Table stickyHeader id={RESULTS_ID} captionSide="bottom">
      <Table.Caption>
        {patients.length === LIMIT
          ? say('firstFound', { count: LIMIT })
          : say('found', { count: patients.length })}
      </Table.Caption>
      <Table.Thead>
        <Table.Tr>
          {(['name', 'birthDate', 'age', 'gender', 'phone', 'identifiers'] as const).map((column) => (
            <Table.Th key={column}>{say(column)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {patients.map((patient, index) => (
          <ResultRow key={patient.id} patient={patient} isSelected={index === selected} onOpen={onOpen} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function ResultRow({
  patient,
  isSelected,
  onOpen,
}: {
  readonly patient: PatientSummary;
  readonly isSelected: boolean;
  readonly onOpen: (patientId: string) => void;
}) {
  const say = useWords(patientWords);
  return (
    <Table.Tr className={classes.row ?? ''} data-selected={isSelected} onClick={() => onOpen(patient.id)}>
      <Table.Td>
        <button type="button" className={classes.open} onClick={() => onOpen(patient.id)}>
          <bdi>{listName(patient)}</bdi>
        </button>
      </Table.Td>
      <Table.Td>
        <CalendarDay on={patient.birthDate} />
      </Table.Td>
      <Table.Td>
        <Age birthDate={patient.birthDate} />
      </Table.Td>
      <Table.Td>{say(patient.gender)}</Table.Td>
      <Table.Td>{patient.phone ?? <Unknown>{say('notRecorded')}</Unknown>}</Table.Td>
      <Table.Td>
        {patient.identifiers.map(({ value }) => value).join(', ') || <Unknown>{say('notRecorded')}</Unknown>}
      </Table.Td>
    </Table.Tr>
  );
}
