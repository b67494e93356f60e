import type { Conversation, ConversationStep, DeviceDriver, DeviceFrame } from '../driver.ts';
import { serial8N1 } from '../serial-settings.ts';
import { QUIET_STEP } from '../driver.ts';
import { OXIMETER_STABILITY } from '../stability.ts';
import { NoninDecoder } from './decoder.ts';

/** "No data for 2 s: oximeter silent"; a frame comes every 13 ms. */
const SILENCE_MS = 2000;

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
  let silentAtMs: number | null = null;
  const stepWith = (frames: readonly DeviceFrame[]): ConversationStep => ({
    frames,
    send: [],
    wakeAtMs: silentAtMs,
    isDone: false,
  });
  return {
    start: () => QUIET_STEP,
    receive(bytes, nowMs) {
      if (bytes.length > 0) silentAtMs = nowMs + SILENCE_MS;
      return stepWith(decoder.feed(bytes));
    },
    elapse(nowMs) {
      if (silentAtMs === null || nowMs < silentAtMs) return stepWith([]);
      silentAtMs = null;
      return stepWith(decoder.endStream());
    },
  };
}
