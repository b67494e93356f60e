/** Eight data bits, no parity, one stop bit: what every driver here asks for. */
const BITS_PER_BYTE = 10;

/**
 * The bytes a receiver (8N1) reads when the sender's speed is another: it falls on each start bit as it sees it and samples the
 * middle of its own bits. A byte whose stop bit is low is kept, as most adapters do.
 */
export function atWrongBaud(sent: Uint8Array, sentBaud: number, receivedBaud: number): Uint8Array {
  const line = [...sent].flatMap((byte) => [
    0,
    ...Array.from({ length: 8 }, (_, bit) => (byte >> bit) & 1),
    1,
  ]);
  const levelAt = (receiverBits: number): number =>
    line[Math.floor((receiverBits * sentBaud) / receivedBaud)] ?? 1;
  const endBits = (line.length * receivedBaud) / sentBaud;
  const received: number[] = [];
  for (let at = 0; at < endBits;) {
    if (levelAt(at) === 1) {
      at += 0.0625; // receivers look for a start bit sixteen times a bit
      continue;
    }
    const bits = Array.from({ length: 8 }, (_, bit) => levelAt(at + 1.5 + bit) << bit);
    received.push(bits.reduce((byte, bit) => byte | bit, 0));
    at += BITS_PER_BYTE - 0.5;
  }
  return Uint8Array.from(received);
}
