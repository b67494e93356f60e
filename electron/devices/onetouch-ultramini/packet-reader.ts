import type { DeviceErrorCode } from '../../../domain/device/outcome.ts';
import { packetAt, type Packet } from './packet.ts';

/** What stood on the wire: a packet, or bytes that are none. */
export type Heard =
  | { readonly kind: 'packet'; readonly packet: Packet; readonly raw: Uint8Array }
  | { readonly kind: 'damage'; readonly code: DeviceErrorCode; readonly raw: Uint8Array };

/**
 * Finds packets, whatever way the bytes came: where none begins, one byte is dropped and the next 02 tried. What was
 * dropped in a row is told once, when the next packet or silence ends it; a packet whose CRC alone is wrong, and one that
 * breaks off, are told by themselves.
 */
export class PacketReader {
  #bytes: number[] = [];
  #dropped: { readonly code: DeviceErrorCode; readonly bytes: number[] } | null = null;

  receive(byte: number): Heard[] {
    this.#bytes.push(byte);
    return this.#search();
  }

  /** Nothing more comes: a packet may still stand within what looked like the beginning of another. */
  flush(): Heard[] {
    const heard: Heard[] = [];
    while (this.#bytes.length > 0) {
      heard.push(...this.#drop('truncated'), ...this.#search());
    }
    return [...heard, ...this.#endOfDropped()];
  }

  #search(): Heard[] {
    const heard: Heard[] = [];
    while (this.#bytes.length > 0) {
      const found = packetAt(this.#bytes);
      if (found === 'unfinished') break;
      if (typeof found === 'string') {
        heard.push(...this.#drop(found));
        continue;
      }
      const raw = Uint8Array.from(this.#bytes.splice(0, found.length));
      heard.push(...this.#endOfDropped(), { kind: 'packet', packet: found.packet, raw });
    }
    return heard;
  }

  #drop(code: DeviceErrorCode): Heard[] {
    const isRestOfCut = code === 'truncated' && this.#dropped?.code === 'truncated';
    const ended = code === 'framing' || isRestOfCut ? [] : this.#endOfDropped();
    this.#dropped ??= { code, bytes: [] };
    this.#dropped.bytes.push(...this.#bytes.splice(0, 1));
    return ended;
  }

  #endOfDropped(): Heard[] {
    const dropped = this.#dropped;
    this.#dropped = null;
    return dropped === null
      ? []
      : [{ kind: 'damage', code: dropped.code, raw: Uint8Array.from(dropped.bytes) }];
  }
}
