import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { CalendarDay } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { spokenName, type NamedPerson } from '../patient/patient-name.ts';
import { PatientPicker } from '../patient/patient-picker.tsx';
import { schedulingWords } from './scheduling.words.ts';

/** Enough of a patient to book and to say who it is. */
export interface ChosenPatient extends NamedPerson {
  readonly id: string;
  readonly birthDate: string | null;
}

interface BookingPatientProps {
  /** Whoever the screen behind had selected. */
  readonly presetId: string | null;
  readonly patient: ChosenPatient | null;
  readonly onChoose: (patient: ChosenPatient | null) => void;
}

/** Who the visit is for: found by typing, or the one selected behind. */
export function BookingPatient({ presetId, patient, onChoose }: BookingPatientProps) {
  const say = useWords(schedulingWords);
  const navigate = useNavigate();
  usePresetPatient(presetId, onChoose);
  if (patient === null) {
    return (
      <PatientPicker
        label={say('patient')}
        placeholder={say('findPatient')}
        onPick={onChoose}
        onRegister={() => void navigate('/patients/new', { state: { thenBook: true } })}
      />
    );
  }
  return (
    <div>
      <Text size="xs" fw={500}>
        {say('patient')}
      </Text>
      <Group gap="xs" wrap="nowrap">
        <Text fw={600}>
          <bdi>{spokenName(patient)}</bdi>
        </Text>
        <Text c="dimmed">
          <CalendarDay on={patient.birthDate} />
        </Text>
        <Button variant="subtle" size="compact-xs" ms="auto" onClick={() => onChoose(null)}>
          {say('changePatient')}
        </Button>
      </Group>
    </div>
  );
}

function usePresetPatient(presetId: string | null, onChoose: BookingPatientProps['onChoose']): void {
  const { queries } = useClinic();
  const preset = useQuery(
    queries.patient.banner.queryOptions({ input: { patientId: presetId ?? '' }, enabled: presetId !== null }),
  );
  const found = preset.data?.patient;
  useEffect(() => {
    if (found !== undefined) onChoose(found);
  }, [found, onChoose]);
}
