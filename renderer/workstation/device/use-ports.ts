import { useQuery } from '@tanstack/react-query';
import { useClinic } from '../app/clinic-provider.tsx';

/** Within the half minute for which the core watches the ports for whoever asked. */
const ASK_AGAIN_MS = 20_000;

/** The ports of this machine and the protocols there are; looked for anew each time `isWanted` turns true. */
export function usePorts(isWanted: boolean) {
  const { queries } = useClinic();
  return useQuery(
    queries.device.ports.queryOptions({
      enabled: isWanted,
      staleTime: 0,
      refetchInterval: isWanted ? ASK_AGAIN_MS : false,
    }),
  );
}
