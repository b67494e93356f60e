import { Anchor, Title } from '@mantine/core';
import { IconAlertTriangle, IconGitMerge } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { AllergySummary } from '../../../domain/contract/ipc/patient.ts';
import type { Patient } from '../../../domain/patient/patient.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useWords } from '../../ui/words.ts';
import { listName } from '../patient/patient-name.ts';
import { PatientAlertsBadge } from '../task/patient-alerts.tsx';
import { useAllergyText } from './allergy-text.ts';
import { chartWords } from './chart.words.ts';
import classes from './chart.module.css';
import { PatientIdentity } from './patient-identity.tsx';

interface PatientBannerProps {
  readonly patient: Patient;
  readonly allergies: AllergySummary;
  readonly openConflicts: number;
  /** The next useful act, at the end. */
  readonly action?: ReactNode;
}

/** Who this is and what is dangerous for them, on top of everything that is about them. */
export function PatientBanner({ patient, allergies, openConflicts, action }: PatientBannerProps) {
  const say = useWords(chartWords);
  return (
    <header className={classes.banner} aria-label={say('banner.label')}>
      <div className={classes.who}>
        <Title order={1} size="h1" className={classes.name}>
          <bdi>{listName(patient)}</bdi>
        </Title>
        <p className={classes.facts}>
          <PatientIdentity patient={patient} />
        </p>
      </div>
      <div className={classes.alerts}>
        <span className={classes.alertLabel}>{say('banner.allergies')}</span>
        <Allergies allergies={allergies} />
        <PatientAlertsBadge patientId={patient.id} />
        {openConflicts === 0 ? null : (
          <Anchor component={Link} to={`/patients/${patient.id}?section=summary`} underline="never">
            <StatusBadge
              tone="warn"
              icon={IconGitMerge}
              label={say('banner.conflicts', { count: openConflicts })}
            />
          </Anchor>
        )}
      </div>
      <div className={classes.bannerAction}>{action}</div>
    </header>
  );
}

function Allergies({ allergies }: { readonly allergies: AllergySummary }) {
  const say = useWords(chartWords);
  const textOf = useAllergyText();
  if (allergies.state === 'not-asked')
    return <StatusBadge tone="warn" icon={IconAlertTriangle} label={say('allergy.not-asked')} />;
  if (allergies.state === 'none-known') return <span>{say('allergy.none-known')}</span>;
  return allergies.allergies.map((allergy) => (
    <StatusBadge key={allergy.id} tone="danger" icon={IconAlertTriangle} label={textOf(allergy)} />
  ));
}
