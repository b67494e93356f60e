import { useCallback } from 'react';
import type { ClinicRole } from '../../../domain/access/roles.ts';
import { useWords } from '../../ui/words.ts';
import { appWords } from '../app/app.words.ts';
import { taskWords } from './task.words.ts';

/** The pools an alert was told to, by name. */
export function useToldText(): (roles: readonly ClinicRole[]) => string {
  const say = useWords(taskWords);
  const sayApp = useWords(appWords);
  return useCallback(
    (roles) =>
      roles.length === 0
        ? say('nobody')
        : roles
            .map((role) =>
              role === 'nurse' || role === 'practitioner' || role === 'owner'
                ? say(`role.${role}`)
                : sayApp(`role.${role}`),
            )
            .join(', '),
    [say, sayApp],
  );
}
