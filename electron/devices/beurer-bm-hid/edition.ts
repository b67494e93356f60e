import { isAtLeast, type BeurerEdition } from '../beurer-bm/edition.ts';
import { ANSWER_TIMEOUT_MS, PAUSE_MS, type Command } from '../beurer-bm/exchange.ts';
import { recordOfFields } from '../beurer-bm/record.ts';
import { REPORT_BYTES } from '../eight-byte-reports.ts';

/** Fills a command up to a report. */
const FILLER = 0xf4;
/** "Any report within 2 s means in PC mode." */
const HANDSHAKE_TIMEOUT_MS = 2000;

const reportOf = (...bytes: readonly number[]): number[] =>
  Array.from({ length: REPORT_BYTES }, (_, index) => bytes[index] ?? FILLER);

const commandOf = (...bytes: readonly number[]): Command => ({
  bytes: reportOf(...bytes),
  isWhole: isAtLeast(REPORT_BYTES),
  timeoutMs: ANSWER_TIMEOUT_MS,
  settleMs: PAUSE_MS,
});

/** Every command and every answer is one report; there is no marker, no identity and no word for an absent record. */
export const HID_EDITION: BeurerEdition = {
  handshake: { ...commandOf(0xaa), isWhole: isAtLeast(1), timeoutMs: HANDSHAKE_TIMEOUT_MS },
  isInPcMode: (answer) => answer.length > 0,
  identity: null,
  count: commandOf(0xa2),
  countOf: (answer) => (answer.length === REPORT_BYTES ? (answer[0] ?? null) : null),
  record: (index) => commandOf(0xa3, index),
  decodeRecord: recordOfFields,
  end: reportOf(0xf7),
};

/** A report of ours in the words of the protocol page: AA, A2, "A3 01", F7. */
export function nameOfCommand([command = 0, index = 0]: Uint8Array): string | null {
  if (command === 0xa3) return `A3 ${byteText(index)}`;
  return [0xaa, 0xa2, 0xf7].includes(command) ? byteText(command) : null;
}

function byteText(byte: number): string {
  return byte.toString(16).padStart(2, '0').toUpperCase();
}
