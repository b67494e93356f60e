import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { isOpenForCall } from '../../../domain/telehealth/room.ts';
import { CallStage } from '../../call/call-stage.tsx';
import { useCallState } from '../../call/use-call.ts';
import { useWords } from '../../ui/words.ts';
import { Page } from '../app/page.tsx';
import { portalWords } from '../app/portal.words.ts';
import { ProblemPage } from '../app/problem-page.tsx';
import { useRoom, type PatientCall } from '../call/use-patient-call.ts';
import { AfterPage } from './after-page.tsx';
import classes from './in-visit.module.css';
import type { VisitSummary } from './visit-page.tsx';
import { WaitingPage } from './waiting-page.tsx';

interface InVisitProps {
  readonly visit: VisitSummary;
  readonly call: PatientCall;
  /** The patient gave the place in the line up. */
  readonly onOut: () => void;
}

/** From the waiting room to the end: the server's word moves it, and a reload lands where it was. */
export function InVisit({ visit, call, onOut }: InVisitProps) {
  const say = useWords(portalWords);
  const room = useRoom(call.channel);
  const { phase } = useCallState(call.engine);
  const isOpen = room.state !== null && isOpenForCall(room.state) && room.iceServers !== null;
  useEffect(() => {
    // After a reload nobody has asked for them yet; after the check this asks for nothing.
    if (call.media.getState().camera === 'unasked') void call.media.open({ camera: true, microphone: true });
    call.channel.connect();
  }, [call]);
  useEffect(() => {
    // Also after leaving and coming back: the room opens anew with the socket.
    if (isOpen) call.engine.start();
  }, [isOpen, call]);
  const comeBack = (): void => call.channel.connect();

  if (room.isExpired) return <ProblemPage problem="session-expired" />;
  if (room.isReplaced || phase === 'replaced') {
    return (
      <Page title={say('replaced.title')} lead={say('replaced.hint')} clinicName={visit.clinicName}>
        <Button variant="default" onClick={comeBack}>
          {say('replaced.back')}
        </Button>
      </Page>
    );
  }
  if (room.state === 'ended' || phase === 'ended') return <AfterPage visit={visit} />;
  if (phase === 'left') return <AfterPage visit={visit} onBack={comeBack} />;
  if (phase === 'idle')
    return <WaitingPage visit={visit} room={room} onLeave={() => void call.channel.leave().then(onOut)} />;
  return (
    <main className={classes.call}>
      <h1 className={classes.heading}>{say('app.title')}</h1>
      <CallStage
        call={call}
        otherName={visit.practitionerName || visit.clinicName}
        phone={visit.clinicPhone}
        onLeave={() => void call.engine.leave()}
      />
    </main>
  );
}
