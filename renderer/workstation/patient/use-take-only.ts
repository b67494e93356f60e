import { useEffect, useState } from 'react';

/**
 * Enter that comes before the answer is there: it is kept, and takes the answer only when that names one patient. Nobody is
 * picked unseen. `wait` keeps it, `forget` drops it (the text changed).
 */
export function useTakeOnly<Patient>(
  answer: readonly Patient[] | null,
  take: (patient: Patient) => void,
): { readonly wait: () => void; readonly forget: () => void } {
  const [isWaiting, setIsWaiting] = useState(false);
  const only = isWaiting && answer?.length === 1 ? answer[0] : undefined;
  useEffect(() => {
    if (only !== undefined) take(only);
  }, [only, take]);
  return { wait: () => setIsWaiting(true), forget: () => setIsWaiting(false) };
}
