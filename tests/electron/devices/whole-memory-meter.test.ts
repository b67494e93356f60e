import { describe, expect, test } from 'vitest';
import { createSimulatedUltra2 } from '../../../electron/devices/onetouch-ultra2/simulator.ts';
import { deviceOn } from '../../support/device-bench.ts';
import { openScripted } from '../../support/scripted-line.ts';

describe('a meter that sends its whole memory', () => {
  const NEWEST = { glucoseMgPerDl: 118, time: '2026-11-23T08:30:00' };
  const OLDER = { glucoseMgPerDl: 97, time: '2026-11-22T07:40:00' };

  /** A meter whose next dump stops before its last line, until that is sent. */
  async function openInMidDump() {
    const opened = openScripted('onetouch-ultra2');
    const meter = createSimulatedUltra2([NEWEST, OLDER]);
    let rest: Uint8Array | null = null;
    opened.port.answer = (sent) => {
      const lines = meter.receive(sent);
      if (lines.length < 3 || rest !== null) return Buffer.concat(lines);
      rest = lines.at(-1) ?? new Uint8Array();
      return Buffer.concat(lines.slice(0, -1));
    };
    const deviceId = await opened.attach();
    const endDump = async (): Promise<void> => {
      opened.port.say(rest ?? new Uint8Array());
      await opened.time.advanceMs(0);
    };
    return { ...opened, deviceId, endDump };
  }

  test('keeps a wish that a person has meanwhile, and is asked anew at the end', async () => {
    const { hub, deviceId, proposals, endDump, time } = await openInMidDump();
    proposals.dismiss(proposals.list()[0]?.proposalId ?? '');
    await hub.fetchReading(deviceId);
    await time.advanceMs(0);
    expect(proposals.list()).toEqual([]);
    await endDump();
    expect(proposals.list()).toMatchObject([{ measured: [{ value: 118 }] }]);
    proposals.dismiss(proposals.list()[0]?.proposalId ?? '');
    await time.advanceMs(60_000);
    expect(proposals.list()).toEqual([]);
  });

  test.each([
    [
      { ...NEWEST, isControlSolution: true },
      { outcome: 'refused', reason: 'control-solution', limit: null },
    ],
    [
      { ...NEWEST, glucoseMgPerDl: 601 },
      { outcome: 'out-of-range', reason: 'high', limit: { value: 600, unit: 'mg/dL' } },
    ],
  ])('tells a newest result that is no value, and no fault of it', async (newest, notice) => {
    const { attach, port, time, hub, proposals, bench } = openScripted('onetouch-ultra2');
    const meter = createSimulatedUltra2([newest, OLDER]);
    port.answer = (sent) => Buffer.concat(meter.receive(sent));
    const deviceId = await attach();
    await time.advanceMs(10_000);
    expect(deviceOn(bench)).toMatchObject({ state: 'live', problem: null, notice, lastReadingAt: null });
    expect(proposals.list()).toEqual([]);
    meter.measure({ glucoseMgPerDl: 101, time: '2026-11-23T08:55:00' });
    await hub.fetchReading(deviceId);
    await time.advanceMs(0);
    expect(deviceOn(bench)).toMatchObject({ problem: null, notice: null });
    hub.readMemory(deviceId);
    await time.advanceMs(5000);
    expect(hub.find(deviceId)?.memory).toMatchObject({ state: 'done', records: [{}, {}, {}] });
    expect(deviceOn(bench)).toMatchObject({ problem: null, notice: null });
  });

  test('keeps the wish while its memory is read for an import', async () => {
    const { hub, deviceId, proposals, endDump } = await openInMidDump();
    proposals.dismiss(proposals.list()[0]?.proposalId ?? '');
    hub.readMemory(deviceId);
    await hub.fetchReading(deviceId);
    await endDump();
    expect(hub.find(deviceId)?.memory).toMatchObject({ state: 'done', records: [{}, {}] });
    expect(proposals.list()).toMatchObject([{ measured: [{ value: 118 }] }]);
  });
});
