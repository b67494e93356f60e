import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { WorkstationState } from '../../../domain/contract/ipc/workstation.ts';
import { ClinicTimeProvider } from '../../ui/clinic-time.tsx';
import { FaultScreen } from '../session/fault.screen.tsx';
import { KeychainScreen } from '../session/keychain.screen.tsx';
import { SignInScreen } from '../session/sign-in.screen.tsx';
import { SetupScreen } from '../setup/setup.screen.tsx';
import { useClinic } from './clinic-provider.tsx';
import { Loaded } from './loaded.tsx';
import { ClinicRouter } from './router.tsx';
import { SessionProvider } from './session-context.tsx';
import { useWorkstationEvents } from './use-workstation-events.ts';

/** Draws the one screen that fits what the workstation is right now. */
export function StateGate() {
  const { queries } = useClinic();
  useWorkstationEvents();
  const state = useQuery(queries.workstation.state.queryOptions({ staleTime: 0 }));
  useForgetOnLock(state.data);
  return (
    <Loaded query={state} loading={null}>
      {(value) => <ScreenOfState state={value} />}
    </Loaded>
  );
}

function ScreenOfState({ state }: { readonly state: WorkstationState }) {
  switch (state.state) {
    case 'first-run':
      return <SetupScreen keychain={state.keychain} />;
    case 'locked':
      return <SignInScreen clinic={state} />;
    case 'keychain-missing':
      return <KeychainScreen reason={state.reason} />;
    case 'unlocked':
      return (
        <ClinicTimeProvider timeZone={state.timeZone}>
          <SessionProvider clinic={state}>
            <ClinicRouter />
          </SessionProvider>
        </ClinicTimeProvider>
      );
    default:
      return <FaultScreen fault={state} />;
  }
}

/** When nobody is signed in any more, nothing a person was shown stays in memory; somebody else starts at the beginning. */
function useForgetOnLock(state: WorkstationState | undefined): void {
  const queryClient = useQueryClient();
  const { queries } = useClinic();
  const lastPersonId = useRef<string | null>(null);
  const personId = state?.state === 'unlocked' ? state.session.practitionerId : null;
  useEffect(() => {
    if (personId === null) {
      const [stateBranch] = queries.workstation.key();
      queryClient.removeQueries({
        predicate: ({ queryKey }) =>
          JSON.stringify(queryKey[0]) !== JSON.stringify([...stateBranch, 'state']),
      });
      return;
    }
    if (lastPersonId.current !== null && lastPersonId.current !== personId) window.location.hash = '#/today';
    lastPersonId.current = personId;
  }, [personId, queryClient, queries]);
}
