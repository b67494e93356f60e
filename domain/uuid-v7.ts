import type { Clock, IdSource } from './ids.ts';

/**
 * UUIDs version 7 (RFC 9562 section 5.7): 48 bits of the clock's milliseconds, the rest random. `randomBytes` answers that
 * many bytes of a cryptographic source.
 */
export function createIdSource(clock: Clock, randomBytes: (length: number) => Uint8Array): IdSource {
  return {
    nextId() {
      const random = [...randomBytes(10)];
      random[0] = ((random[0] ?? 0) & 0x0f) | 0x70;
      random[2] = ((random[2] ?? 0) & 0x3f) | 0x80;
      const digits = random.map((byte) => byte.toString(16).padStart(2, '0')).join('');
      const hex = clock.nowMs().toString(16).padStart(12, '0') + digits;
      return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
        '-',
      );
    },
  };
}
