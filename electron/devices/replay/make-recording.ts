import { err, ok, type Result } from '../../../domain/result.ts';
import type { DeviceOutcome } from '../../../domain/device/outcome.ts';
import { bytesToHex, concatBytes, type DeviceDriver } from '../driver.ts';
import type { TrafficEntry } from '../traffic.ts';
import { readRecording } from './recording.ts';
import { replay } from './replay.ts';

/** A recording as it is written: see docs/devices.md, "Replaying a recording". `driver` is what it is replayed with. */
export type RecordingText = { readonly driver: string; readonly transport: 'serial' | 'hid' } & (
  | { readonly wanted: 'latest' | 'all'; readonly script: readonly ScriptEntry[] }
  | { readonly chunks_hex: readonly string[] }
  | { readonly reports_hex: readonly string[] }
);

type ScriptEntry =
  | { readonly expect_host: string }
  | { readonly bytes_hex: string }
  | { readonly reports_hex: readonly string[] };

type Wire = Exclude<TrafficEntry, { kind: 'talk' }>;

/** A chunk of a stream in a recording is so long at most; where it is cut means nothing. */
const CHUNK_BYTES = 1024;
const DIGIT_ZERO = 0x30;
/** Facts of these names hold what somebody typed on the device to say who stands on it. */
const NAMES_A_PERSON = /patient|person/i;

/**
 * The last traffic of a device as a recording that replays: a stream's bytes, or the last talk with a device that is asked,
 * and rather one that read its memory. It names no patient: nothing of this workstation is in it but the driver's id, and
 * what was typed on the device itself (a scale's patient id) is overwritten with zeros wherever its characters occur.
 * Error `nothing-recorded`: nothing came, or the beginning of the only talk is gone.
 */
export function recordingOfTraffic(
  driver: DeviceDriver,
  entries: readonly TrafficEntry[],
): Result<RecordingText, { code: 'nothing-recorded' }> {
  const wire = driver.manner === 'stream' ? streamOf(entries) : lastTalkOf(entries);
  if (wire === null) return err({ code: 'nothing-recorded' });
  return ok(withoutPersons(driver, wire));
}

/** The bytes of one Observation's evidence as a recording. Error `nothing-recorded`: there are none. */
export function recordingOfEvidence(
  driver: DeviceDriver,
  rawHex: string,
): Result<RecordingText, { code: 'nothing-recorded' }> {
  if (rawHex === '') return err({ code: 'nothing-recorded' });
  const bytes = Uint8Array.from(Buffer.from(rawHex, 'hex'));
  return ok(withoutPersons(driver, { wanted: null, entries: [{ kind: 'received', bytes }] }));
}

interface Stretch {
  /** Null: what came is the input by itself and answers nothing that was recorded. */
  readonly wanted: 'latest' | 'all' | null;
  readonly entries: readonly Wire[];
}

function streamOf(entries: readonly TrafficEntry[]): Stretch | null {
  const received = entries.filter((entry): entry is Wire => entry.kind === 'received');
  return received.length === 0 ? null : { wanted: null, entries: received };
}

function lastTalkOf(entries: readonly TrafficEntry[]): Stretch | null {
  const talks: { readonly wanted: 'latest' | 'all'; readonly entries: Wire[] }[] = [];
  for (const entry of entries) {
    if (entry.kind === 'talk') talks.push({ wanted: entry.wanted, entries: [] });
    else talks.at(-1)?.entries.push(entry);
  }
  const answered = talks.filter((talk) => talk.entries.some(({ kind }) => kind === 'received'));
  // A short look may rest on what the talk before it left; the fullest one stands by itself.
  const fullest = answered.reduce<(typeof answered)[number] | null>(
    (best, talk) => (best === null || receivedBytes(talk) >= receivedBytes(best) ? talk : best),
    null,
  );
  return answered.findLast(({ wanted }) => wanted === 'all') ?? fullest;
}

function receivedBytes({ entries }: Pick<Stretch, 'entries'>): number {
  return entries.reduce((sum, { kind, bytes }) => sum + (kind === 'received' ? bytes.length : 0), 0);
}

/** Serial bytes that came one after the other are one piece, so that what was typed is found across chunks. */
function joined(driver: DeviceDriver, { wanted, entries }: Stretch): Stretch {
  if (driver.transport === 'hid') return { wanted, entries };
  const pieces: Wire[] = [];
  for (const entry of entries) {
    const last = pieces.at(-1);
    if (last?.kind === 'received' && entry.kind === 'received')
      pieces[pieces.length - 1] = { kind: 'received', bytes: concatBytes([last.bytes, entry.bytes]) };
    else pieces.push(entry);
  }
  return { wanted, entries: pieces };
}

function withoutPersons(driver: DeviceDriver, found: Stretch): RecordingText {
  const stretch = joined(driver, found);
  const recording = writtenOf(driver, stretch);
  const read = readRecording(JSON.stringify(recording));
  if (!read.ok) throw new Error('a recording that was just made cannot be read');
  const typed = replay(driver, read.value).flatMap(typedBySomebody);
  if (typed.length === 0) return recording;
  const entries = stretch.entries.map((entry) =>
    entry.kind === 'received' ? { ...entry, bytes: typed.reduce(overwritten, entry.bytes) } : entry,
  );
  return writtenOf(driver, { ...stretch, entries });
}

function typedBySomebody(outcome: DeviceOutcome): string[] {
  const facts = 'facts' in outcome ? Object.entries(outcome.facts ?? {}) : [];
  return facts.flatMap(([name, value]) =>
    NAMES_A_PERSON.test(name) && String(value) !== '' ? [String(value)] : [],
  );
}

function overwritten(bytes: Uint8Array, typed: string): Uint8Array {
  const buffer = Buffer.from(bytes);
  for (let at = buffer.indexOf(typed, 0, 'latin1'); at >= 0; at = buffer.indexOf(typed, at + 1, 'latin1'))
    buffer.fill(DIGIT_ZERO, at, at + typed.length);
  return Uint8Array.from(buffer);
}

function writtenOf({ id: driver, transport }: DeviceDriver, { wanted, entries }: Stretch): RecordingText {
  if (wanted !== null)
    return { driver, transport, wanted, script: entries.map((entry) => scriptEntryOf(transport, entry)) };
  const pieces = entries.map(({ bytes }) => bytes);
  if (transport === 'hid') return { driver, transport, reports_hex: pieces.map(bytesToHex) };
  return { driver, transport, chunks_hex: pieces.flatMap(inChunks).map(bytesToHex) };
}

function scriptEntryOf(transport: 'serial' | 'hid', { kind, bytes }: Wire): ScriptEntry {
  if (kind !== 'received') return { expect_host: bytesToHex(bytes) };
  return transport === 'hid' ? { reports_hex: [bytesToHex(bytes)] } : { bytes_hex: bytesToHex(bytes) };
}

function inChunks(bytes: Uint8Array): Uint8Array[] {
  const count = Math.ceil(bytes.length / CHUNK_BYTES);
  return Array.from({ length: count }, (_, index) =>
    bytes.slice(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES),
  );
}
