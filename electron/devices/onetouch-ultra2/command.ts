import { isSameBytes } from '../driver.ts';

/** The commands this driver knows, in the words of the protocol; none of them changes the meter. */
export const COMMANDS = ['DM@', 'DM?', 'DMSU?', 'DMF', 'DMP'] as const;
export type Command = (typeof COMMANDS)[number];

/** `11 0D`, the command, `0D`. */
export function bytesOfCommand(command: Command): Uint8Array {
  return Uint8Array.from([0x11, 0x0d, ...Array.from(command, (letter) => letter.charCodeAt(0)), 0x0d]);
}

/** The command that was written; null when it is none of them. */
export function commandOf(written: Uint8Array): Command | null {
  return COMMANDS.find((command) => isSameBytes(bytesOfCommand(command), written)) ?? null;
}
