import { isOwnSignature } from '../../domain/document-reference/own-signature.ts';
import type { PushOutcome } from '../../domain/contract/sync/wire.ts';
import type { ServerContext } from '../server-context.ts';
import type { AcceptTransaction, QuarantinedChange } from '../store/clinic-record.ts';
import type { WorkstationRecord } from '../store/identity-store.ts';
import { applyOrPark, applyUnparked, readAround, type Acceptance } from './apply-change.ts';
import { checkChange, type CheckedChange, type RefusalReason } from './check-change.ts';
import { checkDoubleBooking } from './double-booking.ts';
import { mayWrite } from './may-write.ts';
import { loadStaff } from './staff.ts';
import { createWorkingRecord } from './working-record.ts';

/** What became of a push. */
export interface AcceptedPush {
  readonly outcomes: PushOutcome[];
  readonly head: number;
  /** Whether other workstations have something to fetch. */
  readonly hasNews: boolean;
}

/**
 * Takes a workstation's changes into the clinic's record in one transaction, each judged on its own: applied once by its
 * `changeId`, merged by policy, parked while what it points to is missing, quarantined when it can never be taken. The
 * answer is given only after the commit.
 */
export async function acceptPush(
  { store, ids, clock }: ServerContext,
  { workstationId, clinicId, pulledThrough: ownPulledThrough }: WorkstationRecord,
  received: readonly unknown[],
): Promise<AcceptedPush> {
  const nowMs = clock.nowMs();
  const { serverId } = await store.identity.server();
  const clinic = await store.identity.clinic(clinicId);
  const workstations = await store.identity.workstationsOf(clinicId);
  const workstationIds = workstations.map((each) => each.workstationId);
  const pulledThrough = new Map(workstations.map((each) => [each.workstationId, each.pulledThrough]));
  pulledThrough.set(workstationId, ownPulledThrough);
  return store.record.accept(clinicId, async (tx) => {
    const record = await createWorkingRecord(tx, serverId, nowMs, (id) => pulledThrough.get(id) ?? 0);
    const headBefore = record.head();
    const staff = await loadStaff(record);
    const isFounder = clinic?.founderWorkstationId === workstationId;
    const acceptance: Acceptance = {
      record,
      ids,
      nowMs,
      workstationIds,
      staff,
      isFounder,
      created: [],
      touched: new Map(),
    };
    const outcomes = await judgeAll(tx, acceptance, workstationId, received);
    await applyUnparked(tx, acceptance);
    for (const appointment of acceptance.touched.values())
      await checkDoubleBooking(tx, acceptance, appointment);
    await record.write();
    return { outcomes, head: record.head(), hasNews: record.head() > headBefore };
  });
}

async function judgeAll(
  tx: AcceptTransaction,
  acceptance: Acceptance,
  workstationId: string,
  received: readonly unknown[],
): Promise<PushOutcome[]> {
  const { record, nowMs } = acceptance;
  const taken = new Set(await tx.knownChangeIds(received.map(claimedId)));
  const checked = received.map((each) => ({ each, result: checkChange(each, workstationId, nowMs) }));
  await readAround(
    record,
    checked.flatMap(({ result }) => (result.ok ? [result.value] : [])),
  );
  const outcomes: PushOutcome[] = [];
  for (const { each, result } of checked) {
    const changeId = claimedId(each);
    if (taken.has(changeId)) {
      outcomes.push({ changeId, outcome: 'duplicate', reason: null });
      continue;
    }
    const reason = result.ok ? refusalOf(acceptance, result.value) : result.error.code;
    if (reason === 'clock-ahead') {
      outcomes.push({ changeId, outcome: 'not-yet', reason });
      continue;
    }
    if (reason !== null) {
      quarantine(acceptance, { changeId, workstationId, reason, received: each });
      // Not known as taken: where this answer is lost, the next try hears of the refusal and not of a duplicate.
      outcomes.push({ changeId, outcome: 'quarantined', reason });
    } else if (result.ok) {
      outcomes.push({ changeId, outcome: await applyOrPark(acceptance, result.value), reason: null });
      taken.add(changeId);
      record.known.add(changeId);
    }
  }
  return outcomes;
}

function refusalOf({ record, staff, isFounder }: Acceptance, checked: CheckedChange): RefusalReason | null {
  const { change, type } = checked;
  const row = record.row(change.resourceType, change.resourceId);
  if (!mayWrite(checked, row, { ...staff, isFounder })) return 'forbidden-by-role';
  const isForged =
    type === 'DocumentReference' && !isOwnSignature(change.fields, change.authorId, row?.fields ?? null);
  return isForged ? 'signature-not-own' : null;
}

function quarantine(
  { record, nowMs, ids }: Acceptance,
  refused: Omit<QuarantinedChange, 'quarantinedAt'>,
): void {
  const changeId = refused.changeId === '' ? ids.nextId() : refused.changeId;
  record.quarantined.push({ ...refused, changeId, quarantinedAt: new Date(nowMs).toISOString() });
}

/** The id a received thing claims, cut to what the wire allows; '' when it claims none. */
function claimedId(received: unknown): string {
  if (typeof received !== 'object' || received === null || !('changeId' in received)) return '';
  return typeof received.changeId === 'string' ? received.changeId.slice(0, 100) : '';
}
