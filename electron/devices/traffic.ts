import { concatBytes, type RecordsWanted } from './driver.ts';

/** What went over a device's wire, in its order. `talk` begins a conversation with its port newly opened or newly asked. */
export type TrafficEntry =
  | { readonly kind: 'talk'; readonly wanted: RecordsWanted }
  | { readonly kind: 'sent' | 'feature' | 'received'; readonly bytes: Uint8Array };

/** So much is kept of each device; far more than one talk with a full memory. */
const MOST_BYTES = 64 * 1024;
/** Serial bytes are joined up to here: how they were cut means nothing, and one entry a byte would cost far more than it holds. */
const JOINED_BYTES = 1024;
/** What an entry costs beside its bytes, so that a million empty ones fill no memory either. */
const ENTRY_BYTES = 16;

/** The last traffic of one device, both ways. In memory only, gone with the lock of the workstation. */
export class Traffic {
  readonly #isCutByUs: boolean;
  #entries: TrafficEntry[] = [];
  #bytes = 0;

  /** HID reports keep their borders; serial bytes have none. */
  constructor(wire: 'serial' | 'hid') {
    this.#isCutByUs = wire === 'serial';
  }

  get entries(): readonly TrafficEntry[] {
    return this.#entries;
  }

  beginTalk(wanted: RecordsWanted): void {
    this.#add({ kind: 'talk', wanted });
  }

  note(kind: 'sent' | 'feature' | 'received', bytes: Uint8Array): void {
    const last = this.#entries.at(-1);
    const isJoined =
      this.#isCutByUs &&
      kind === 'received' &&
      last?.kind === 'received' &&
      last.bytes.length + bytes.length <= JOINED_BYTES;
    if (!isJoined) {
      this.#add({ kind, bytes: bytes.slice(-MOST_BYTES) });
      return;
    }
    this.#entries[this.#entries.length - 1] = { kind, bytes: concatBytes([last.bytes, bytes]) };
    this.#bytes += bytes.length;
    this.#trim();
  }

  #add(entry: TrafficEntry): void {
    this.#entries.push(entry);
    this.#bytes += costOf(entry);
    this.#trim();
  }

  #trim(): void {
    let dropped = 0;
    while (this.#bytes > MOST_BYTES && dropped < this.#entries.length - 1) {
      this.#bytes -= costOf(this.#entries[dropped]);
      dropped += 1;
    }
    if (dropped > 0) this.#entries.splice(0, dropped);
  }
}

function costOf(entry: TrafficEntry | undefined): number {
  if (entry === undefined) return 0;
  return ENTRY_BYTES + (entry.kind === 'talk' ? 0 : entry.bytes.length);
}
