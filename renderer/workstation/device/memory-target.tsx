import { Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useId } from 'react';
import { useNavigate } from 'react-router';
import type { DeviceMemoryRecord } from '../../../domain/contract/ipc/device.ts';
import type { PatientSummary } from '../../../domain/contract/ipc/patient.ts';
import { useWords } from '../../ui/words.ts';
import { PatientIdentity } from '../chart/patient-identity.tsx';
import { useFindingSentence } from '../observation/use-vital-words.ts';
import { listName } from '../patient/patient-name.ts';
import { PatientPicker } from '../patient/patient-picker.tsx';
import { deviceMemoryWords } from './device-memory.words.ts';
import classes from './memory.module.css';
import type { FilingRecords } from './use-file-records.ts';

interface MemoryTargetProps {
  readonly patient: PatientSummary | null;
  readonly onPatient: (patient: PatientSummary | null) => void;
  readonly chosen: readonly DeviceMemoryRecord[];
  readonly filing: FilingRecords;
  readonly onClose: () => void;
}

/** Whose readings they are, said with what tells the patient from another, and the button that files them. */
export function MemoryTarget({ patient, onPatient, chosen, filing, onClose }: MemoryTargetProps) {
  const say = useWords(deviceMemoryWords);
  const isBlocked = filing.findings.some(({ severity }) => severity === 'impossible');
  const count = chosen.length;
  return (
    <>
      <div className={classes.target} data-chosen={patient !== null}>
        {patient === null ? (
          <PickPatient onPatient={onPatient} />
        ) : (
          <GoesTo patient={patient} count={count} onChange={() => onPatient(null)} />
        )}
      </div>
      <Doubts chosen={chosen} filing={filing} isBlocked={isBlocked} />
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="xs" c="dimmed">
          {count > 0 && filing.isMissingTime ? say('time-unknown') : say('noUndo')}
        </Text>
        <Group gap="xs" wrap="nowrap">
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button
            disabled={patient === null || count === 0 || filing.isMissingTime || isBlocked}
            loading={filing.isPending}
            {...(filing.findings.length > 0 ? { color: 'orange.9' } : {})}
            onClick={() => patient !== null && filing.file(patient.id)}
          >
            {filing.findings.length > 0
              ? say('fileAnyway')
              : count === 0
                ? say('fileNone')
                : say('file', { count })}
          </Button>
        </Group>
      </Group>
    </>
  );
}

function PickPatient({ onPatient }: Pick<MemoryTargetProps, 'onPatient'>) {
  const say = useWords(deviceMemoryWords);
  const navigate = useNavigate();
  return (
    <>
      <PatientPicker
        label={say('whose')}
        placeholder={say('findPatient')}
        onPick={onPatient}
        onRegister={() => void navigate('/patients/new')}
      />
      <Text size="xs" c="dimmed" mt={4}>
        {say('nobody')} {say('hintsExplain')}
      </Text>
    </>
  );
}

interface GoesToProps {
  readonly patient: PatientSummary;
  readonly count: number;
  readonly onChange: () => void;
}

function GoesTo({ patient, count, onChange }: GoesToProps) {
  const say = useWords(deviceMemoryWords);
  const sentenceId = useId();
  return (
    <section aria-labelledby={sentenceId} className={classes.goesTo}>
      <div>
        <Text size="xs" id={sentenceId}>
          {count === 0 ? say('goToNone') : say('goTo', { count })}
        </Text>
        <Text fw={620} size="md">
          <bdi>{listName(patient)}</bdi>
        </Text>
        <div className={classes.identity}>
          <PatientIdentity patient={patient} />
        </div>
      </div>
      <Button variant="subtle" onClick={onChange}>
        {say('change')}
      </Button>
    </section>
  );
}

function Doubts({
  chosen,
  filing: { findings },
  isBlocked,
}: Pick<MemoryTargetProps, 'chosen' | 'filing'> & { readonly isBlocked: boolean }) {
  const say = useWords(deviceMemoryWords);
  const sentence = useFindingSentence();
  if (findings.length === 0) return null;
  const measured = chosen.flatMap((record) => record.measured);
  const sentences = new Set(findings.map((finding) => sentence(finding, measured)));
  return (
    <div className={classes.doubts} data-blocked={isBlocked} role="alert">
      <IconAlertTriangle size={16} stroke={1.8} aria-hidden />
      <div>
        <Text size="sm" fw={600}>
          {say(isBlocked ? 'impossible' : 'unusual')}
        </Text>
        {[...sentences].map((text) => (
          <Text size="xs" key={text}>
            {text}
          </Text>
        ))}
      </div>
    </div>
  );
}
