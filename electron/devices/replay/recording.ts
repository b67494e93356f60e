import { z } from 'zod';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Learnt, RecordsWanted } from '../driver.ts';

const HexBytes = z
  .string()
  .transform((text) => text.replaceAll(/\s/g, ''))
  .refine((text) => /^([0-9a-f]{2})*$/i.test(text))
  .transform((text) => Uint8Array.from(Buffer.from(text, 'hex')));

/** A HID report of 64 bytes and more, in hex with blanks. */
const LONGEST_COMMAND = 1000;

const ScriptStep = z.union([
  z.strictObject({ expect_host: z.string().min(1).max(LONGEST_COMMAND) }),
  z.strictObject({ bytes_hex: HexBytes }),
  z.strictObject({ reports_hex: z.array(HexBytes) }),
  z.strictObject({ silence_ms: z.number().min(0).max(3_600_000) }),
]);
export type ScriptStep = z.infer<typeof ScriptStep>;

const Circumstances = z.object({
  answer_to: z.string().max(100).optional(),
  wanted: z.enum(['latest', 'all']).optional(),
  transport: z.enum(['serial', 'hid']).optional(),
  model: z.string().max(100).optional(),
  firmware: z.string().max(100).optional(),
  state: z.record(z.string(), z.unknown()).optional(),
});

/** A recording as somebody who owns a device sends it: exactly one input, and circumstances. Foreign keys are allowed. */
const RecordingText = z.union([
  Circumstances.extend({ bytes_hex: HexBytes }),
  Circumstances.extend({ chunks_hex: z.array(HexBytes) }),
  Circumstances.extend({ reports_hex: z.array(HexBytes) }),
  Circumstances.extend({ script: z.array(ScriptStep) }),
]);

/** The recording in one shape: steps in their order. */
export interface Recording {
  readonly steps: readonly ScriptStep[];
  /** Scripts hold our side to what was recorded; plain inputs only feed. */
  readonly isScript: boolean;
  /** The command the input answers, in the words of the protocol page; null for a stream or a script. */
  readonly answerTo: string | null;
  /** Which records the recorded talk asked for; null = not said. */
  readonly wanted: RecordsWanted | null;
  /** Which wire it was recorded on, where a device has both; reports are HID's. Null = not said. */
  readonly transport: 'serial' | 'hid' | null;
  readonly learnt: Learnt;
}

/** Reads a recording. Error `unreadable-recording`: no JSON, no input, more than one input, or bytes that are no hex. */
export function readRecording(text: string): Result<Recording, { code: 'unreadable-recording' }> {
  const parsed = RecordingText.safeParse(jsonOf(text));
  if (!parsed.success) return err({ code: 'unreadable-recording' });
  const { data } = parsed;
  const steps = stepsOf(data);
  return ok({
    steps,
    isScript: 'script' in data,
    answerTo: data.answer_to ?? null,
    wanted: data.wanted ?? null,
    transport: data.transport ?? (steps.some((step) => 'reports_hex' in step) ? 'hid' : null),
    learnt: {
      ...(data.model === undefined ? {} : { model: data.model }),
      ...(data.firmware === undefined ? {} : { firmware: data.firmware }),
      ...(data.state === undefined ? {} : { state: data.state }),
    },
  });
}

function stepsOf(recording: z.infer<typeof RecordingText>): readonly ScriptStep[] {
  if ('script' in recording) return recording.script;
  if ('reports_hex' in recording) return [{ reports_hex: recording.reports_hex }];
  if ('chunks_hex' in recording) return recording.chunks_hex.map((bytes) => ({ bytes_hex: bytes }));
  return [{ bytes_hex: recording.bytes_hex }];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is one way of being unreadable; the schema refuses undefined.
    return undefined;
  }
}
