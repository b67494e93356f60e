import { VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../ui/words.ts';
import { useClinic } from '../app/clinic-provider.tsx';
import { taskWords } from './task.words.ts';

/** How many alerts wait for the person at the desk, for the rail; nothing when none does. */
export function AlertCount({ className }: { readonly className: string }) {
  const say = useWords(taskWords);
  const { queries } = useClinic();
  const count = useQuery(queries.task.count.queryOptions()).data?.forMe ?? 0;
  if (count === 0) return null;
  return (
    <span className={className}>
      <span aria-hidden>{count}</span>
      <VisuallyHidden>{say('countForMe', { count })}</VisuallyHidden>
    </span>
  );
}
