import type { Command } from './exchange.ts';
import type { BeurerRecord, RecordFault } from './record.ts';

/** What differs between the serial and the HID edition of one and the same talk. */
export interface BeurerEdition {
  readonly handshake: Command;
  readonly isInPcMode: (answer: readonly number[]) => boolean;
  /** Null: this edition does not say who it is. */
  readonly identity: Command | null;
  readonly count: Command;
  /** Null: the answer is no count. */
  readonly countOf: (answer: readonly number[]) => number | null;
  /** Records are numbered from 1. */
  readonly record: (index: number) => Command;
  readonly decodeRecord: (answer: readonly number[]) => BeurerRecord | RecordFault | 'absent';
  /** Ends an import; null: closing the port is the end. */
  readonly end: readonly number[] | null;
}

/** Most answers are known by their length only. */
export function isAtLeast(lengthBytes: number): Command['isWhole'] {
  return (answer) => answer.length >= lengthBytes;
}
