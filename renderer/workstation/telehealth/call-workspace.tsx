import { Button } from '@mantine/core';
import { IconPlayerPlay, IconStethoscope } from '@tabler/icons-react';
import type { Patient } from '../../../domain/patient/patient.ts';
import { Panel } from '../../ui/panel.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { chartWords } from '../chart/chart.words.ts';
import type { useStartEncounter } from '../chart/use-start-encounter.ts';
import { EncounterWorkspace } from '../encounter/encounter-workspace.tsx';
import { telehealthWords } from './telehealth.words.ts';

interface CallWorkspaceProps {
  readonly patient: Patient;
  readonly visit: ReturnType<typeof useStartEncounter>;
}

/** The visit beside the video; when none is open, the way to start one without leaving the call. */
export function CallWorkspace({ patient, visit }: CallWorkspaceProps) {
  const say = useWords(telehealthWords);
  const sayChart = useWords(chartWords);
  if (visit.openEncounterId !== null)
    return (
      <EncounterWorkspace
        key={visit.openEncounterId}
        encounterId={visit.openEncounterId}
        patient={patient}
        isBesideCall
      />
    );
  return (
    <Panel>
      <EmptyState
        icon={IconStethoscope}
        title={say('noVisit')}
        text={say('noVisitHint')}
        action={
          <Button
            leftSection={<IconPlayerPlay size={14} aria-hidden />}
            onClick={visit.start}
            loading={visit.isPending}
          >
            {sayChart('start')}
          </Button>
        }
      />
    </Panel>
  );
}
