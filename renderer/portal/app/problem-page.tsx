import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useWords } from '../../ui/words.ts';
import type { CallProblem } from './call-problem.ts';
import { Page } from './page.tsx';
import { portalWords } from './portal.words.ts';

/** Problems that may be gone a moment later; the others need a new link. */
const PASSING: ReadonlySet<CallProblem> = new Set<CallProblem>([
  'unreachable',
  'server-failed',
  'too-many-requests',
]);

/** Why it does not go on, and what to do. */
export function ProblemPage({
  problem,
  onRetry,
}: {
  readonly problem: CallProblem;
  readonly onRetry?: () => void;
}) {
  const say = useWords(portalWords);
  return (
    <Page title={say(`problem.${problem}.title`)} lead={say(`problem.${problem}.hint`)}>
      {onRetry === undefined || !PASSING.has(problem) ? null : (
        <Button onClick={onRetry} leftSection={<IconRefresh size={20} stroke={1.6} aria-hidden />}>
          {say('problem.retry')}
        </Button>
      )}
    </Page>
  );
}
