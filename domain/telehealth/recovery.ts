import type { Seat } from '../contract/telehealth/signaling.ts';

/** No byte from the other side for this long, in ms, is a dead path (calls.md 5, measured with Chromium 156). */
export const SILENCE_MS = 1_500;
/** ICE restarts lie at least this far apart, in ms. */
export const RESTART_GAP_MS = 3_000;
/** After this many restarts without success, or this long in ms, only relayed paths are tried. */
export const RELAY_AFTER_RESTARTS = 3;
export const RELAY_AFTER_MS = 20_000;
/** Bytes flow but no picture is decoded for this long, in ms: negotiate anew, then make a new peer. */
export const FROZEN_MS = 4_000;
/** A call that is not up after this long, in ms, tries anew: an expired TURN credential gives no error at all. */
export const JOIN_TIMEOUT_MS = 8_000;

/** What the call engine tells the ladder. `atMs` is a monotonic clock in ms. */
export type RecoveryInput =
  | { readonly kind: 'connected'; readonly atMs: number }
  | { readonly kind: 'ice'; readonly atMs: number; readonly state: 'connected' | 'disconnected' | 'failed' }
  | { readonly kind: 'socket'; readonly atMs: number; readonly connected: boolean }
  | { readonly kind: 'undelivered'; readonly atMs: number }
  | { readonly kind: 'restart-asked'; readonly atMs: number }
  | {
      readonly kind: 'stats';
      readonly atMs: number;
      /** Bytes of the transport so far, everything included; grows while the path lives. */
      readonly bytesReceived: number;
      /** Frames decoded so far; null while the other side sends no picture. */
      readonly framesDecoded: number | null;
    };

/** What the engine has to do. A restart is done by the practitioner's side; the patient's asks for one. */
export type RecoveryStep =
  | { readonly step: 'reconnect-socket' }
  | { readonly step: 'restart-ice'; readonly relayOnly: boolean }
  | { readonly step: 'ask-restart' }
  | { readonly step: 'renegotiate' }
  | { readonly step: 'new-peer' }
  | { readonly step: 'offer-fallback' };

/** Where the ladder stands. `troubleSinceMs` null = the path lives. */
export interface Recovery {
  readonly seat: Seat;
  readonly startedAtMs: number;
  readonly isConnected: boolean;
  readonly isSocketUp: boolean;
  readonly troubleSinceMs: number | null;
  readonly restarts: number;
  readonly lastRestartAtMs: number | null;
  readonly bytesReceived: number;
  readonly lastByteAtMs: number | null;
  readonly silentSamples: number;
  readonly framesDecoded: number | null;
  readonly lastFrameAtMs: number | null;
  readonly frozenSteps: number;
}

interface Outcome {
  readonly recovery: Recovery;
  readonly steps: readonly RecoveryStep[];
}

/** The ladder of a peer made at `startedAtMs`. */
export function startRecovery(seat: Seat, startedAtMs: number): Recovery {
  return {
    seat,
    startedAtMs,
    isConnected: false,
    isSocketUp: true,
    troubleSinceMs: null,
    restarts: 0,
    lastRestartAtMs: null,
    bytesReceived: 0,
    lastByteAtMs: null,
    silentSamples: 0,
    framesDecoded: null,
    lastFrameAtMs: null,
    frozenSteps: 0,
  };
}

/**
 * One rung of the recovery ladder (calls.md section 5): takes what happened and answers what to do next.
 * Restarts lie at least RESTART_GAP_MS apart; a call never yet connected is left to ICE until it says `failed`
 * or JOIN_TIMEOUT_MS have passed.
 */
export function recover(before: Recovery, input: RecoveryInput): Outcome {
  switch (input.kind) {
    case 'connected':
      return still(
        healed({ ...before, isConnected: true, lastByteAtMs: input.atMs, lastFrameAtMs: input.atMs }),
      );
    case 'socket':
      return onSocket(before, input);
    case 'undelivered':
      return { recovery: before, steps: [{ step: 'reconnect-socket' }] };
    case 'ice':
      if (input.state === 'connected') return still(before);
      if (input.state === 'disconnected' && !before.isConnected) return still(before);
      return restart(inTrouble(before, input.atMs), input.atMs);
    case 'restart-asked':
      return before.seat === 'practitioner'
        ? restart(inTrouble(before, input.atMs), input.atMs)
        : still(before);
    case 'stats':
      return onStats(before, input);
  }
}

