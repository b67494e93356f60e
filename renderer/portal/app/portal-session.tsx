import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { callProblemOf } from './call-problem.ts';
import { LoadingPage } from './page.tsx';
import type { PatientStorage } from './patient-storage.ts';
import type { PortalCalls, PortalClient } from './portal-client.ts';
import { ProblemPage } from './problem-page.tsx';

/** Who is behind this page: one link's session. */
export interface PortalSession {
  readonly token: string;
  readonly origin: string;
  readonly calls: PortalCalls;
  readonly storage: PatientStorage;
}

const SessionContext = createContext<PortalSession | null>(null);

interface GateProps {
  readonly client: PortalClient;
  readonly storage: PatientStorage;
  readonly linkToken: string | null;
  readonly children: ReactNode;
}

/** Exchanges the link for a session, or goes on with the tab's; without either it says what to do. */
export function PortalSessionGate({ client, storage, linkToken, children }: GateProps) {
  const opened = useQuery({
    queryKey: ['session'],
    staleTime: Infinity,
    queryFn: async () => {
      if (linkToken === null) return storage.session();
      const { sessionToken } = await client.open.openLink({
        token: linkToken,
        deviceSecret: storage.deviceSecret(),
      });
      storage.setSession(sessionToken);
      return sessionToken;
    },
  });
  const token = opened.data ?? null;
  const session = useMemo(
    () => (token === null ? null : { token, origin: client.origin, calls: client.as(token), storage }),
    [token, client, storage],
  );
  if (opened.isError)
    return <ProblemPage problem={callProblemOf(opened.error)} onRetry={() => void opened.refetch()} />;
  if (opened.isPending) return <LoadingPage />;
  if (session === null) return <ProblemPage problem="no-link" />;
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** The session every page below the gate has. */
export function usePortalSession(): PortalSession {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('PortalSessionGate is missing');
  return session;
}
