import type { AcceptTransaction, ResourceRef, ResourceRow } from '../store/clinic-record.ts';

/** The rows one push reads, as they become. */
export interface WorkingRows {
  readonly load: (refs: readonly ResourceRef[]) => Promise<void>;
  /** Finds out which of these exist without reading them. */
  readonly look: (refs: readonly ResourceRef[]) => Promise<void>;
  /** Whether a resource that was loaded, looked for or put here exists. */
  readonly exists: (ref: ResourceRef) => boolean;
  /** A row that was loaded or put here; null = there is none. */
  readonly row: (resourceType: string, resourceId: string) => ResourceRow | null;
  readonly put: (row: ResourceRow) => void;
}

/** One text for each resource of a clinic. */
export const keyOf = ({ resourceType, resourceId }: ResourceRef): string => `${resourceType}/${resourceId}`;

export function createWorkingRows(tx: AcceptTransaction): WorkingRows {
  const rowByKey = new Map<string, ResourceRow | null>();
  const present = new Set<string>();
  const exists = (ref: ResourceRef) => present.has(keyOf(ref)) || (rowByKey.get(keyOf(ref)) ?? null) !== null;
  const put = (row: ResourceRow) => void rowByKey.set(keyOf(row), row);
  return {
    async load(refs) {
      const missing = refs.filter((ref) => !rowByKey.has(keyOf(ref)));
      for (const ref of missing) rowByKey.set(keyOf(ref), null);
      for (const [resourceType, resourceIds] of idsByType(missing)) {
        for (const row of await tx.rows(resourceType, resourceIds)) put(row);
      }
    },
    async look(refs) {
      for (const [resourceType, resourceIds] of idsByType(refs.filter((ref) => !exists(ref)))) {
        for (const resourceId of await tx.present(resourceType, resourceIds))
          present.add(keyOf({ resourceType, resourceId }));
      }
    },
    exists,
    row: (resourceType, resourceId) => rowByKey.get(keyOf({ resourceType, resourceId })) ?? null,
    put,
  };
}

/** Each id once, under its type. */
function idsByType(refs: readonly ResourceRef[]): readonly (readonly [string, readonly string[]])[] {
  const refsByType = Map.groupBy(refs, ({ resourceType }) => resourceType);
  return [...refsByType].map(([resourceType, ofType]) => [
    resourceType,
    [...new Set(ofType.map(({ resourceId }) => resourceId))],
  ]);
}
