import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useClinic } from './clinic-provider.tsx';

/** Locks this workstation: `soft` keeps sync going, `hard` closes the database as well. */
export function useLock(): (depth: 'soft' | 'hard') => void {
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  const lock = useMutation(
    queries.workstation.lock.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: queries.workstation.key() }),
    }),
  );
  return (depth) => lock.mutate({ depth });
}
