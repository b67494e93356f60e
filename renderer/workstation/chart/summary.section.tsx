import { Anchor, Button, Text } from '@mantine/core';
import type { AllergySummary } from '../../../domain/contract/ipc/patient.ts';
import type { Encounter } from '../../../domain/encounter/encounter.ts';
import type { Patient } from '../../../domain/patient/patient.ts';
import { Link } from 'react-router';
import { Moment, Unknown } from '../../ui/moment.tsx';
import { Facts, Panel } from '../../ui/panel.tsx';
import { LoadingRows } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { PatientAlerts } from '../task/patient-alerts.tsx';
import { usePractitionerName } from './use-practitioner-name.ts';
import { AllergiesPanel } from './allergies.panel.tsx';
import { chartWords } from './chart.words.ts';
import classes from './chart.module.css';
import { ConflictsOnRecord } from './conflicts-on-record.tsx';
import { useSection } from './sections.ts';
import { usePatientNotes } from './use-patient-notes.ts';
import { VisitsTable } from './visits-table.tsx';

const NOTE_LOOK_BACK = 5;
const VISITS_SHOWN = 5;

interface SummarySectionProps {
  readonly patient: Patient;
  readonly allergies: AllergySummary;
  readonly encounters: readonly Encounter[];
}

/** What one wants to know before the patient comes in. */
export function SummarySection({ patient, allergies, encounters }: SummarySectionProps) {
  const say = useWords(chartWords);
  const [, openSection] = useSection();
  return (
    <div className={classes.stack}>
      <PatientAlerts patientId={patient.id} />
      <ConflictsOnRecord patientId={patient.id} />
      <AllergiesPanel patientId={patient.id} allergies={allergies} />
      <LatestNote encounters={encounters} />
      <Panel
        title={say('summary.visits')}
        flush
        actions={
          encounters.length > VISITS_SHOWN ? (
            <Button variant="subtle" size="compact-xs" onClick={() => openSection('visits')}>
              {say('summary.allVisits')}
            </Button>
          ) : null
        }
      >
        <VisitsTable encounters={encounters} limit={VISITS_SHOWN} isCompact />
      </Panel>
      <ContactPanel patient={patient} />
    </div>
  );
}

function LatestNote({ encounters }: { readonly encounters: readonly Encounter[] }) {
  const say = useWords(chartWords);
  const nameOf = usePractitionerName();
  const { isPending, visits } = usePatientNotes(encounters, NOTE_LOOK_BACK);
  const latest = visits
    .flatMap(({ encounter, notes }) => notes.map(({ note }) => ({ encounter, note })))
    .find(({ note }) => note.docStatus === 'final');
  return (
    <Panel
      title={say('summary.note')}
      actions={
        latest === undefined ? null : (
          <Anchor component={Link} to={`/encounters/${latest.encounter.id}`}>
            {say('visits.open')}
          </Anchor>
        )
      }
    >
      {latest === undefined ? (
        isPending ? (
          <LoadingRows rows={2} columns={[80]} />
        ) : (
          <Text c="dimmed">{say('summary.noNote')}</Text>
        )
      ) : (
        <>
          <Text className={classes.noteText ?? ''} lineClamp={6} dir="auto">
            {latest.note.text}
          </Text>
          <Text size="xs" c="dimmed" mt={4}>
            {nameOf(latest.note.signedById)}
            {latest.note.signedAt === null ? null : (
              <>
                , <Moment at={latest.note.signedAt} />
              </>
            )}
          </Text>
        </>
      )}
    </Panel>
  );
}

function ContactPanel({ patient }: { readonly patient: Patient }) {
  const say = useWords(chartWords);
  const orUnknown = (text: string | null) => text ?? <Unknown>{say('summary.notKnown')}</Unknown>;
  const address = [patient.addressLine, patient.addressPostalCode, patient.addressCity].filter(
    (part) => part !== null,
  );
  return (
    <Panel
      title={say('summary.contact')}
      actions={
        <Anchor component={Link} to={`/patients/${patient.id}/details`}>
          {say('summary.details')}
        </Anchor>
      }
    >
      <Facts
        facts={[
          [say('summary.phone'), orUnknown(patient.phone)],
          [say('summary.email'), orUnknown(patient.email)],
          [say('summary.address'), orUnknown(address.length === 0 ? null : address.join(', '))],
        ]}
      />
    </Panel>
  );
}
