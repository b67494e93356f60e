import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  recover,
  RESTART_GAP_MS,
  startRecovery,
  type Recovery,
  type RecoveryInput,
  type RecoveryStep,
} from '../../../domain/telehealth/recovery.ts';

function play(recovery: Recovery, inputs: readonly RecoveryInput[]) {
  const steps: (RecoveryStep & { atMs: number })[] = [];
  let current = recovery;
  for (const input of inputs) {
    const outcome = recover(current, input);
    current = outcome.recovery;
    steps.push(...outcome.steps.map((step) => ({ ...step, atMs: input.atMs })));
  }
  return { recovery: current, steps };
}

const doctor = startRecovery('practitioner', 0);
const patient = startRecovery('patient', 0);
const connected: RecoveryInput = { kind: 'connected', atMs: 0 };
/** Samples every 500 ms from `fromMs`, with the same counters. */
const silence = (fromMs: number, count: number, bytesReceived = 0): RecoveryInput[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: 'stats',
    atMs: fromMs + index * 500,
    bytesReceived,
    framesDecoded: null,
  }));
const flow = (
  fromMs: number,
  count: number,
  framesDecoded: (index: number) => number | null,
): RecoveryInput[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: 'stats',
    atMs: fromMs + index * 500,
    bytesReceived: 1_000 + index,
    framesDecoded: framesDecoded(index),
  }));

describe('the recovery ladder', () => {
  test('restarts ICE after a second and a half of silence, by the practitioner', () => {
    expect(play(doctor, [connected, ...silence(500, 3)]).steps).toEqual([
      { step: 'restart-ice', relayOnly: false, atMs: 1500 },
    ]);
  });

  test('the patient asks instead of restarting', () => {
    expect(play(patient, [connected, ...silence(500, 3)]).steps).toEqual([
      { step: 'ask-restart', atMs: 1500 },
    ]);
    expect(play(patient, [connected, { kind: 'restart-asked', atMs: 10 }]).steps).toEqual([]);
  });

  test('one late sample of a sleeping page is not silence', () => {
    expect(play(doctor, [connected, ...silence(60_000, 1)]).steps).toEqual([]);
  });

  test('restarts lie three seconds apart and go to relay after the third', () => {
    const { steps } = play(doctor, [connected, ...silence(500, 30)]);
    expect(steps.map(({ step, atMs }) => [step, atMs])).toEqual([
      ['restart-ice', 1500],
      ['restart-ice', 4500],
      ['restart-ice', 7500],
      ['restart-ice', 10500],
      ['offer-fallback', 10500],
      ['restart-ice', 13500],
      ['offer-fallback', 13500],
    ]);
    expect(steps.filter((step) => step.step === 'restart-ice').map((step) => step.relayOnly)).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  test('bytes heal it', () => {
    const { recovery } = play(doctor, [connected, ...silence(500, 3), ...flow(2_000, 1, () => null)]);
    expect(recovery).toMatchObject({ troubleSinceMs: null, restarts: 0, silentSamples: 0 });
  });

  test('a server that restarts while media flows changes nothing', () => {
    const inputs: RecoveryInput[] = [
      connected,
      ...flow(500, 2, () => null),
      { kind: 'socket', atMs: 1600, connected: false },
      { kind: 'socket', atMs: 6000, connected: true },
    ];
    expect(play(doctor, inputs).steps).toEqual([]);
  });

  test('a socket that comes back over a silent path restarts at once', () => {
    const inputs: RecoveryInput[] = [
      connected,
      ...silence(500, 3),
      { kind: 'socket', atMs: 1600, connected: false },
      { kind: 'socket', atMs: 2100, connected: true },
    ];
    expect(play(doctor, inputs).steps.map(({ atMs }) => atMs)).toEqual([1500, 2100]);
  });

  test('a signal nobody took closes the socket so that it reconnects', () => {
    expect(play(doctor, [connected, { kind: 'undelivered', atMs: 5 }]).steps).toEqual([
      { step: 'reconnect-socket', atMs: 5 },
    ]);
  });

  test('a frozen picture is negotiated anew, then gets a new peer, then the fallback is offered', () => {
    const { steps } = play(doctor, [connected, ...flow(0, 30, () => 7)]);
    expect(steps.map(({ step }) => step)).toEqual(['renegotiate', 'new-peer', 'offer-fallback']);
  });

  test('no picture to expect is not a frozen picture', () => {
    expect(play(doctor, [connected, ...flow(0, 30, () => null)]).steps).toEqual([]);
  });

  test('a call that never connected is left to ICE until it fails', () => {
    expect(play(doctor, silence(0, 16)).steps).toEqual([]);
    expect(play(doctor, [{ kind: 'ice', atMs: 1, state: 'disconnected' }]).steps).toEqual([]);
    expect(play(doctor, [{ kind: 'ice', atMs: 1, state: 'failed' }]).steps).toHaveLength(1);
  });

  test('a call that is not up after eight seconds tries anew, every eight seconds', () => {
    const { steps } = play(doctor, silence(0, 40));
    expect(steps.map(({ step, atMs }) => [step, atMs])).toEqual([
      ['restart-ice', 8_000],
      ['restart-ice', 16_000],
    ]);
  });

  test('whatever happens, restarts without a returning socket keep their distance', () => {
    const input = fc.oneof(
      fc
        .constantFrom('disconnected' as const, 'failed' as const, 'connected' as const)
        .map((state) => ({ kind: 'ice' as const, state })),
      fc.constant({ kind: 'restart-asked' as const }),
      fc
        .integer({ min: 0, max: 3 })
        .map((bytesReceived) => ({ kind: 'stats' as const, bytesReceived, framesDecoded: null })),
    );
    const gapsOf = (times: readonly number[]) => times.slice(1).map((at, index) => at - (times[index] ?? 0));
    const property = fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 2_000 }), input), { maxLength: 60 }),
      (timeline) => {
        let atMs = 0;
        const inputs = timeline.map(
          ([deltaMs, what]) => ({ ...what, atMs: (atMs += deltaMs) }) as RecoveryInput,
        ); // a union, spread
        const restarts = play(doctor, [connected, ...inputs]).steps.filter(
          ({ step }) => step === 'restart-ice',
        );
        return gapsOf(restarts.map((step) => step.atMs)).every((gapMs) => gapMs >= RESTART_GAP_MS);
      },
    );
    expect(fc.check(property).failed).toBe(false);
  });
});
