import { useCallback } from 'react';
import type { ClinicRole } from '../../../domain/access/roles.ts';
import { useWords } from '../../ui/words.ts';
import { usePoolName } from '../observation-definition/use-pool-name.ts';
import { taskWords } from './task.words.ts';

/** The pools an alert was told to, by name. */
export function useToldText(): (roles: readonly ClinicRole[]) => string {
  const say = useWords(taskWords);
  const poolName = usePoolName();
  return useCallback(
    (roles) => (roles.length === 0 ? say('nobody') : roles.map(poolName).join(', ')),
    [say, poolName],
  );
}
