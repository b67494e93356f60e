import { useQueryClient } from '@tanstack/react-query';
import { useClinic } from '../app/clinic-provider.tsx';

/** Asks the workstation what it is now, e.g. after signing in; the gate then draws the screen that fits. */
export function useAskStateAgain(): () => Promise<void> {
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: queries.workstation.key() });
}
