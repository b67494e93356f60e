import { definitionOf, type ResourceType } from '../../../domain/resource/registry.ts';
import { applyEffect } from '../../../domain/sync/apply-effect.ts';
import type { Change, FieldValues, SnapshotRow } from '../../../domain/sync/change.ts';
import { needsEcho, NO_TRAIL, trailAfter } from '../../../domain/sync/echo.ts';
import { makeStamp } from '../../../domain/sync/hlc.ts';
import { mergeChange, type MergeConflict } from '../../../domain/sync/merge.ts';
import { withStamp } from '../../../domain/sync/stamps.ts';

/** One resource, one server, some replicas: the protocol of docs/sync.md in a hundred lines, to be tried in any order. */
export class ModelServer {
  row: SnapshotRow | null = null;
  readonly log: { readonly from: string; readonly echoed: boolean; readonly effect: SnapshotRow }[] = [];
  #trail = NO_TRAIL;
  readonly conflicts: MergeConflict[] = [];
  readonly known = new Set<string>();
  readonly type: ResourceType;

  constructor(type: ResourceType) {
    this.type = type;
  }

  /** `pulledThrough`: what the server knows the author's workstation to have. */
  accept(change: Change, pulledThrough: number): void {
    if (this.known.has(change.changeId)) return;
    this.known.add(change.changeId);
    const { fields, stamps, tookEffectAsMade, conflicts } = mergeChange(
      this.row,
      change,
      definitionOf(this.type),
    );
    const effect = { resourceType: this.type, resourceId: change.resourceId, fields, stamps };
    this.row = applyEffect(this.row, effect);
    const from = change.workstationId;
    const echoed = needsEcho(this.#trail, from, pulledThrough, tookEffectAsMade);
    this.log.push({ from, echoed, effect });
    this.#trail = trailAfter(this.#trail, this.log.length, from, echoed);
    this.conflicts.push(...conflicts);
  }
}

export class ModelReplica {
  row: SnapshotRow | null = null;
  cursor = 0;
  readonly outbox: Change[] = [];
  readonly made: Change[] = [];
  #counter = 0;
  readonly #server: ModelServer;
  readonly #workstationId: string;

  constructor(server: ModelServer, number: number) {
    this.#server = server;
    this.#workstationId = `00000000-0000-4000-8000-0000000000${String(number).padStart(2, '0')}`;
  }

  edit(fields: FieldValues, ms: number): void {
    this.#counter += 1;
    const workstationId = this.#workstationId;
    const newestMs = Math.max(
      ms,
      ...this.made.map((each) => Number.parseInt(each.stamp.slice(0, 12), 16)),
      this.#seenMs(),
    );
    const stamp = makeStamp(newestMs, this.#counter, workstationId);
    const change: Change = {
      changeId: `${workstationId}-${this.#counter}`,
      resourceType: this.#server.type,
      resourceId: 'the-one',
      fields,
      base: this.row?.stamps ?? null,
      stamp,
      authorId: null,
      workstationId,
      schemaVersion: 1,
    };
    const allFields = Object.keys({ ...this.row?.fields, ...fields });
    this.row = {
      resourceType: change.resourceType,
      resourceId: change.resourceId,
      fields: { ...this.row?.fields, ...fields },
      stamps: withStamp(this.row?.stamps ?? null, allFields, Object.keys(fields), stamp),
    };
    this.outbox.push(change);
    this.made.push(change);
  }

  /** `ackLost`: the server took it, the answer never came. */
  push(ackLost: boolean): void {
    const [change] = this.outbox;
    if (change === undefined) return;
    this.#server.accept(change, this.cursor);
    if (ackLost) return;
    this.outbox.shift();
  }

  /** As the engine does it: effects are taken only while nothing of our own waits. */
  pull(): void {
    if (this.outbox.length > 0) return;
    const news = this.#server.log.slice(this.cursor);
    this.cursor = this.#server.log.length;
    for (const { from, echoed, effect } of news) {
      if (echoed || from !== this.#workstationId) this.row = applyEffect(this.row, effect);
    }
  }

  #seenMs(): number {
    const stamps =
      this.row === null ? [] : [this.row.stamps.row, ...Object.values(this.row.stamps.fields ?? {})];
    return Math.max(0, ...stamps.map((stamp) => Number.parseInt(stamp.slice(0, 12), 16) + 1));
  }
}
