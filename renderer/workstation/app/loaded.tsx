import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { FailedState, LoadingRows, StaleBanner } from '../../ui/states.tsx';
import { uiWords } from '../../ui/ui.words.ts';
import { useWords } from '../../ui/words.ts';
import { useFailureWords } from './use-failure-words.ts';

interface LoadedProps<Value> {
  /** What useQuery answered. */
  readonly query: {
    readonly data: Value | undefined;
    readonly error: unknown;
    readonly dataUpdatedAt: number;
    readonly refetch: () => unknown;
  };
  /** Skeleton in the shape of what comes. */
  readonly loading?: ReactNode;
  readonly children: (value: Value) => ReactNode;
}

/** Draws the four states of a query: loading, failed, stale (an older answer with the reason) and there. */
export function Loaded<Value>({ query, loading, children }: LoadedProps<Value>) {
  const failureText = useFailureWords();
  const say = useWords(uiWords);
  const failure = query.error === null ? null : failureText(query.error);
  const retry = () => void query.refetch();
  if (query.data === undefined) {
    if (failure === null) return <>{loading ?? <LoadingRows />}</>;
    return <FailedState title={failure.title} text={failure.text} onRetry={retry} />;
  }
  return (
    <>
      {failure === null ? null : (
        <StaleBanner
          since={new Date(query.dataUpdatedAt).toISOString()}
          reason={failure.title}
          action={
            <Button variant="default" size="compact-xs" onClick={retry}>
              {say('tryAgain')}
            </Button>
          }
        />
      )}
      {children(query.data)}
    </>
  );
}
