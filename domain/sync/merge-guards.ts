import type { ResourceDefinition } from '../resource/define-resource.ts';
import type { Change, SnapshotRow } from './change.ts';
import type { FieldGuard } from './merge-field.ts';
import { RETRACTED, retractionField } from './retraction.ts';
import { stampOf } from './stamps.ts';

/** Rules that look at more than one field. `rowConflict`: what a retraction and an edit, unseen by each other, are flagged with. */
export interface MergeGuards {
  readonly byField: Readonly<Record<string, FieldGuard>>;
  readonly rowConflict: 'edit-of-retracted' | null;
}

const NOTHING: MergeGuards = { byField: {}, rowConflict: null };
const SIGNED_FIELDS = ['text', 'docStatus', 'signedAt', 'signedById'];

/** What stands above the fields' own policies when this change meets this row. */
export function mergeGuards(row: SnapshotRow, change: Change, definition: ResourceDefinition): MergeGuards {
  if (definition.type === 'Task') return taskGuards(row, change, definition);
  const retraction = retractionGuards(row, change, definition);
  if (definition.type !== 'DocumentReference') return retraction;
  return { ...retraction, byField: { ...signatureGuards(row, change), ...retraction.byField } };
}

/**
 * Two workstations saw one event before they met: its Task is one. The second opening changes nothing, and in whichever order
 * the two come, what a Task was opened with never stands against what was done with it since, however late it was opened. A
 * field that still carries the opening's stamp, which `code` keeps for ever, was not touched since.
 */
function taskGuards(row: SnapshotRow, change: Change, definition: ResourceDefinition): MergeGuards {
  const guardOf = (field: string): FieldGuard | null => {
    if (change.base === null) return { stands: 'current', kind: null };
    const isAsOpened = stampOf(row.stamps, field) === stampOf(row.stamps, 'code');
    return isAsOpened && definition.fields[field]?.policy === 'newest'
      ? { stands: 'incoming', kind: null }
      : null;
  };
  const guards = Object.keys(change.fields).flatMap((field) => {
    const guard = guardOf(field);
    return guard === null ? [] : [[field, guard] as const];
  });
  return { ...NOTHING, byField: Object.fromEntries(guards) };
}

const isUnseen = (row: SnapshotRow, change: Change, field: string): boolean =>
  stampOf(change.base, field) !== stampOf(row.stamps, field);

/**
 * A retraction and an edit that had not seen each other: the row stays whole and is flagged. Where the status is `newest`
 * the retraction stands in either order; where it is `review` (allergies, notes) the server's value stays, because a person
 * must decide before an allergy disappears from view.
 */
function retractionGuards(row: SnapshotRow, change: Change, definition: ResourceDefinition): MergeGuards {
  const field = retractionField(definition);
  if (field === null) return NOTHING;
  const isRetracted = row.fields[field] === RETRACTED;
  const retracts = change.fields[field] === RETRACTED;
  if (isRetracted === retracts) return NOTHING;
  if (isRetracted) {
    if (!isUnseen(row, change, field)) return NOTHING;
    const edits = Object.keys(change.fields).some((name) => name !== field);
    const byField = { [field]: { stands: 'current', kind: 'edit-of-retracted' } as const };
    return { byField, rowConflict: edits ? 'edit-of-retracted' : null };
  }
  const unseenEdits = unseenFields(row, change).filter((name) => name !== field);
  const isReview = definition.fields[field]?.policy === 'review';
  const statusUnseen = isUnseen(row, change, field);
  if (isReview) {
    const held = statusUnseen || unseenEdits.length > 0;
    return held
      ? { byField: { [field]: { stands: 'current', kind: 'edit-of-retracted' } }, rowConflict: null }
      : NOTHING;
  }
  return {
    byField: statusUnseen ? { [field]: { stands: 'incoming', kind: 'edit-of-retracted' } } : {},
    rowConflict: unseenEdits.length > 0 ? 'edit-of-retracted' : null,
  };
}

/** The fields of the row that carry another stamp than the author knew. */
export function unseenFields(row: SnapshotRow, change: Change): readonly string[] {
  return Object.keys(row.fields).filter((field) => isUnseen(row, change, field));
}

/**
 * A signed note never changes: what comes for its text or its signature is kept beside it. A signature stands for the text
 * its author saw: either the change brings that text, which then stands, or, where the text was changed meanwhile, the note
 * stays unsigned until a person decides.
 */
function signatureGuards(row: SnapshotRow, change: Change): Readonly<Record<string, FieldGuard>> {
  const keep = (fields: readonly string[]) =>
    Object.fromEntries(
      fields.map((field) => [field, { stands: 'current', kind: 'signed-document' } as const]),
    );
  if (row.fields['docStatus'] === 'final') {
    return change.fields['docStatus'] === RETRACTED
      ? keep(['text', 'signedAt', 'signedById'])
      : keep(SIGNED_FIELDS);
  }
  if (change.fields['docStatus'] !== 'final' || !isUnseen(row, change, 'text')) return {};
  if (Object.hasOwn(change.fields, 'text')) return { text: { stands: 'incoming', kind: 'signed-document' } };
  return keep(['docStatus', 'signedAt', 'signedById']);
}
