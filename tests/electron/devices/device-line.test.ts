import { describe, expect, test } from 'vitest';
import { noninDf2 } from '../../../electron/devices/nonin-df2/driver.ts';
import { noninPacket, type SimulatedOximetry } from '../../../electron/devices/nonin-df2/simulator.ts';
import { deviceOn } from '../../support/device-bench.ts';
import { openScripted } from '../../support/scripted-line.ts';

const GOOD: SimulatedOximetry = { spo2Percent: 97, pulsePerMin: 64 };
const OFF: SimulatedOximetry = { spo2Percent: null, pulsePerMin: null, isSensorOff: true };

describe('a stream', () => {
  test('opens its port with the settings of its driver', async () => {
    const { attach, port } = openScripted('nonin-df2');
    await attach();
    expect(port.openings).toEqual([noninDf2.settings]);
  });

  test('is proposed after ten seconds without a flag, not before, and once', async () => {
    const { attach, stream, proposals, focus, startEncounter } = openScripted('nonin-df2');
    focus.set(startEncounter('Testperson Alder'));
    await attach();
    await stream(GOOD, 32);
    expect(proposals.list()).toEqual([]);
    await stream(GOOD, 1);
    expect(proposals.list()).toHaveLength(1);
    await stream(GOOD, 60);
    expect(proposals.list()).toHaveLength(1);
  });

  test.each([
    ['an artefact', { ...GOOD, hasArtefact: true }],
    ['red perfusion', { ...GOOD, perfusion: 'red' as const }],
    ['out of track', { ...GOOD, isOutOfTrack: true }],
    ['a missing value', { ...GOOD, spo2Percent: null }],
  ])('starts its ten seconds anew after %s', async (_name, flagged) => {
    const { attach, stream, proposals } = openScripted('nonin-df2');
    await attach();
    await stream(GOOD, 25);
    await stream(flagged, 1);
    await stream(GOOD, 30);
    expect(proposals.list()).toEqual([]);
    await stream(GOOD, 3);
    expect(proposals.list()).toHaveLength(1);
  });

  test('starts its ten seconds anew after damage', async () => {
    const { attach, stream, proposals, port } = openScripted('nonin-df2');
    await attach();
    await stream(GOOD, 25);
    port.say(Uint8Array.of(1, 2, 3, 4, 5));
    await stream(GOOD, 30);
    expect(proposals.list()).toEqual([]);
    await stream(GOOD, 4);
    expect(proposals.list()).toHaveLength(1);
  });

  test('shows a poor signal with its numbers and an empty sensor with none', async () => {
    const { attach, stream, bench } = openScripted('nonin-df2');
    await attach();
    await stream({ ...GOOD, hasArtefact: true }, 2);
    expect(deviceOn(bench)).toMatchObject({
      state: 'live',
      signal: 'poor',
      live: [{ value: 97 }, { value: 64 }],
      lastReadingAt: null,
    });
    await stream(OFF, 2);
    expect(deviceOn(bench)).toMatchObject({ state: 'live', signal: 'none', live: [] });
  });

  test('gives the next finger a proposal of its own', async () => {
    const { attach, stream, proposals } = openScripted('nonin-df2');
    await attach();
    await stream(GOOD, 33);
    await stream(OFF, 3);
    await stream({ ...GOOD, spo2Percent: 92 }, 33);
    expect(proposals.list().map(({ measured }) => measured[1]?.value)).toEqual([97, 92]);
  });

  test('is measured anew for the encounter that was opened during it', async () => {
    const { attach, stream, proposals, focus, startEncounter } = openScripted('nonin-df2');
    await attach();
    await stream(GOOD, 33);
    expect(proposals.list()).toMatchObject([{ held: 'no-encounter', patientId: null }]);
    const alder = startEncounter('Testperson Alder');
    focus.set(alder);
    await stream(GOOD, 33);
    expect(proposals.list()).toMatchObject([{ held: null, ...alder }]);
  });

  test('that began for one patient stays held for another until the finger is out', async () => {
    const { attach, stream, proposals, focus, startEncounter } = openScripted('nonin-df2');
    const alder = startEncounter('Testperson Alder');
    const birch = startEncounter('Testperson Birch');
    await attach();
    focus.set(alder);
    await stream(GOOD, 5);
    focus.set(null);
    focus.set(birch);
    await stream(GOOD, 33);
    expect(proposals.list()).toMatchObject([
      { held: 'other-patient', encounterId: null, patientId: alder.patientId },
    ]);
    await stream(OFF, 2);
    await stream(GOOD, 33);
    expect(proposals.list()[1]).toMatchObject({ held: null, ...birch });
  });

  test('is silent after two seconds, and its port is opened anew after ten', async () => {
    const { attach, stream, port, time, bench } = openScripted('nonin-df2');
    await attach();
    await stream(GOOD, 3);
    await time.advanceMs(1500);
    expect(deviceOn(bench)).toMatchObject({ state: 'live', problem: null });
    await time.advanceMs(600);
    expect(deviceOn(bench)).toMatchObject({
      state: 'waiting',
      problem: { code: 'silent' },
      live: [],
      signal: 'none',
    });
    expect(port.openings).toHaveLength(1);
    await time.advanceMs(10_000);
    expect(port.openings).toHaveLength(2);
    expect(deviceOn(bench)).toMatchObject({ problem: { code: 'silent' } });
    await stream(GOOD, 2);
    expect(deviceOn(bench)).toMatchObject({ state: 'live', problem: null });
  });

  test('stays silent although the packet that nothing proved is given when the stream pauses', async () => {
    const { attach, port, time, bench } = openScripted('nonin-df2');
    await attach();
    port.say(noninPacket(GOOD));
    await time.advanceMs(1999);
    expect(deviceOn(bench)).toMatchObject({ state: 'live', live: [{ value: 97 }, { value: 64 }] });
    await time.advanceMs(1);
    expect(deviceOn(bench)).toMatchObject({ state: 'waiting', problem: { code: 'silent' }, live: [] });
    await time.advanceMs(5000);
    expect(deviceOn(bench)).toMatchObject({ state: 'waiting', problem: { code: 'silent' } });
  });

  test('is silent when it never said anything', async () => {
    const { attach, time, bench } = openScripted('nonin-df2');
    await attach();
    await time.advanceMs(2100);
    expect(deviceOn(bench)).toMatchObject({ state: 'waiting', problem: { code: 'silent' } });
  });

  test('keeps damage on show for a while although good packets follow', async () => {
    const { attach, stream, port, bench } = openScripted('nonin-df2');
    await attach();
    await stream(GOOD, 2);
    port.say(Uint8Array.of(9));
    await stream(GOOD, 60);
    expect(deviceOn(bench)).toMatchObject({ state: 'live', signal: 'good', problem: { code: 'garbage' } });
    await stream(GOOD, 60);
    expect(deviceOn(bench)).toMatchObject({ state: 'live', problem: null });
  });

  test('tells the windows of live values a few times a second, whatever comes', async () => {
    const { attach, events, time, port } = openScripted('nonin-df2');
    await attach();
    events.length = 0;
    for (let packet = 0; packet < 1000; packet += 1) {
      port.say(noninPacket({ spo2Percent: 90 + (packet % 10), pulsePerMin: 60 }));
      await time.advanceMs(1);
    }
    expect(events.length).toBeLessThanOrEqual(5);
  });

  test('is opened anew when a person asks for a reading', async () => {
    const { attach, stream, port, hub, proposals } = openScripted('nonin-df2');
    const deviceId = await attach();
    await stream(GOOD, 33);
    await hub.fetchReading(deviceId);
    expect(port.openings).toHaveLength(2);
    await stream(GOOD, 33);
    expect(proposals.list()).toHaveLength(2);
  });
});

