import {
  QUIET_STEP,
  type Conversation,
  type ConversationStep,
  type DeviceDriver,
  type DeviceFrame,
} from '../driver.ts';
import { serial8N1 } from '../serial-settings.ts';
import { OXIMETER_STABILITY } from '../stability.ts';
import { MasimoDecoder } from './decoder.ts';

/** "5 s without a line: oximeter silent"; a line comes every second. */
const SILENCE_MS = 5000;
/** A line is sent in one go: one that has stood still for so long was cut. Sooner than the unit counts as silent. */
const PAUSE_MS = 2500;

/**
 * Masimo Rad-8 (and Radical-7) with serial output "ASCII 1": SpO2 in %, pulse in /min, perfusion index in %. One way:
 * nothing is sent. Source: Rad-8 operator's manual; the open readers yahnatan/pulseox and remkolems/masimo-datacapture.
 */
export const masimoRad8Ascii1: DeviceDriver = {
  id: 'masimo-rad8-ascii1',
  protocol: 'masimo-rad8-ascii1',
  label: 'Masimo Rad-8 / Radical-7 (ASCII 1)',
  transport: 'serial',
  settings: serial8N1(9600),
  candidates: [],
  measures: ['spo2', 'pulse', 'perfusion-index'],
  manner: 'stream',
  silenceMs: SILENCE_MS,
  stability: OXIMETER_STABILITY,
  probeMs: 3000,
  hasLiveTime: true,
  hasMemory: false,
  converse: createMasimoConversation,
};

function createMasimoConversation(): Conversation {
  const decoder = new MasimoDecoder();
  let pausedAtMs: number | null = null;
  const stepWith = (frames: readonly DeviceFrame[]): ConversationStep => ({
    frames,
    send: [],
    wakeAtMs: pausedAtMs,
    isDone: false,
  });
  return {
    start: () => QUIET_STEP,
    receive(bytes, nowMs) {
      if (bytes.length > 0) pausedAtMs = nowMs + PAUSE_MS;
      return stepWith(decoder.feed(bytes));
    },
    elapse(nowMs) {
      if (pausedAtMs === null || nowMs < pausedAtMs) return stepWith([]);
      pausedAtMs = null;
      return stepWith(decoder.endStream());
    },
  };
}