function onSocket(before: Recovery, input: Extract<RecoveryInput, { kind: 'socket' }>): Outcome {
  const recovery = { ...before, isSocketUp: input.connected };
  const isBack = input.connected && !before.isSocketUp;
  // A server that restarted while media flows needs no restart; a path that died with the socket needs it at once.
  if (!isBack || before.silentSamples === 0 || !before.isConnected) return still(recovery);
  return restart(inTrouble({ ...recovery, lastRestartAtMs: null }, input.atMs), input.atMs);
}

function onStats(before: Recovery, input: Extract<RecoveryInput, { kind: 'stats' }>): Outcome {
  if (!before.isConnected) {
    const isLate = input.atMs - (before.lastRestartAtMs ?? before.startedAtMs) >= JOIN_TIMEOUT_MS;
    return isLate ? restart(inTrouble(before, input.atMs), input.atMs) : still(before);
  }
  if (input.bytesReceived !== before.bytesReceived) return onFlow(before, input);
  const silentSamples = before.silentSamples + 1;
  const recovery = { ...before, silentSamples };
  const silentMs = input.atMs - (before.lastByteAtMs ?? input.atMs);
  // Two samples at least: a sleeping computer or a busy page makes one late sample look like silence.
  if (silentSamples < 2 || silentMs < SILENCE_MS) return still(recovery);
  return restart(inTrouble(recovery, input.atMs), input.atMs);
}

function onFlow(before: Recovery, input: Extract<RecoveryInput, { kind: 'stats' }>): Outcome {
  const flowing = healed({ ...before, bytesReceived: input.bytesReceived, lastByteAtMs: input.atMs });
  const { framesDecoded, atMs } = input;
  const isPictureMoving = framesDecoded === null || framesDecoded !== before.framesDecoded;
  if (isPictureMoving) return still({ ...flowing, framesDecoded, lastFrameAtMs: atMs, frozenSteps: 0 });
  const frozenMs = atMs - (before.lastFrameAtMs ?? atMs);
  if (frozenMs < FROZEN_MS) return still(flowing);
  const thawing = { ...flowing, lastFrameAtMs: atMs, frozenSteps: before.frozenSteps + 1 };
  if (before.frozenSteps === 0) return { recovery: thawing, steps: [{ step: 'renegotiate' }] };
  if (before.frozenSteps === 1) return { recovery: thawing, steps: [{ step: 'new-peer' }] };
  return { recovery: thawing, steps: [{ step: 'offer-fallback' }] };
}

function restart(recovery: Recovery, atMs: number): Outcome {
  const sinceLastMs = recovery.lastRestartAtMs === null ? Infinity : atMs - recovery.lastRestartAtMs;
  if (sinceLastMs < RESTART_GAP_MS) return still(recovery);
  const restarts = recovery.restarts + 1;
  const after = { ...recovery, restarts, lastRestartAtMs: atMs };
  const troubleMs = atMs - (recovery.troubleSinceMs ?? atMs);
  const relayOnly = restarts > RELAY_AFTER_RESTARTS || troubleMs >= RELAY_AFTER_MS;
  const step: RecoveryStep =
    recovery.seat === 'practitioner' ? { step: 'restart-ice', relayOnly } : { step: 'ask-restart' };
  return { recovery: after, steps: relayOnly ? [step, { step: 'offer-fallback' }] : [step] };
}

function inTrouble(recovery: Recovery, atMs: number): Recovery {
  return { ...recovery, troubleSinceMs: recovery.troubleSinceMs ?? atMs };
}

/** The gap between restarts outlives a recovery: a path that flaps must not restart without pause. */
function healed(recovery: Recovery): Recovery {
  return { ...recovery, troubleSinceMs: null, restarts: 0, silentSamples: 0 };
}

function still(recovery: Recovery): Outcome {
  return { recovery, steps: [] };
}
