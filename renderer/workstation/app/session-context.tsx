import { createContext, useContext, type ReactNode } from 'react';
import type { Permission } from '../../../domain/access/roles.ts';
import type { WorkstationState } from '../../../domain/contract/ipc/workstation.ts';

/** The clinic and who is signed in. */
export type OpenClinic = Extract<WorkstationState, { state: 'unlocked' }>;

const SessionContext = createContext<OpenClinic | null>(null);

export function SessionProvider({
  clinic,
  children,
}: {
  readonly clinic: OpenClinic;
  readonly children: ReactNode;
}) {
  return <SessionContext value={clinic}>{children}</SessionContext>;
}

/** Who is signed in, in which clinic. Only below the shell, where somebody is. */
export function useSession(): OpenClinic {
  const clinic = useContext(SessionContext);
  if (clinic === null) throw new Error('nobody is signed in here');
  return clinic;
}

/** Whether the signed-in person may do a thing; the use cases decide, the screen only follows. */
export function useCan(permission: Permission): boolean {
  return useSession().session.permissions.includes(permission);
}
