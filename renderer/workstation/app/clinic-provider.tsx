import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { createClinicQueries, type ClinicClient, type ClinicQueries } from './clinic-client.ts';
import { createUnsavedWork, type UnsavedWork } from './unsaved-work.ts';

interface Clinic {
  readonly client: ClinicClient;
  readonly queries: ClinicQueries;
  /** What has to be on disk before the window is locked. */
  readonly unsavedWork: UnsavedWork;
}

const ClinicContext = createContext<Clinic | null>(null);

/** The core is on this machine: never paused by the network's state, and a refusal is an answer, not a reason to retry. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, staleTime: 10_000, refetchOnWindowFocus: true },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

interface ClinicProviderProps {
  readonly client: ClinicClient;
  readonly queryClient: QueryClient;
  readonly children: ReactNode;
}

/** Hands the workstation's core to every screen. */
export function ClinicProvider({ client, queryClient, children }: ClinicProviderProps) {
  const clinic = useMemo(
    () => ({ client, queries: createClinicQueries(client), unsavedWork: createUnsavedWork() }),
    [client],
  );
  return (
    <ClinicContext value={clinic}>
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </ClinicContext>
  );
}

/** The core's calls: `queries.patient.banner.queryOptions({ input })` for hooks, `client` where no hook fits. */
export function useClinic(): Clinic {
  const clinic = useContext(ClinicContext);
  if (clinic === null) throw new Error('ClinicProvider is missing');
  return clinic;
}
