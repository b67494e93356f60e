import { Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { News2Scale } from '../../../domain/observation/news2.ts';
import type { Observation } from '../../../domain/observation/observation.ts';
import { Moment } from '../../ui/moment.tsx';
import { useNotify } from '../../ui/notify.tsx';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { useRefusalSentence } from '../app/use-refusal-sentence.ts';
import { encounterWords } from './encounter.words.ts';

const OWN_FAULTS = ['incomplete-set', 'age-not-covered', 'encounter-not-open', 'score-withdrawn'] as const;

interface FileNews2Props {
  readonly encounterId: string;
  readonly scale: News2Scale;
  readonly isOpen: boolean;
  /** The same score as it stands in the record; null when it was not filed. */
  readonly filed: Observation | null;
}

/** Puts the score into the record, where trends and thresholds see it; says so when it is there already. */
export function FileNews2({ encounterId, scale, isOpen, filed }: FileNews2Props) {
  const { queries } = useClinic();
  const queryClient = useQueryClient();
  const say = useWords(encounterWords);
  const notify = useNotify();
  const sentence = useRefusalSentence(OWN_FAULTS, (code) => say(`together.fault.${code}`));
  const file = useMutation(queries.observation.fileNews2.mutationOptions());
  if (filed !== null)
    return (
      <Text size="xs" c="dimmed">
        {say('together.filed')} <Moment at={filed.effectiveAt} />
      </Text>
    );
  if (!isOpen) return null;
  const submit = () =>
    file.mutate(
      { encounterId, scale },
      {
        onSuccess: ({ score }) => {
          notify.done(say('together.filedScore', { score }));
          void queryClient.invalidateQueries({ queryKey: queries.encounter.key() });
          void queryClient.invalidateQueries({ queryKey: queries.observation.key() });
        },
        onError: (error) => notify.failed(sentence(error)),
      },
    );
  return (
    <Button variant="default" size="compact-xs" onClick={submit} loading={file.isPending}>
      {say('together.file')}
    </Button>
  );
}
