import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useClinic } from './clinic-provider.tsx';
import { followWorkstationEvents } from './workstation-events.ts';

/** Keeps what is on the screen in step with the core, for as long as the window is there. */
export function useWorkstationEvents(): void {
  const { client, queries, unsavedWork } = useClinic();
  const queryClient = useQueryClient();
  useEffect(() => {
    const ending = new AbortController();
    void followWorkstationEvents(client, queries, queryClient, unsavedWork, ending.signal);
    return () => ending.abort();
  }, [client, queries, queryClient, unsavedWork]);
}
