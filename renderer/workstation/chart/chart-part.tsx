import { useQuery } from '@tanstack/react-query';
import type { AllergySummary } from '../../../domain/contract/ipc/patient.ts';
import type { Patient } from '../../../domain/patient/patient.ts';
import { ageInYears } from '../../../domain/patient/age.ts';
import { useToday } from '../../ui/clinic-time.tsx';
import { Panel } from '../../ui/panel.tsx';
import { LoadingRows } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { Loaded } from '../app/loaded.tsx';
import { TrendsPanel } from '../observation/trends.panel.tsx';
import { chartWords } from './chart.words.ts';
import { NotesSection } from './notes.section.tsx';
import { useSection } from './sections.ts';
import { SummarySection } from './summary.section.tsx';
import { TimelineSection } from './timeline.section.tsx';
import { VisitsTable } from './visits-table.tsx';

interface ChartPartProps {
  readonly patient: Patient;
  readonly allergies: AllergySummary;
}

/** The part of the chart that is open. */
export function ChartPart({ patient, allergies }: ChartPartProps) {
  const say = useWords(chartWords);
  const [section] = useSection();
  const { queries } = useClinic();
  const today = useToday();
  const encounters = useQuery(
    queries.encounter.listOfPatient.queryOptions({ input: { patientId: patient.id } }),
  );
  if (section === 'timeline') return <TimelineSection patientId={patient.id} />;
  if (section === 'vitals')
    return <TrendsPanel patientId={patient.id} ageYears={ageInYears(patient.birthDate, today)} />;
  return (
    <Loaded query={encounters} loading={<LoadingRows rows={10} columns={[16, 40, 20]} />}>
      {(visits) => {
        if (section === 'notes') return <NotesSection encounters={visits} />;
        if (section === 'visits')
          return (
            <Panel title={say('visits.title')} flush fill>
              <VisitsTable encounters={visits} />
            </Panel>
          );
        return <SummarySection patient={patient} allergies={allergies} encounters={visits} />;
      }}
    </Loaded>
  );
}
