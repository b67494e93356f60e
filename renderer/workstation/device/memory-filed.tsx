import { Button, Group } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import type { PatientSummary } from '../../../domain/contract/ipc/patient.ts';
import { EmptyState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { listName } from '../patient/patient-name.ts';
import { deviceMemoryWords } from './device-memory.words.ts';

interface MemoryFiledProps {
  readonly count: number;
  readonly patient: PatientSummary;
  readonly onMore: () => void;
  readonly onClose: () => void;
}

/** What was filed for whom, and that there is no undo but the chart's. */
export function MemoryFiled({ count, patient, onMore, onClose }: MemoryFiledProps) {
  const say = useWords(deviceMemoryWords);
  const navigate = useNavigate();
  return (
    <div role="status">
      <EmptyState
        icon={IconCircleCheck}
        title={say('done', { count, patient: listName(patient) })}
        text={say('doneHint')}
        action={
          <Group gap="xs">
            <Button variant="default" onClick={onMore}>
              {say('more')}
            </Button>
            <Button variant="default" onClick={() => void navigate(`/patients/${patient.id}?section=vitals`)}>
              {say('openChart')}
            </Button>
            <Button onClick={onClose} data-autofocus>
              {say('close')}
            </Button>
          </Group>
        }
      />
    </div>
  );
}
