import { Button, Loader, Paper, Text } from '@mantine/core';
import { IconCircleCheck, IconPlugConnectedX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useLocale, useWords } from '../../ui/words.ts';
import { callProblemOf, opensAtOf } from '../app/call-problem.ts';
import { Page } from '../app/page.tsx';
import { portalWords } from '../app/portal.words.ts';
import { usePortalSession } from '../app/portal-session.tsx';
import { ProblemPage } from '../app/problem-page.tsx';
import type { PatientRoom } from '../call/patient-channel.ts';
import type { VisitSummary } from './visit-page.tsx';
import classes from './waiting-page.module.css';

/** How often the place in the line is asked for, in ms; admission itself comes over the socket at once. */
const PLACE_MS = 10_000;

interface WaitingPageProps {
  readonly visit: VisitSummary;
  readonly room: PatientRoom;
  readonly onLeave: () => void;
}

/** Sits the patient down and says where in the line that is. */
export function WaitingPage({ visit, room, onLeave }: WaitingPageProps) {
  const say = useWords(portalWords);
  const { calls } = usePortalSession();
  const place = useQuery({
    queryKey: ['place', room.isConnected],
    enabled: room.isConnected,
    queryFn: () => calls.enterWaitingRoom(),
    refetchInterval: PLACE_MS,
    retry: false,
  });
  const problem = place.isError ? callProblemOf(place.error) : null;
  if (problem === 'session-expired' || problem === 'visit-ended') return <ProblemPage problem={problem} />;
  const opensAt = opensAtOf(place.error);
  const { practitionerName, clinicName, clinicPhone, isPractice } = visit;
  const isSeated = place.isSuccess && room.isConnected;
  return (
    <Page
      title={say(isSeated ? 'waiting.title' : 'waiting.titleEntering')}
      lead={
        practitionerName === ''
          ? say('waiting.leadNobody')
          : say('waiting.lead', { practitioner: practitionerName })
      }
      clinicName={clinicName}
      isPractice={isPractice}
    >
      <Paper p="lg" radius="lg">
        <div className={classes.state} role="status">
          <WaitingState
            room={room}
            placeInLine={place.data?.placeInLine ?? null}
            opensAt={opensAt}
            isUnreachable={problem !== null}
          />
        </div>
      </Paper>
      {clinicPhone === null ? null : <PhoneHint phone={clinicPhone} />}
      <div className={classes.leave}>
        <Button variant="default" onClick={onLeave}>
          {say('waiting.leave')}
        </Button>
        <Text c="dimmed" size="sm">
          {say('waiting.leaveHint')}
        </Text>
      </div>
    </Page>
  );
}

interface WaitingStateProps {
  readonly room: PatientRoom;
  readonly placeInLine: number | null;
  readonly opensAt: string | null;
  readonly isUnreachable: boolean;
}

function WaitingState({ room, placeInLine, opensAt, isUnreachable }: WaitingStateProps) {
  const say = useWords(portalWords);
  const locale = useLocale();
  if (opensAt !== null) {
    const time = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' }).format(
      new Date(opensAt),
    );
    return (
      <StateLine
        icon={<Loader size={22} type="dots" />}
        title={say('waiting.early', { time })}
        hint={say('waiting.earlyHint')}
      />
    );
  }
  if ((!room.isConnected && room.state !== null) || isUnreachable) {
    const icon = <IconPlugConnectedX size={24} stroke={1.6} aria-hidden />;
    return <StateLine icon={icon} title={say('waiting.offline')} hint={say('waiting.offlineHint')} />;
  }
  if (placeInLine === null)
    return <StateLine icon={<Loader size={22} />} title={say('waiting.titleEntering')} />;
  const icon = <IconCircleCheck size={24} stroke={1.6} aria-hidden />;
  const before = placeInLine - 1;
  return (
    <StateLine
      icon={icon}
      title={before === 0 ? say('waiting.next') : say('waiting.place', { count: before })}
    />
  );
}

function StateLine({
  icon,
  title,
  hint,
}: {
  readonly icon: React.ReactNode;
  readonly title: string;
  readonly hint?: string;
}) {
  return (
    <>
      <span className={classes.icon}>{icon}</span>
      <div>
        <strong>{title}</strong>
        {hint === undefined ? null : <p>{hint}</p>}
      </div>
    </>
  );
}

function PhoneHint({ phone }: { readonly phone: string }) {
  const say = useWords(portalWords);
  const [before = '', after = ''] = say('waiting.phone', { phone: '|' }).split('|');
  return (
    <p className={classes.phone}>
      {before}
      <a href={`tel:${phone.replaceAll(' ', '')}`}>{phone}</a>
      {after}
    </p>
  );
}
