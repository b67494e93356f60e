import type { Change } from '../sync/change.ts';

/** What the workstations' own machinery writes on a Task without a person: escalation, and closing what nobody took. */
const AUTOMATIC_FIELDS: ReadonlySet<string> = new Set([
  'status',
  'statusReason',
  'performerRoles',
  'escalatedAt',
]);
const AUTOMATIC_STATUSES: readonly unknown[] = [undefined, 'requested', 'accepted', 'cancelled'];

/**
 * Whether a change of a Task is one that no person makes: opening it for an event, escalating it, or settling which of several
 * stands for the event. It never says that somebody took or completed anything.
 */
export function isAutomaticTaskChange({ fields, base }: Pick<Change, 'fields' | 'base'>): boolean {
  if (!AUTOMATIC_STATUSES.includes(fields['status'])) return false;
  if (base !== null) return Object.keys(fields).every((field) => AUTOMATIC_FIELDS.has(field));
  const { acknowledgements } = fields;
  const isUntaken = Array.isArray(acknowledgements) && acknowledgements.length === 0;
  return fields['status'] === 'requested' && isUntaken && fields['completedById'] === null;
}
