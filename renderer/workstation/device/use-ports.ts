import { useQuery } from '@tanstack/react-query';
import { useClinic } from '../app/clinic-provider.tsx';

/** The ports of this machine and the protocols there are; looked for anew each time `isWanted` turns true. */
export function usePorts(isWanted: boolean) {
  const { queries } = useClinic();
  return useQuery(queries.device.ports.queryOptions({ enabled: isWanted, staleTime: 0 }));
}
