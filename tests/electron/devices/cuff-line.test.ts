import { describe, expect, test } from 'vitest';
import { createSimulatedMonitor } from '../../../electron/devices/beurer-bm-serial/simulator.ts';
import { deviceOn } from '../../support/device-bench.ts';
import { openScripted } from '../../support/scripted-line.ts';

const MORNING = { systolicMmHg: 128, diastolicMmHg: 81, pulsePerMin: 72, time: '2026-11-23T08:30:00' };

describe('a cuff', () => {
  test('offers a record once, also after a restart, and again when a person asks', async () => {
    const before = openScripted('beurer-bm-serial');
    before.port.answer = createSimulatedMonitor([MORNING]).receive;
    const deviceId = await before.attach();
    await before.time.advanceMs(10_000);
    expect(before.proposals.list()).toHaveLength(1);
    await before.hub.close();

    const after = openScripted('beurer-bm-serial', before);
    after.port.answer = createSimulatedMonitor([MORNING]).receive;
    await after.time.advanceMs(10_000);
    expect(deviceOn(after)).toMatchObject({ deviceId, state: 'live' });
    expect(after.proposals.list()).toEqual([]);
    await after.hub.fetchReading(deviceId);
    await after.time.advanceMs(3000);
    expect(after.proposals.list()).toHaveLength(1);
  });

  test('that is switched off has no answer, and is asked again every two seconds', async () => {
    const { attach, time, bench, port } = openScripted('beurer-bm-serial');
    await attach();
    await time.advanceMs(1100);
    expect(deviceOn(bench)).toMatchObject({ state: 'waiting', problem: { code: 'no-answer' } });
    port.answer = createSimulatedMonitor([MORNING]).receive;
    await time.advanceMs(4000);
    expect(deviceOn(bench)).toMatchObject({ state: 'live', problem: null, signal: 'none', live: [] });
    expect(deviceOn(bench).lastReadingAt).not.toBeNull();
  });

  test('that is unplugged at any byte of its talk gives no reading, and the whole one once it is back', async () => {
    const { attach, time, port, proposals, bench } = openScripted('beurer-bm-serial');
    let monitor = createSimulatedMonitor([MORNING]);
    let left = 0;
    port.answer = (sent) => {
      const answer = monitor.receive(sent).slice(0, left);
      left -= answer.length;
      if (left === 0) queueMicrotask(() => queueMicrotask(port.hangUp));
      return answer;
    };
    const deviceId = await attach();
    const talkBytes = 1 + 32 + 1 + 2 * 9;
    for (let bytes = 1; bytes < talkBytes; bytes += 1) {
      monitor = createSimulatedMonitor([MORNING]);
      left = bytes;
      await time.advanceMs(10_000);
      expect(left).toBe(0);
    }
    expect(bench.hub.list()).toMatchObject([{ deviceId, lastReadingAt: null }]);
    expect(proposals.list()).toEqual([]);
    left = Number.POSITIVE_INFINITY;
    await time.advanceMs(10_000);
    expect(proposals.list()).toHaveLength(1);
  });

  test('whose talk began for another patient is held', async () => {
    const { attach, time, port, focus, proposals, startEncounter } = openScripted('beurer-bm-serial');
    const alder = startEncounter('Testperson Alder');
    port.answer = createSimulatedMonitor([MORNING]).receive;
    focus.set(alder);
    await attach();
    focus.set(startEncounter('Testperson Birch'));
    await time.advanceMs(3000);
    expect(proposals.list()).toMatchObject([{ held: 'other-patient', patientId: alder.patientId }]);
  });
});
