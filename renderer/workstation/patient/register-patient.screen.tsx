import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { z } from 'zod';
import type { DuplicateCandidate } from '../../../domain/contract/ipc/patient.ts';
import { useToday } from '../../ui/clinic-time.tsx';
import { WithKeys } from '../../ui/key-hint.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { Panel, Toolbar } from '../../ui/panel.tsx';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { failureCode, useFailureWords } from '../app/use-failure-words.ts';
import { useBooking } from '../scheduling/booking-context.tsx';
import { DuplicateCheck } from './duplicate-check.tsx';
import { EMPTY_DRAFT, readDraft, type DraftFaults, type PatientDraft } from './patient-draft.ts';
import { PatientForm } from './patient-form.tsx';
import { spokenName } from './patient-name.ts';
import classes from './patient.module.css';
import { patientWords } from './patient.words.ts';
import { useDuplicates } from './use-duplicates.ts';
import { usePatientPath } from './use-patient-path.ts';

/** What the screen before handed over; in the history entry, never in the address. */
const RegisterState = z.object({ family: z.string().default(''), thenBook: z.boolean().default(false) });

/** A new patient, with those who look alike beside the form. */
export function RegisterPatientScreen() {
  const say = useWords(patientWords);
  const navigate = useNavigate();
  const patientPath = usePatientPath();
  const today = useToday();
  const asked = RegisterState.parse(useLocation().state ?? {});
  const [draft, setDraft] = useState<PatientDraft>({ ...EMPTY_DRAFT, family: asked.family });
  const [faults, setFaults] = useState<DraftFaults>({});
  const reading = readDraft(draft, today);
  const { register, refusedFor } = useRegister(asked.thenBook);
  const lookalikes = useDuplicates(reading);
  const candidates = refusedFor.length > 0 ? refusedFor : lookalikes;
  const submit = () => {
    setFaults(reading.ok ? {} : reading.faults);
    if (reading.ok) register.mutate({ fields: reading.fields, acceptDuplicates: candidates.length > 0 });
  };
  useShortcut({ keys: 'mod+enter', label: say('saveNew'), group: say('registerNew'), run: submit });
  return (
    <>
      <Toolbar title={say('registerNew')} />
      <div className={classes.form}>
        <Panel
          footer={
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={() => void navigate(-1)}>
                {say('cancel')}
              </Button>
              <WithKeys label={say('saveNew')} keys="mod+enter">
                <Button onClick={submit} loading={register.isPending}>
                  {candidates.length > 0 ? say('saveNewAnyway') : say('saveNew')}
                </Button>
              </WithKeys>
            </Group>
          }
        >
          <PatientForm
            draft={draft}
            faults={faults}
            onChange={(change) => setDraft({ ...draft, ...change })}
          />
        </Panel>
        {reading.ok && candidates.length > 0 ? (
          <DuplicateCheck
            fields={reading.fields}
            candidates={candidates}
            onOpenExisting={(patientId) => void navigate(patientPath(patientId))}
          />
        ) : null}
      </div>
    </>
  );
}

/** Registers and goes on to the new patient, or to booking when that was where one came from. */
function useRegister(bookAfterwards: boolean) {
  const say = useWords(patientWords);
  const { queries } = useClinic();
  const navigate = useNavigate();
  const patientPath = usePatientPath();
  const booking = useBooking();
  const notify = useNotify();
  const failureText = useFailureWords();
  const [refusedFor, setRefusedFor] = useState<readonly DuplicateCandidate[]>([]);
  const register = useMutation(
    queries.patient.register.mutationOptions({
      onSuccess: ({ patientId }, { fields }) => {
        notify.done(say('registered', { name: spokenName(fields) }));
        void navigate(bookAfterwards ? '/today' : patientPath(patientId));
        if (bookAfterwards) booking.open({ patientId });
      },
      onError: (error) => {
        const candidates = failureCode(error) === 'duplicate-suspected' ? candidatesOf(error) : null;
        if (candidates !== null) return setRefusedFor(candidates);
        const isAhead = failureCode(error) === 'birth-date-in-future';
        const { title, text } = failureText(error);
        notify.failed(isAhead ? say('dateAhead') : title, isAhead ? '' : text);
      },
    }),
  );
  return { register, refusedFor };
}

function candidatesOf(error: unknown): readonly DuplicateCandidate[] | null {
  if (!(error instanceof Error) || !('data' in error)) return null;
  const { data } = error as { data?: { candidates?: readonly DuplicateCandidate[] } }; // as: failureCode has told which typed error it is
  return data?.candidates ?? null;
}
