import { useQueries } from '@tanstack/react-query';
import type { Encounter } from '../../../domain/encounter/encounter.ts';
import type { NoteThread } from '../../../domain/contract/ipc/encounter.ts';
import { useClinic } from '../app/clinic-provider.tsx';

/** The notes of one visit. */
export interface VisitNotes {
  readonly encounter: Encounter;
  readonly notes: readonly NoteThread[];
}

const isShown = ({ note }: NoteThread) => note.docStatus !== 'entered-in-error';

/** The notes of the newest visits, newest first; `isPending` until the first have come. */
export function usePatientNotes(
  encounters: readonly Encounter[],
  limit: number,
): { readonly isPending: boolean; readonly visits: readonly VisitNotes[] } {
  const { queries } = useClinic();
  const newest = encounters.toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1)).slice(0, limit);
  return useQueries({
    queries: newest.map(({ id }) => queries.encounter.get.queryOptions({ input: { encounterId: id } })),
    combine: (answers) => ({
      isPending: answers.some(({ isPending }) => isPending),
      visits: answers.flatMap(({ data }) =>
        data === undefined ? [] : [{ encounter: data.encounter, notes: data.notes.filter(isShown) }],
      ),
    }),
  });
}
