/** Bits of the link control byte. */
export const LINK = { send: 0x01, expected: 0x02, acknowledge: 0x04, disconnect: 0x08, more: 0x10 } as const;

const START = 0x02;
const END = 0x03;
/** Start, length, link control, end, two of the checksum. */
export const ENVELOPE_BYTES = 6;
/** Longer ones the meter never sends. */
export const LONGEST_PACKET_BYTES = 64;

/** One packet whose length, end and CRC fit. */
export interface Packet {
  readonly link: number;
  readonly message: Uint8Array;
}

/** What a packet is for. `other`: whole, but in no form this protocol has, e.g. one part of several. */
export type PacketUse = 'link-reset' | 'acknowledge' | 'message' | 'other';

/** CRC-16: polynomial 1021, start FFFF, not reflected, no final XOR. */
export function crcOf(bytes: readonly number[]): number {
  return bytes.reduce((crc, byte) => {
    let next = crc ^ (byte << 8);
    for (let bit = 0; bit < 8; bit += 1) next = ((next << 1) ^ ((next & 0x8000) === 0 ? 0 : 0x1021)) & 0xffff;
    return next;
  }, 0xffff);
}

export function encodePacket({ link, message }: Packet): Uint8Array {
  const checked = [START, ENVELOPE_BYTES + message.length, link, ...message, END];
  const crc = crcOf(checked);
  return Uint8Array.from([...checked, crc & 0xff, crc >> 8]);
}

export function useOf({ link, message }: Packet): PacketUse {
  const isEmpty = message.length === 0;
  const control = link & ~(LINK.send | LINK.expected);
  if (control === (LINK.acknowledge | LINK.disconnect) && isEmpty) return 'link-reset';
  if (control === LINK.acknowledge && isEmpty) return 'acknowledge';
  return control === 0 && !isEmpty ? 'message' : 'other';
}

/**
 * A packet at the beginning of the bytes; `unfinished` when more bytes may make one; `framing` when they cannot (no
 * start, an impossible length, no end where the length says), `checksum` when only the CRC is wrong.
 */
export function packetAt(
  bytes: readonly number[],
): { readonly packet: Packet; readonly length: number } | 'unfinished' | 'framing' | 'checksum' {
  const [start, length, link = 0] = bytes;
  if (start !== START) return 'framing';
  if (length === undefined) return 'unfinished';
  if (length < ENVELOPE_BYTES || length > LONGEST_PACKET_BYTES) return 'framing';
  if (bytes.length < length) return 'unfinished';
  const checked = bytes.slice(0, length - 2);
  if (checked.at(-1) !== END) return 'framing';
  const [low = 0, high = 0] = bytes.slice(length - 2, length);
  if (crcOf(checked) !== low + high * 0x100) return 'checksum';
  return { packet: { link, message: Uint8Array.from(checked.slice(3, -1)) }, length };
}
