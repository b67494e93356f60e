import { Button, Group, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type SyntheticEvent } from 'react';
import type { FreeSlot } from '../../../domain/contract/ipc/scheduling.ts';
import { AppointmentModality } from '../../../domain/scheduling/resources.ts';
import { useToday } from '../../ui/clinic-time.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import type { BookingStart } from './booking-context.tsx';
import { BookingPatient, type ChosenPatient } from './booking-patient.tsx';
import { practitionerName } from './practitioner-name.ts';
import { schedulingWords } from './scheduling.words.ts';
import { SlotChoice } from './slot-choice.tsx';
import { useBook } from './use-book.ts';
import { useMomentWords } from './use-moment-words.ts';

interface BookingFormProps {
  readonly start: BookingStart;
  readonly onClose: () => void;
}

/** Patient, practitioner, kind of visit, one of the next free times; Enter books. */
export function BookingForm({ start, onClose }: BookingFormProps) {
  const say = useWords(schedulingWords);
  const momentWords = useMomentWords();
  const [patient, setPatient] = useState<ChosenPatient | null>(null);
  const [practitionerId, setPractitionerId] = useState<string | null>(
    start.practitionerId ?? start.slot?.practitionerId ?? null,
  );
  const [modality, setModality] = useState<(typeof AppointmentModality.options)[number]>('in-person');
  const [reason, setReason] = useState('');
  const [slot, setSlot] = useState<FreeSlot | null>(start.slot ?? null);
  const [fromOn, setFromOn] = useState(useToday());
  const book = useBook({ onBooked: onClose, onTaken: () => setSlot(null) });
  const canBook = patient !== null && slot !== null;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (patient === null || slot === null || book.isPending) return;
    const { startAt, endAt } = slot;
    const text = reason.trim() === '' ? null : reason;
    book.mutate({
      patientId: patient.id,
      practitionerId: slot.practitionerId,
      startAt,
      endAt,
      modality,
      reason: text,
    });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <BookingPatient presetId={start.patientId ?? null} patient={patient} onChoose={setPatient} />
        <PractitionerField
          practitionerId={practitionerId}
          onChange={(id) => {
            setPractitionerId(id);
            setSlot(null);
          }}
        />
        <ModalityField modality={modality} onChange={setModality} />
        <TextInput
          label={say('reason')}
          placeholder={say('reasonHint')}
          maxLength={200}
          dir="auto"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <SlotChoice
          practitionerId={practitionerId}
          fromOn={fromOn}
          onFromOn={(on) => {
            setFromOn(on);
            setSlot(null);
          }}
          slot={slot}
          onChoose={setSlot}
          focusWhen={patient !== null}
        />
        <Group justify="space-between">
          <Text size="xs" c="dimmed">
            {patient === null ? say('nobodySelected') : null}
          </Text>
          <Button
            type="submit"
            disabled={!canBook}
            loading={book.isPending}
            rightSection={<KeyHint keys="enter" />}
          >
            {slot === null ? say('bookEmpty') : say('book', { time: momentWords(slot.startAt) })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function PractitionerField({
  practitionerId,
  onChange,
}: {
  readonly practitionerId: string | null;
  readonly onChange: (practitionerId: string | null) => void;
}) {
  const say = useWords(schedulingWords);
  const { queries } = useClinic();
  const practitioners = useQuery(queries.scheduling.practitioners.queryOptions());
  const ANYBODY = 'anybody';
  return (
    <Select
      label={say('practitioner')}
      allowDeselect={false}
      value={practitionerId ?? ANYBODY}
      onChange={(value) => onChange(value === ANYBODY ? null : value)}
      data={[
        { value: ANYBODY, label: say('anybody') },
        ...(practitioners.data ?? []).map((one) => ({ value: one.id, label: practitionerName(one) })),
      ]}
    />
  );
}

type Modality = (typeof AppointmentModality.options)[number];

function ModalityField({
  modality,
  onChange,
}: {
  readonly modality: Modality;
  readonly onChange: (modality: Modality) => void;
}) {
  const say = useWords(schedulingWords);
  const labelId = useId();
  return (
    <div>
      <Text size="xs" fw={500} mb={2} id={labelId}>
        {say('modality')}
      </Text>
      <SegmentedControl
        fullWidth
        aria-labelledby={labelId}
        value={modality}
        onChange={(value) => onChange(AppointmentModality.parse(value))}
        data={AppointmentModality.options.map((value) => ({ value, label: say(`modality.${value}`) }))}
      />
    </div>
  );
}
