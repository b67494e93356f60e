import type { RecordsWanted } from './driver.ts';

/** What went over a device's wire, in its order. `talk` begins a conversation with its port newly opened or newly asked. */
export type TrafficEntry =
  | { readonly kind: 'talk'; readonly wanted: RecordsWanted }
  | { readonly kind: 'sent' | 'feature' | 'received'; readonly bytes: Uint8Array };

/** So much is kept of each device; far more than one talk with a full memory. */
const MOST_BYTES = 64 * 1024;
/** So much goes at once when it is full. */
const TRIMMED_BYTES = 8 * 1024;
/** Serial bytes are joined up to here: how they were cut means nothing, and one entry a byte would cost far more than it holds. */
const JOINED_BYTES = 1024;
/** What an entry costs beside its bytes, so that a million empty ones fill no memory either. */
const ENTRY_BYTES = 16;

/** The last traffic of one device, both ways. In memory only, gone with the lock of the workstation. */
export class Traffic {
  readonly #hasNoBorders: boolean;
  #entries: TrafficEntry[] = [];
  #bytes = 0;
  /** The buffer of the last entry, while small pieces still go into it. */
  #joining: { readonly buffer: Uint8Array; readonly filled: number } | null = null;

  /** HID reports keep their borders; serial bytes have none. */
  constructor(wire: 'serial' | 'hid') {
    this.#hasNoBorders = wire === 'serial';
  }

  get entries(): readonly TrafficEntry[] {
    return this.#entries;
  }

  beginTalk(wanted: RecordsWanted): void {
    this.#add({ kind: 'talk', wanted });
  }

  note(kind: 'sent' | 'feature' | 'received', bytes: Uint8Array): void {
    const kept = bytes.slice(-MOST_BYTES);
    if (kind === 'received' && this.#hasNoBorders && kept.length < JOINED_BYTES) this.#join(kept);
    else this.#add({ kind, bytes: kept });
  }

  /** Small pieces share one buffer, of which the last entry shows what is filled. */
  #join(bytes: Uint8Array): void {
    if (this.#joining === null || this.#joining.filled + bytes.length > JOINED_BYTES) {
      const fresh = new Uint8Array(JOINED_BYTES);
      fresh.set(bytes);
      this.#add({ kind: 'received', bytes: fresh.subarray(0, bytes.length) });
      this.#joining = { buffer: fresh, filled: bytes.length };
      return;
    }
    const { buffer, filled } = this.#joining;
    buffer.set(bytes, filled);
    this.#joining = { buffer, filled: filled + bytes.length };
    const shown = buffer.subarray(0, filled + bytes.length);
    this.#entries[this.#entries.length - 1] = { kind: 'received', bytes: shown };
    this.#bytes += bytes.length;
    this.#trim();
  }

  #add(entry: TrafficEntry): void {
    this.#endJoining();
    this.#entries.push(entry);
    this.#bytes += costOf(entry);
    this.#trim();
  }

  /** What is over keeps no more of the buffer than it fills. */
  #endJoining(): void {
    if (this.#joining === null) return;
    const { buffer, filled } = this.#joining;
    this.#entries[this.#entries.length - 1] = { kind: 'received', bytes: buffer.slice(0, filled) };
    this.#joining = null;
  }

  /** Leaves some room, so that not every further byte moves the whole list. */
  #trim(): void {
    if (this.#bytes <= MOST_BYTES) return;
    let dropped = 0;
    while (this.#bytes > MOST_BYTES - TRIMMED_BYTES && dropped < this.#entries.length - 1) {
      this.#bytes -= costOf(this.#entries[dropped]);
      dropped += 1;
    }
    this.#entries.splice(0, dropped);
  }
}

function costOf(entry: TrafficEntry | undefined): number {
  if (entry === undefined) return 0;
  return ENTRY_BYTES + (entry.kind === 'talk' ? 0 : entry.bytes.length);
}
