import { z } from 'zod';
import { err, ok, type Result } from '../result.ts';

/**
 * A hybrid logical clock's stamp: 12 hex digits of milliseconds since 1970, 4 of a counter, 8 of the workstation,
 * joined by '-'. Text order is stamp order, and the workstation part makes two stamps never equal.
 */
export const Stamp = z.string().regex(/^[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f]{8}$/);
export type Stamp = z.infer<typeof Stamp>;

/** How far a stamp may lie ahead of the clock that judges it, in ms: five minutes (shared rule of server and workstation). */
export const MAX_STAMP_LEAD_MS = 5 * 60_000;

const MAX_COUNTER = 0xffff;

/** Cause `clock-ahead`: this machine's or the sender's clock is wrong by more than MAX_STAMP_LEAD_MS. Remedy: set the clock. */
export type HlcError = { readonly code: 'clock-ahead'; readonly leadMs: number };

/** Milliseconds since 1970 in a stamp. */
export function stampMs(stamp: Stamp): number {
  return Number.parseInt(stamp.slice(0, 12), 16);
}

/** The stamp of `ms`, `counter` and the workstation's first eight hex digits. */
export function makeStamp(ms: number, counter: number, workstationId: string): Stamp {
  return `${ms.toString(16).padStart(12, '0')}-${counter.toString(16).padStart(4, '0')}-${nodeOf(workstationId)}`;
}

/**
 * The next stamp after `last` at wall time `nowMs`: never before `last`, whatever the clock does. A full counter moves the
 * millisecond on, so it cannot overflow silently. Error: the result would lie more than five minutes ahead of `nowMs`.
 */
export function nextStamp(last: Stamp | null, nowMs: number, workstationId: string): Result<Stamp, HlcError> {
  const lastMs = last === null ? -1 : stampMs(last);
  const lastCounter = last === null ? 0 : Number.parseInt(last.slice(13, 17), 16);
  if (nowMs > lastMs) return ok(makeStamp(nowMs, 0, workstationId));
  const overflow = lastCounter >= MAX_COUNTER;
  const ms = overflow ? lastMs + 1 : lastMs;
  if (ms - nowMs > MAX_STAMP_LEAD_MS) return err({ code: 'clock-ahead', leadMs: ms - nowMs });
  return ok(makeStamp(ms, overflow ? 0 : lastCounter + 1, workstationId));
}

/** The later of two stamps; null is before every stamp. */
export function laterStamp(a: Stamp | null, b: Stamp | null): Stamp | null {
  if (a === null) return b;
  return b === null || a >= b ? a : b;
}

/** The node part of stamps that belong to no workstation: those of a merged set. */
const MERGE_NODE = '00000000';

/** A stamp right after `stamp` that no workstation can make, for a value that came from merging two. */
export function stampAfter(stamp: Stamp): Stamp {
  const counter = Number.parseInt(stamp.slice(13, 17), 16);
  return counter >= MAX_COUNTER
    ? makeStamp(stampMs(stamp) + 1, 0, MERGE_NODE)
    : makeStamp(stampMs(stamp), counter + 1, MERGE_NODE);
}

/** The workstation part of a stamp: the last eight hex digits of its id. */
export function stampNode(stamp: Stamp): string {
  return stamp.slice(18);
}

/** The workstation part that stamps of this workstation (or server) carry. */
export function nodeOf(workstationId: string): string {
  return workstationId.replaceAll('-', '').slice(-8);
}
