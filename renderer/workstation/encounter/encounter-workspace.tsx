import type { Patient } from '../../../domain/patient/patient.ts';
import { ageInYears } from '../../../domain/patient/age.ts';
import { useToday } from '../../ui/clinic-time.tsx';
import { LoadingRows } from '../../ui/states.tsx';
import { Loaded } from '../app/loaded.tsx';
import { listName } from '../patient/patient-name.ts';
import { NotePanel } from '../document-reference/note.panel.tsx';
import { useObservations } from '../observation/use-observations.ts';
import { EncounterHead } from './encounter-head.tsx';
import classes from './encounter.module.css';
import { useEncounter, useEncounterFocus } from './use-encounter.ts';
import { VitalsPanel } from './vitals.panel.tsx';

interface EncounterWorkspaceProps {
  readonly encounterId: string;
  readonly patient: Patient;
  /** The video runs beside it, so nothing offers to open it. */
  readonly isBesideCall?: boolean;
}

/** The visit as one works in it: vitals and note, beside the chart or beside the video. */
export function EncounterWorkspace({ encounterId, patient, isBesideCall = false }: EncounterWorkspaceProps) {
  const query = useEncounter(encounterId);
  const today = useToday();
  const { data: record = [] } = useObservations(patient.id);
  const isOpen = query.data?.encounter.status === 'in-progress';
  useEncounterFocus(encounterId, isOpen);
  return (
    <div className={classes.workspace}>
      <Loaded query={query} loading={<LoadingRows rows={9} columns={[20, 24, 18, 16]} />}>
        {({ encounter, appointment, observations, notes }) => (
          <>
            <EncounterHead
              encounter={encounter}
              videoAppointmentId={appointment?.modality === 'video' && !isBesideCall ? appointment.id : null}
              hasDraft={notes.some(({ note }) => note.docStatus === 'preliminary')}
            />
            <div className={classes.parts}>
              <VitalsPanel
                encounterId={encounterId}
                isOpen={isOpen}
                patientName={listName(patient)}
                ageYears={ageInYears(patient.birthDate, today)}
                observations={observations}
                earlier={record.filter(
                  (observation) =>
                    observation.encounterId !== encounterId && observation.effectiveAt < encounter.startedAt,
                )}
              />
              <NotePanel encounterId={encounterId} isOpen={isOpen} notes={notes} />
            </div>
          </>
        )}
      </Loaded>
    </div>
  );
}
