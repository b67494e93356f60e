import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Alert } from '../../../domain/contract/ipc/task.ts';
import type { SnoozeChoice } from '../../../domain/task/snooze.ts';
import { useNotify } from '../../ui/notify.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { useRefusalSentence } from '../app/use-refusal-sentence.ts';
import { spokenName } from '../patient/patient-name.ts';
import { taskWords } from './task.words.ts';

const OWN_FAULTS = ['wrong-state', 'taken', 'not-in-future', 'too-long', 'not-assignable'] as const;

/** What one does about an alert; each step says what it did and offers the way back. */
export function useAlertSteps() {
  const say = useWords(taskWords);
  const notify = useNotify();
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  const sentence = useRefusalSentence(OWN_FAULTS, (code) => say(`fault.${code}`));
  const settled = {
    onError: (error: Error) => notify.failed(sentence(error)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queries.task.key() }),
  };
  const acknowledge = useMutation(queries.task.acknowledge.mutationOptions(settled));
  const snooze = useMutation(queries.task.snooze.mutationOptions(settled));
  const complete = useMutation(queries.task.complete.mutationOptions(settled));
  const reopen = useMutation(queries.task.reopen.mutationOptions(settled));
  const assign = useMutation(queries.task.assign.mutationOptions(settled));
  const nameOf = ({ patient }: Alert) => ({ name: spokenName(patient) });
  const reopenIt = (alert: Alert) =>
    reopen.mutate(
      { taskId: alert.task.id },
      { onSuccess: () => notify.done(say('reopened', nameOf(alert))) },
    );
  return {
    isBusy: [acknowledge, snooze, complete, reopen, assign].some(({ isPending }) => isPending),
    acknowledge: (alert: Alert) =>
      acknowledge.mutate(
        { taskId: alert.task.id },
        { onSuccess: () => notify.undoable(say('acknowledged', nameOf(alert)), () => reopenIt(alert)) },
      ),
    snooze: (alert: Alert, until: SnoozeChoice, onDone: () => void) =>
      snooze.mutate(
        { taskId: alert.task.id, until },
        {
          onSuccess: () => {
            notify.undoable(say('snoozed', nameOf(alert)), () => reopenIt(alert));
            onDone();
          },
        },
      ),
    complete: (alert: Alert, note: string, onDone: () => void) =>
      complete.mutate(
        { taskId: alert.task.id, note: note.trim() === '' ? null : note },
        {
          onSuccess: () => {
            notify.undoable(say('completed', nameOf(alert)), () => reopenIt(alert));
            onDone();
          },
        },
      ),
    reopen: reopenIt,
    assign: (alert: Alert, person: { readonly practitionerId: string; readonly name: string }) =>
      assign.mutate(
        { taskId: alert.task.id, practitionerId: person.practitionerId },
        { onSuccess: () => notify.done(say('assigned', { ...nameOf(alert), person: person.name })) },
      ),
  };
}

export type AlertSteps = ReturnType<typeof useAlertSteps>;
