import { isSameBytes } from '../driver.ts';

/** A command of nine bytes to firmware 7. */
const firmware7 = (code: number): Uint8Array =>
  Uint8Array.of(0x7d, 0x81, code, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80);

/** All that is ever sent; nothing of it changes the oximeter. */
export const COMMAND = {
  /** Firmware 7: begin to stream, go on, and end. */
  start: firmware7(0xa1),
  keepAlive: firmware7(0xaf),
  stop: firmware7(0xa2),
  /** Firmware 4: the recorded memory, and that it was received. */
  sendMemory: Uint8Array.of(0xf5, 0xf5),
  memoryReceived: Uint8Array.of(0xf6, 0xf6, 0xf6),
} as const;

/** The protocol page's word for a command: `start`, `keep-alive`, `stop`; null for those it only has bytes for. */
export function nameOfContecCommand(sent: Uint8Array): string | null {
  if (isSameBytes(sent, COMMAND.start)) return 'start';
  if (isSameBytes(sent, COMMAND.stop)) return 'stop';
  return isSameBytes(sent, COMMAND.keepAlive) ? 'keep-alive' : null;
}
