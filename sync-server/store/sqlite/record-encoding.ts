import { Decoder, Encoder } from '@msgpack/msgpack';
import type { FieldValues } from '../../../domain/sync/change.ts';
import type { PackedStamps } from '../../../domain/sync/stamps.ts';

/** Beyond what any accepted value may nest (check-change.ts). */
const MAX_DEPTH = 100;
const encoder = new Encoder({ maxDepth: MAX_DEPTH, ignoreUndefined: true });
const decoder = new Decoder();
const utf8 = new TextEncoder();

/** Any JSON value as msgpack. */
export function encodeValue(value: unknown): Buffer {
  return Buffer.from(encoder.encode(value));
}

/** What was received, for the quarantine: whatever cannot be encoded again is replaced by a word that says so. */
export function encodeReceived(received: unknown): Buffer {
  try {
    return encodeValue(received);
  } catch (error) {
    if (error instanceof Error) return encodeValue({ unreadable: 'nested too deep or of an unknown type' }); // any bytes may come
    throw error;
  }
}

/** What encodeValue made. */
export function decodeValue(bytes: Uint8Array): unknown {
  return decoder.decode(bytes);
}

/** The `fields` column; it was checked when it was accepted. */
export function decodeFields(bytes: Uint8Array): FieldValues {
  return decoder.decode(bytes) as FieldValues; // written by encodeValue from FieldValues, authenticated by the cipher
}

/** The `stamps` column. */
export function decodeStamps(bytes: Uint8Array): PackedStamps {
  return decoder.decode(bytes) as PackedStamps; // written by encodeValue from PackedStamps, authenticated by the cipher
}

const key = (text: string): Buffer => encodeValue(text);
const SEQUENCE = key('sequence');
const RESOURCE_TYPE = key('resourceType');
const RESOURCE_ID = key('resourceId');
const FIELDS = key('fields');
const STAMPS = key('stamps');
/** msgpack fixmap headers. */
const MAP_OF_4 = Buffer.of(0x84);
const MAP_OF_5 = Buffer.of(0x85);

interface StoredRecord {
  readonly resourceType: string;
  readonly resourceId: string;
  readonly fields: Uint8Array;
  readonly stamps: Uint8Array;
}

/** An Effect as msgpack, around the already encoded columns: nothing is decoded on the way out. */
export function encodeEffect(sequence: number, record: StoredRecord): Buffer {
  return Buffer.concat([MAP_OF_5, SEQUENCE, encodeValue(sequence), ...body(record)]);
}

/** A SnapshotRow as msgpack, the same way. */
export function encodeSnapshotRow(record: StoredRecord): Buffer {
  return Buffer.concat([MAP_OF_4, ...body(record)]);
}

function body({ resourceType, resourceId, fields, stamps }: StoredRecord): readonly Uint8Array[] {
  return [
    RESOURCE_TYPE,
    shortText(resourceType),
    RESOURCE_ID,
    shortText(resourceId),
    FIELDS,
    fields,
    STAMPS,
    stamps,
  ];
}

/** msgpack str 8, for text of at most 255 bytes. */
function shortText(text: string): Uint8Array {
  const bytes = utf8.encode(text);
  return Buffer.concat([Buffer.of(0xd9, bytes.length), bytes]);
}