describe('a port that is lost', () => {
  test('is opened again with longer and longer waits, at most five seconds', async () => {
    const { attach, port, time, bench } = openScripted('nonin-df2');
    await attach();
    port.refuse = 'port-absent';
    port.hangUp();
    expect(deviceOn(bench)).toMatchObject({ state: 'failed', problem: { code: 'unplugged' } });
    const openedAfter: number[] = [];
    for (let waited = 0; waited < 30_000; waited += 100) {
      const before = port.openings.length;
      await time.advanceMs(100);
      if (port.openings.length > before) openedAfter.push(waited + 100);
    }
    expect(openedAfter).toEqual([500, 1500, 3500, 7500, 12_500, 17_500, 22_500, 27_500]);
    expect(deviceOn(bench)).toMatchObject({ state: 'failed', problem: { code: 'port-absent' } });
  });

  test('is not opened any more once the device is detached', async () => {
    const { attach, port, time, hub } = openScripted('nonin-df2');
    const deviceId = await attach();
    port.hangUp();
    await hub.detach(deviceId);
    await time.advanceMs(60_000);
    expect(port.openings).toHaveLength(1);
    expect(hub.list()).toEqual([]);
  });

  test('at any byte of a packet leaves no half reading and is opened again', async () => {
    const { attach, port, time, proposals, bench } = openScripted('nonin-df2');
    await attach();
    const packet = noninPacket(GOOD);
    for (let cut = 1; cut < packet.length; cut += 1) {
      port.say(packet.subarray(0, cut));
      port.hangUp();
      expect(deviceOn(bench)).toMatchObject({
        state: 'failed',
        problem: { code: 'unplugged' },
        live: [],
        lastReadingAt: null,
      });
      await time.advanceMs(5000);
      expect(port.isOpen()).toBe(true);
    }
    expect(proposals.list()).toEqual([]);
  });

  test('leaves no timer behind when the hub closes', async () => {
    const { attach, hub, time, port } = openScripted('nonin-df2');
    await attach();
    await hub.close();
    expect(time.pendingCount()).toBe(0);
    expect(port.isOpen()).toBe(false);
  });
});

test('one port has one device, and an unknown driver is refused', () => {
  const { hub } = openScripted('nonin-df2');
  const device = { portPath: 'scripted', driverId: 'nonin-df2', label: 'Practice oximeter' };
  expect(hub.attach(device)).toMatchObject({ ok: true });
  expect(hub.attach(device)).toEqual({ ok: false, error: { code: 'port-in-use-here' } });
  expect(hub.attach({ ...device, portPath: 'other', driverId: 'no-such-driver' })).toEqual({
    ok: false,
    error: { code: 'unknown-driver' },
  });
});

test('nothing a device says is written to the log', async () => {
  const { attach, stream, port, logged, time } = openScripted('nonin-df2');
  await attach();
  await stream(GOOD, 3);
  port.say(Uint8Array.of(0xde, 0xad));
  await time.advanceMs(5000);
  expect(logged.length).toBeGreaterThan(0);
  expect(
    logged.every((line) =>
      Object.keys(line).every((key) => ['deviceId', 'driverId', 'portPath', 'code', 'detail'].includes(key)),
    ),
  ).toBe(true);
});
