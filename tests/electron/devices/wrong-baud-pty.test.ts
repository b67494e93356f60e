import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { DRIVERS } from '../../../electron/devices/drivers.ts';
import { noninPacket } from '../../../electron/devices/nonin-df2/simulator.ts';
import { createSerialTransport } from '../../../electron/devices/transport-serial.ts';
import { deviceProblemWords } from '../../../renderer/workstation/device/device-problem.words.ts';
import { deviceOn, openBench, plugged } from '../../support/device-bench.ts';
import { openPtyPair } from '../../support/pty-pair.ts';
import { SOON } from '../../support/soon.ts';
import { atWrongBaud } from '../../support/wrong-baud.ts';

const SERIAL = DRIVERS.filter(({ transport }) => transport === 'serial');

test.each(SERIAL.map((driver) => [driver.id, driver] as const))(
  'the port of %s really runs with its settings, whatever another program left there',
  async (_id, { settings }) => {
    if (!('baudRate' in settings)) throw new Error('a serial driver has serial settings');
    const pty = await plugged(openPtyPair());
    execFileSync('stty', ['-F', pty.portPath, '115200', 'cstopb', 'icanon', 'echo', 'ixon']);
    const opened = await createSerialTransport({ extraPaths: [] }).open(pty.portPath, settings, {
      onBytes: () => undefined,
      onLost: () => undefined,
    });
    if (!opened.ok) throw new Error(opened.error.code);
    const said = execFileSync('stty', ['-F', pty.portPath, '-a'], { encoding: 'utf8' });
    await opened.value.close();
    expect(said).toContain(`speed ${settings.baudRate} baud`);
    const flags = [`cs${settings.dataBits}`, settings.stopBits === 2 ? 'cstopb' : '-cstopb'];
    for (const flag of [...flags, '-icanon', '-echo', '-ixon']) expect(said.split(/[\s;]+/)).toContain(flag);
  },
);

describe('an oximeter that sends at another speed than its page says', () => {
  test.each([4800, 19_200, 38_400])('%i baud gives no reading, and is told in words', async (sentBaud) => {
    const oximeter = await plugged(openPtyPair());
    const bench = openBench();
    bench.focus.set(bench.startEncounter('Testperson Alder'));
    bench.attach(oximeter.portPath, 'nonin-df2');
    await expect.poll(() => deviceOn(bench), SOON).toMatchObject({ state: 'waiting' });
    const packets = Buffer.concat(Array(20).fill(noninPacket({ spo2Percent: 97, pulsePerMin: 64 })));
    oximeter.write(atWrongBaud(packets, sentBaud, 9600));
    await expect
      .poll(() => deviceOn(bench), SOON)
      .toMatchObject({ state: 'waiting', problem: { code: 'garbage' }, live: [], signal: 'none' });
    expect(bench.proposals.list()).toEqual([]);
    expect(deviceProblemWords.en['problem.garbage']).toContain('not a reading');
    expect(deviceProblemWords.en['remedy.garbage']).toContain('speed');
  });
});

test('the simulated line gives back what was sent when both speeds are the same', () => {
  const packet = noninPacket({ spo2Percent: 97, pulsePerMin: 64 });
  expect(atWrongBaud(packet, 9600, 9600)).toEqual(packet);
});
