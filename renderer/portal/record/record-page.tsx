import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useWords } from '../../ui/words.ts';
import { callProblemOf, hasCode } from '../app/call-problem.ts';
import { LoadingPage, Page } from '../app/page.tsx';
import { portalWords } from '../app/portal.words.ts';
import { usePortalSession } from '../app/portal-session.tsx';
import { ProblemPage } from '../app/problem-page.tsx';
import { BirthDatePage } from './birth-date-page.tsx';
import { BloodPressureChart } from './blood-pressure-chart.tsx';
import { BloodPressureTable, LatestBloodPressure } from './blood-pressure-table.tsx';
import classes from './record-page.module.css';

/** The patient's own released blood pressures, behind the birth date. */
export function RecordPage() {
  const say = useWords(portalWords);
  const { calls } = usePortalSession();
  const visit = useQuery({ queryKey: ['visit'], queryFn: () => calls.visit() });
  const record = useQuery({ queryKey: ['blood-pressures'], queryFn: () => calls.bloodPressures() });
  const clinic = { clinicName: visit.data?.clinicName ?? '', isPractice: visit.data?.isPractice ?? false };
  if (record.isPending) return <LoadingPage />;
  if (record.isError) {
    const needsBirthDate = hasCode(record.error, 'birth-date-needed');
    if (needsBirthDate) return <BirthDatePage {...clinic} onConfirmed={() => void record.refetch()} />;
    return <ProblemPage problem={callProblemOf(record.error)} onRetry={() => void record.refetch()} />;
  }
  const { readings, timeZone } = record.data;
  const latest = readings.at(-1);
  const back = (
    <Button
      component={Link}
      to="/visit"
      variant="default"
      leftSection={<IconArrowLeft size={20} aria-hidden />}
    >
      {say('record.back')}
    </Button>
  );
  if (latest === undefined) {
    return (
      <Page title={say('record.emptyTitle')} lead={say('record.emptyHint')} {...clinic}>
        {back}
      </Page>
    );
  }
  return (
    <Page title={say('record.title')} lead={say('record.released')} width="wide" {...clinic}>
      <LatestBloodPressure reading={latest} timeZone={timeZone} />
      <BloodPressureChart readings={readings} timeZone={timeZone} />
      <BloodPressureTable readings={readings} timeZone={timeZone} />
      <p className={classes.note}>{say('record.question')}</p>
      <div>{back}</div>
    </Page>
  );
}
