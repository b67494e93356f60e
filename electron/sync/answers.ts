import { z } from 'zod';
import { PullResponse, SnapshotResponse } from '../../domain/contract/sync/wire.ts';
import { Effect, SnapshotRow, type FieldValues } from '../../domain/sync/change.ts';
import { isFieldValues } from '../../domain/sync/field-values.ts';

const fields = z.custom<FieldValues>(isFieldValues);

/** The wire's PullResponse and SnapshotResponse as a workstation reads them: thousands of rows a page. */
export const PullAnswer = PullResponse.extend({ effects: z.array(Effect.extend({ fields })) });
export const SnapshotAnswer = SnapshotResponse.extend({ rows: z.array(SnapshotRow.extend({ fields })) });
export type SnapshotAnswer = z.infer<typeof SnapshotAnswer>;
