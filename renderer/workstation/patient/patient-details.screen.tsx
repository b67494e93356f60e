import { Button, Group } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { AllergySummary } from '../../../domain/contract/ipc/patient.ts';
import type { Patient } from '../../../domain/patient/patient.ts';
import { useToday } from '../../ui/clinic-time.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { Panel, Toolbar } from '../../ui/panel.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { LoadingRows } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { Loaded } from '../app/loaded.tsx';
import { useCan } from '../app/session-context.tsx';
import { useFailureWords } from '../app/use-failure-words.ts';
import { useBooking } from '../scheduling/booking-context.tsx';
import { changedFields, draftOfPatient, readDraft, type DraftFaults } from './patient-draft.ts';
import { PatientFacts } from './patient-facts.tsx';
import { PatientForm } from './patient-form.tsx';
import { spokenName } from './patient-name.ts';
import classes from './patient.module.css';
import { patientWords } from './patient.words.ts';

/** What the front desk knows of a patient, and the way to change it. */
export function PatientDetailsScreen() {
  const { patientId = '' } = useParams();
  const { queries } = useClinic();
  const banner = useQuery(queries.patient.banner.queryOptions({ input: { patientId } }));
  return (
    <Loaded query={banner} loading={<LoadingRows rows={10} columns={[20, 40]} />}>
      {({ patient, allergies }) => (
        <PatientDetails key={patient.id} patient={patient} allergies={allergies} />
      )}
    </Loaded>
  );
}

function PatientDetails({
  patient,
  allergies,
}: {
  readonly patient: Patient;
  readonly allergies: AllergySummary;
}) {
  const say = useWords(patientWords);
  const navigate = useNavigate();
  const booking = useBooking();
  const canReadChart = useCan('chart.read');
  const canEdit = useCan('patient.write');
  const canBook = useCan('appointment.write');
  const [isEditing, setIsEditing] = useState(false);
  const book = () => booking.open({ patientId: patient.id });
  const group = say('details');
  useShortcut({
    keys: 'e',
    label: say('edit'),
    group,
    enabled: canEdit && !isEditing,
    run: () => setIsEditing(true),
  });
  useShortcut({ keys: 'b', label: say('book'), group, enabled: canBook, run: book });
  return (
    <>
      <Toolbar title={spokenName(patient)}>
        {canEdit && !isEditing ? (
          <Button variant="default" onClick={() => setIsEditing(true)}>
            {say('edit')}
          </Button>
        ) : null}
        {canReadChart ? (
          <Button variant="default" onClick={() => void navigate(`/patients/${patient.id}`)}>
            {say('openChart')}
          </Button>
        ) : null}
        {canBook ? <Button onClick={book}>{say('book')}</Button> : null}
      </Toolbar>
      <div className={classes.form}>
        {isEditing ? (
          <EditPatient patient={patient} onDone={() => setIsEditing(false)} />
        ) : (
          <PatientFacts patient={patient} allergies={allergies} />
        )}
      </div>
    </>
  );
}

function EditPatient({ patient, onDone }: { readonly patient: Patient; readonly onDone: () => void }) {
  const say = useWords(patientWords);
  const { queries } = useClinic();
  const notify = useNotify();
  const failureText = useFailureWords();
  const today = useToday();
  const { id: patientId, ...before } = patient;
  const [draft, setDraft] = useState(() => draftOfPatient(before));
  const [faults, setFaults] = useState<DraftFaults>({});
  const update = useMutation(
    queries.patient.update.mutationOptions({
      onSuccess: () => {
        notify.done(say('saved', { name: spokenName(patient) }));
        onDone();
      },
      onError: (error) => {
        const { title, text } = failureText(error);
        notify.failed(title, text);
      },
    }),
  );
  const submit = () => {
    const reading = readDraft(draft, today);
    setFaults(reading.ok ? {} : reading.faults);
    if (reading.ok)
      update.mutate({
        patientId,
        fields: changedFields(before, { ...reading.fields, active: before.active }),
      });
  };
  useShortcut({ keys: 'mod+enter', label: say('save'), group: say('details'), run: submit });
  return (
    <Panel
      footer={
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            {say('cancel')}
          </Button>
          <Button onClick={submit} loading={update.isPending}>
            {say('save')}
          </Button>
        </Group>
      }
    >
      <PatientForm draft={draft} faults={faults} onChange={(change) => setDraft({ ...draft, ...change })} />
    </Panel>
  );
}
