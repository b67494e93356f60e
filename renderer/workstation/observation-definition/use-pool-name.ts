import { useCallback } from 'react';
import type { ClinicRole } from '../../../domain/access/roles.ts';
import { POOL_ROLES } from '../../../domain/task/concern.ts';
import { useWords } from '../../ui/words.ts';
import { appWords } from '../app/app.words.ts';
import { observationDefinitionWords } from './observation-definition.words.ts';

/** Everybody of a role, as those an alert is told to. */
export function usePoolName(): (role: ClinicRole) => string {
  const say = useWords(observationDefinitionWords);
  const sayApp = useWords(appWords);
  return useCallback(
    (role) => {
      const pool = POOL_ROLES.find((each) => each === role);
      return pool === undefined ? sayApp(`role.${role}`) : say(`role.${pool}`);
    },
    [say, sayApp],
  );
}
