import { bytesToHex } from '../driver.ts';
import { REPORT_BYTES } from '../eight-byte-reports.ts';
import { reportsOfCommand } from './report.ts';

/** One command and the length of what answers it. */
export interface OmronCommand {
  readonly name: 'VER' | 'GDC' | 'GME' | 'END';
  readonly reports: readonly Uint8Array[];
  /** Bytes of the answer between `OK 00` and its checksum; null: END is answered by text. */
  readonly dataBytes: number | null;
}

/** Feature reports: which of the monitor's two languages the next commands are in. */
export const DEVICE_INFORMATION_MODE = Uint8Array.from([0x01, 0x01]);
/** What a working open driver sends; the vendor's own program was seen to send another. */
export const SINGLE_READINGS_MODE = Uint8Array.from([0x74, 0xbc]);

/** Twelve zero bytes, in a report of seven and one of five, clear the line. */
export const CLEARING: readonly Uint8Array[] = reportsOfCommand(Array.from({ length: 12 }, () => 0));

/** The first user's memory. The page knows of a bank and not what others hold, so no other is asked for. */
const BANK = 0;
const MNEMONIC_BYTES = 3;

export const VERSION: OmronCommand = commandOf('VER', [0x30, 0x30], 11);
export const COUNT: OmronCommand = commandOf('GDC', withXor([0, BANK, 0, 0]), 4);
export const END: OmronCommand = commandOf('END', [0xff, 0xff], null);

/** The record at a place in the memory; 0 is the newest. */
export function readingCommand(index: number): OmronCommand {
  return commandOf('GME', withXor([0, BANK, 0, index]), 13);
}

export function xorOf(bytes: readonly number[]): number {
  return bytes.reduce((xor, byte) => xor ^ byte, 0);
}

/** A report of ours in the words of the protocol page: VER, GDC, "GME 0", END; null for clearing and for a command's rest. */
export function nameOfCommand(report: Uint8Array): string | null {
  const mnemonic = String.fromCharCode(...report.subarray(1, 1 + MNEMONIC_BYTES));
  if (mnemonic === 'GME') return `GME ${report[REPORT_BYTES - 1] ?? 0}`;
  return ['VER', 'GDC', 'END'].includes(mnemonic) ? mnemonic : null;
}

/** Further words for a report of ours: its valid bytes without number and filling, and `clear` for the zeros that clear the line. */
export function otherNamesOfCommand(report: Uint8Array): readonly string[] {
  const data = report.subarray(1, 1 + (report[0] ?? 0));
  const isClearing = data.length > 0 && data.every((byte) => byte === 0);
  return [bytesToHex(data), ...(isClearing ? ['clear'] : [])];
}

/** The command that a recording names, e.g. "GME 0" or "VER"; null when the page has none of that name. */
export function commandNamed(name: string): OmronCommand | null {
  const mnemonic = name.trim().slice(0, MNEMONIC_BYTES).toUpperCase();
  return [VERSION, COUNT, readingCommand(0), END].find((command) => command.name === mnemonic) ?? null;
}

function commandOf(
  name: OmronCommand['name'],
  parameters: readonly number[],
  dataBytes: number | null,
): OmronCommand {
  const mnemonic = Array.from(name, (letter) => letter.charCodeAt(0));
  return { name, reports: reportsOfCommand([...mnemonic, ...parameters]), dataBytes };
}

function withXor(parameters: readonly number[]): readonly number[] {
  return [...parameters, xorOf(parameters)];
}
