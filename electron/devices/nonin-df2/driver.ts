import {
  QUIET_STEP,
  type Conversation,
  type ConversationStep,
  type DeviceDriver,
  type DeviceFrame,
} from '../driver.ts';
import { serial8N1 } from '../serial-settings.ts';
import { OXIMETER_STABILITY } from '../stability.ts';
import { NoninDecoder } from './decoder.ts';

/** "No data for 2 s: oximeter silent"; a frame comes every 13 ms. */
const SILENCE_MS = 2000;
/** After so long no frame is under way any more. Sooner than the unit counts as silent, which a late packet would deny. */
const PAUSE_MS = 1000;

/**
 * Nonin oximeters with serial data format 2 (OEM III, Xpod, WristOx2 and families): SpO2 in %, pulse in /min.
 * Source: "OEM III Module" and "WristOx2 Model 3150" specification and technical information. One way: nothing is sent.
 */
export const noninDf2: DeviceDriver = {
  id: 'nonin-df2',
  protocol: 'nonin-df2',
  label: 'Nonin Xpod / OEM III / WristOx2',
  transport: 'serial',
  settings: serial8N1(9600),
  candidates: [],
  measures: ['spo2', 'pulse'],
  manner: 'stream',
  silenceMs: SILENCE_MS,
  stability: OXIMETER_STABILITY,
  probeMs: 3000,
  hasLiveTime: false,
  hasMemory: false,
  converse: (_wanted, learnt) => createNoninConversation(Number(learnt?.state?.['next_frame'] ?? 0)),
};

function createNoninConversation(nextFrame: number): Conversation {
  const decoder = new NoninDecoder(nextFrame);
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
