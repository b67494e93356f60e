import { Decoder, Encoder } from '@msgpack/msgpack';
import type { FieldValues } from '../../../domain/sync/change.ts';
import type { PackedStamps } from '../../../domain/sync/stamps.ts';

/** Beyond what any accepted value may nest (check-change.ts). */
const MAX_DEPTH = 100;
const encoder = new Encoder({ maxDepth: MAX_DEPTH, ignoreUndefined: true });
const decoder = new Decoder();

/** Any JSON value as msgpack. */
export function encodeValue(value: unknown): Buffer {
  const { buffer, byteOffset, byteLength } = encoder.encode(value);
  return Buffer.from(buffer, byteOffset, byteLength);
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

/** How msgpack begins a map of five, of four, and a text of at most 255 bytes. */
const [MAP_OF_5, MAP_OF_4, STR_8] = [0x85, 0x84, 0xd9];
const key = (text: string): Buffer => encodeValue(text);
const SEQUENCE = Buffer.concat([Buffer.of(MAP_OF_5), key('sequence')]);
const RESOURCE_TYPE = Buffer.concat([key('resourceType'), Buffer.of(STR_8)]);
const RESOURCE_ID = Buffer.concat([key('resourceId'), Buffer.of(STR_8)]);
const FIELDS = key('fields');
const STAMPS = key('stamps');

interface StoredRecord {
  readonly resourceType: string;
  readonly resourceId: string;
  readonly fields: Uint8Array;
  readonly stamps: Uint8Array;
}

/** An Effect as msgpack, around the already encoded columns: nothing is decoded on the way out. */
export function encodeEffect(sequence: number, record: StoredRecord): Buffer {
  return around(Buffer.concat([SEQUENCE, encodeValue(sequence)]), record);
}

/** A SnapshotRow as msgpack, the same way. */
export function encodeSnapshotRow(record: StoredRecord): Buffer {
  return around(SNAPSHOT_ROW, record);
}

const SNAPSHOT_ROW = Buffer.of(MAP_OF_4);

/** `head` and the four values every record has, in one buffer. Types and ids have at most 255 bytes. */
function around(head: Buffer, { resourceType, resourceId, fields, stamps }: StoredRecord): Buffer {
  const [typeBytes, idBytes] = [Buffer.byteLength(resourceType), Buffer.byteLength(resourceId)];
  const keyBytes = RESOURCE_TYPE.length + RESOURCE_ID.length + FIELDS.length + STAMPS.length;
  const bytes = Buffer.allocUnsafe(
    head.length + keyBytes + 2 + typeBytes + idBytes + fields.length + stamps.length,
  );
  let at = 0;
  const put = (part: Uint8Array) => {
    bytes.set(part, at);
    at += part.length;
  };
  const putText = (text: string, length: number) => {
    at = bytes.writeUInt8(length, at);
    at += bytes.write(text, at);
  };
  put(head);
  put(RESOURCE_TYPE);
  putText(resourceType, typeBytes);
  put(RESOURCE_ID);
  putText(resourceId, idBytes);
  put(FIELDS);
  put(fields);
  put(STAMPS);
  put(stamps);
  return bytes;
}
