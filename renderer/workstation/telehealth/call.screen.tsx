import { Button } from '@mantine/core';
import { IconLayoutSidebarRight, IconVideoOff } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import type { VideoVisit } from '../../../domain/contract/telehealth/video-visit.ts';
import type { Patient } from '../../../domain/patient/patient.ts';
import { useShortcut } from '../../ui/shortcuts.tsx';
import { EmptyState, LoadingRows } from '../../ui/states.tsx';
import { useWords } from '../../ui/words.ts';
import { Loaded } from '../app/loaded.tsx';
import { ChartFrame } from '../chart/chart-frame.tsx';
import { useStartEncounter } from '../chart/use-start-encounter.ts';
import { spokenName } from '../patient/patient-name.ts';
import { AlsoWaiting } from './also-waiting.tsx';
import { CallWorkspace } from './call-workspace.tsx';
import { LiveStrip } from './live-strip.tsx';
import { RunningCall } from './running-call.tsx';
import { telehealthWords } from './telehealth.words.ts';
import classes from './telehealth.module.css';
import { useAdmit, useVideoVisits } from './use-video-visits.ts';
import { WaitingRoom } from './waiting-room.tsx';

const WORKSPACE_KEY = 'c';

/** A video visit: the patient's banner, the call, and the visit's workspace beside it. */
export function CallScreen() {
  const { visitId = '' } = useParams();
  const say = useWords(telehealthWords);
  const visits = useVideoVisits();
  return (
    <Loaded query={visits} loading={<LoadingRows rows={8} columns={[40, 40]} />}>
      {(all) => {
        const visit = all.find((one) => one.visitId === visitId);
        if (visit === undefined)
          return (
            <EmptyState
              icon={IconVideoOff}
              title={say('gone')}
              text={say('goneHint')}
              action={<BackToToday />}
            />
          );
        return (
          <>
            <AlsoWaiting visits={all.filter((one) => one !== visit)} />
            <VisitCall key={visitId} visit={visit} />
          </>
        );
      }}
    </Loaded>
  );
}

function BackToToday() {
  const say = useWords(telehealthWords);
  return (
    <Button component={Link} to="/today">
      {say('back')}
    </Button>
  );
}

function VisitCall({ visit }: { readonly visit: VideoVisit }) {
  const say = useWords(telehealthWords);
  const [isWorkspaceShown, setWorkspaceShown] = useState(true);
  const encounter = useStartEncounter(visit.patientId, () => setWorkspaceShown(true));
  const label = say(isWorkspaceShown ? 'call.hideWorkspace' : 'call.showWorkspace');
  const toggle = () => setWorkspaceShown(!isWorkspaceShown);
  useShortcut({ keys: WORKSPACE_KEY, label, group: say('title'), run: toggle });
  return (
    <ChartFrame
      patientId={visit.patientId}
      layout="workspace"
      action={
        <Button
          variant="default"
          leftSection={<IconLayoutSidebarRight size={15} aria-hidden />}
          aria-pressed={isWorkspaceShown}
          title={label}
          onClick={toggle}
        >
          {say('workspace')}
        </Button>
      }
      side={(patient) => (
        <div className={classes.call} data-workspace={isWorkspaceShown}>
          <div className={classes.video}>
            <CallArea visit={visit} patient={patient} openEncounterId={encounter.openEncounterId} />
            <LiveStrip />
          </div>
          {isWorkspaceShown ? <CallWorkspace patient={patient} visit={encounter} /> : null}
        </div>
      )}
    />
  );
}

interface CallAreaProps {
  readonly visit: VideoVisit;
  readonly patient: Patient;
  readonly openEncounterId: string | null;
}

/** Waiting room, running call, or the end of it. Whoever was admitted before is let in again without a question. */
function CallArea({ visit, patient, openEncounterId }: CallAreaProps) {
  const say = useWords(telehealthWords);
  const navigate = useNavigate();
  const wasToldToAdmit = (useLocation().state as { admit?: boolean } | null)?.admit === true; // set by the button that led here
  const admission = useAdmit();
  const { admit, iceServers } = admission;
  const [admitsAtOnce] = useState(
    visit.state === 'admitted' || visit.state === 'in-call' || (visit.state === 'waiting' && wasToldToAdmit),
  );
  useEffect(() => {
    if (admitsAtOnce) admit(visit.visitId);
    // oxlint-disable-next-line react/exhaustive-deps -- once, on opening: a later change of state is the doctor's to answer
  }, []);
  const patientName = spokenName(patient);
  const afterCall = openEncounterId === null ? `/patients/${patient.id}` : `/encounters/${openEncounterId}`;
  if (iceServers !== null)
    return (
      <RunningCall
        visitId={visit.visitId}
        iceServers={iceServers}
        patientName={patientName}
        phone={patient.phone}
        onClosed={() => void navigate(afterCall)}
      />
    );
  if (visit.state === 'ended')
    return (
      <div className={classes.stage}>
        <EmptyState
          icon={IconVideoOff}
          title={say('ended')}
          text={say('endedHint')}
          action={
            <Button component={Link} to={afterCall}>
              {say(openEncounterId === null ? 'toChart' : 'toVisit')}
            </Button>
          }
        />
      </div>
    );
  return <WaitingRoom visit={visit} patientName={patientName} admission={admission} />;
}
