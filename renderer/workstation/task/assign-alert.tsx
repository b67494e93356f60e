import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Alert } from '../../../domain/contract/ipc/task.ts';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { taskWords } from './task.words.ts';
import type { AlertSteps } from './use-alert-steps.ts';

/** Gives an alert to somebody who may answer it. */
export function AssignAlert({ alert, steps }: { readonly alert: Alert; readonly steps: AlertSteps }) {
  const say = useWords(taskWords);
  const { queries } = useClinic();
  const { data: people = [] } = useQuery(queries.task.assignees.queryOptions());
  return (
    <Select
      label={say('assign')}
      placeholder={say('assignPlaceholder')}
      value={null}
      disabled={steps.isBusy}
      data={people.map(({ practitionerId, name }) => ({ value: practitionerId, label: name }))}
      onChange={(practitionerId) => {
        const person = people.find((each) => each.practitionerId === practitionerId);
        if (person !== undefined) steps.assign(alert, person);
      }}
    />
  );
}
