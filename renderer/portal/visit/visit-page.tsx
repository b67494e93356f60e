import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { callProblemOf } from '../app/call-problem.ts';
import { LoadingPage } from '../app/page.tsx';
import type { VisitStage } from '../app/patient-storage.ts';
import type { PortalCalls } from '../app/portal-client.ts';
import { usePortalSession } from '../app/portal-session.tsx';
import { ProblemPage } from '../app/problem-page.tsx';
import { usePatientCall } from '../call/use-patient-call.ts';
import { AfterPage } from './after-page.tsx';
import { CheckPage } from './check-page.tsx';
import { InVisit } from './in-visit.tsx';
import { WelcomePage } from './welcome-page.tsx';

/** What the server says about the visit. */
export type VisitSummary = Awaited<ReturnType<PortalCalls['visit']>>;

/** The visit behind the link, from hello to goodbye. */
export function VisitPage() {
  const { calls } = usePortalSession();
  const visit = useQuery({ queryKey: ['visit'], queryFn: () => calls.visit() });
  if (visit.isPending) return <LoadingPage />;
  if (visit.isError)
    return <ProblemPage problem={callProblemOf(visit.error)} onRetry={() => void visit.refetch()} />;
  if (visit.data.state === 'ended') return <AfterPage visit={visit.data} />;
  return <OpenVisit visit={visit.data} key={visit.data.visitId} />;
}

function OpenVisit({ visit }: { readonly visit: VisitSummary }) {
  const session = usePortalSession();
  const call = usePatientCall(session, visit.visitId);
  const [stage, setStage] = useState<VisitStage>(() => session.storage.stage(visit.visitId));
  const goTo = (next: VisitStage): void => {
    session.storage.setStage(visit.visitId, next);
    setStage(next);
  };
  if (stage === 'welcome') return <WelcomePage visit={visit} onNext={() => goTo('check')} />;
  if (stage === 'check') {
    return (
      <CheckPage
        visit={visit}
        media={call.media}
        onNext={() => goTo('visit')}
        onBack={() => goTo('welcome')}
      />
    );
  }
  return <InVisit visit={visit} call={call} onOut={() => goTo('welcome')} />;
}
