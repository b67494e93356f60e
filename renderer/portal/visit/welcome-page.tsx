import { Button, Paper } from '@mantine/core';
import { IconArrowRight, IconHeartbeat, IconShieldLock } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useLocale, useWords } from '../../ui/words.ts';
import { Page } from '../app/page.tsx';
import { portalWords } from '../app/portal.words.ts';
import type { VisitSummary } from './visit-page.tsx';
import classes from './welcome-page.module.css';

/** Clinic, practitioner and time, and the one way on. */
export function WelcomePage({
  visit,
  onNext,
}: {
  readonly visit: VisitSummary;
  readonly onNext: () => void;
}) {
  const say = useWords(portalWords);
  const { patientGiven, practitionerName, clinicName, clinicPhone, isPractice, modality } = visit;
  return (
    <Page
      title={
        patientGiven === null ? say('welcome.helloNobody') : say('welcome.hello', { name: patientGiven })
      }
      lead={
        practitionerName === ''
          ? say('welcome.leadNobody')
          : say('welcome.lead', { practitioner: practitionerName })
      }
      clinicName={clinicName}
      isPractice={isPractice}
    >
      <Paper p="lg" radius="lg">
        <dl className={classes.facts}>
          <Fact name={say('welcome.when')}>
            <VisitTime visit={visit} />
          </Fact>
          {practitionerName === '' ? null : <Fact name={say('welcome.with')}>{practitionerName}</Fact>}
          <Fact name={say('welcome.clinic')}>{clinicName}</Fact>
          {clinicPhone === null ? null : (
            <Fact name={say('welcome.phone')}>
              <a className={classes.phone} href={`tel:${clinicPhone.replaceAll(' ', '')}`}>
                {clinicPhone}
              </a>
            </Fact>
          )}
        </dl>
      </Paper>
      {modality === 'video' ? (
        <>
          <Button size="lg" onClick={onNext} rightSection={<IconArrowRight size={20} aria-hidden />}>
            {say('welcome.next')}
          </Button>
          <p className={classes.private}>
            <IconShieldLock size={22} stroke={1.5} aria-hidden />
            {say('welcome.private')}
          </p>
        </>
      ) : (
        <p className={classes.private}>{say('welcome.inPerson')}</p>
      )}
      <Button
        component={Link}
        to="/record"
        variant="default"
        leftSection={<IconHeartbeat size={20} stroke={1.6} aria-hidden />}
      >
        {say('after.record')}
      </Button>
    </Page>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** In the clinic's zone, and in the reader's own when the clocks differ. */
function VisitTime({ visit: { startAt, timeZone } }: { readonly visit: VisitSummary }) {
  const say = useWords(portalWords);
  const locale = useLocale();
  const format = (zone: string | undefined, withZone: boolean): string =>
    new Intl.DateTimeFormat(locale, {
      timeZone: zone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      hour: '2-digit',
      minute: '2-digit',
      ...(withZone ? { timeZoneName: 'short' } : {}),
    }).format(new Date(startAt));
  const isSameClock = format(timeZone, false) === format(undefined, false);
  return (
    <time dateTime={startAt}>
      {format(timeZone, !isSameClock)}
      {isSameClock ? null : (
        <span className={classes.ownTime}>{say('welcome.ownTime', { time: format(undefined, true) })}</span>
      )}
    </time>
  );
}
