import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useClinic } from '../app/clinic-provider.tsx';

/** One visit with its readings and notes; asked again whenever the core says that something of it changed. */
export function useEncounter(encounterId: string) {
  const { queries } = useClinic();
  return useQuery(queries.encounter.get.queryOptions({ input: { encounterId } }));
}

/** Tells the core which visit this window has open, so that readings become proposals in it; nothing when it closes. */
export function useEncounterFocus(encounterId: string, isOpen: boolean): void {
  const { client } = useClinic();
  useEffect(() => {
    if (!isOpen) return undefined;
    // A refusal (locked meanwhile) needs no words of its own: readings are then held, and the screen says so.
    const tell = (focused: string | null) =>
      void client.encounter.focus({ encounterId: focused }).catch(() => undefined);
    tell(encounterId);
    return () => tell(null);
  }, [client, encounterId, isOpen]);
}
