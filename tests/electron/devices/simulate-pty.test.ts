import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DRIVERS } from '../../../electron/devices/drivers.ts';
import { deviceOn, openBench } from '../../support/device-bench.ts';
import { makeTestFolder } from '../../support/test-clinic.ts';
import { until } from '../../support/soon.ts';

const COMMAND = 'electron/devices/simulate/command.ts';

async function startSimulation(driverId: string): Promise<string> {
  const link = path.join(makeTestFolder(), 'device');
  const child = spawn(process.execPath, [COMMAND, driverId, link], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (text: Buffer) => void (said += text.toString('utf8')));
  onTestFinished(async () => {
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  });
  await until(() => expect(said).toContain(`is at ${link}`));
  return link;
}

describe('npm run device:simulate', () => {
  test.each(DRIVERS.filter(({ transport }) => transport === 'serial').map(({ id }) => id))(
    '%s speaks to the real driver over a pseudo terminal',
    async (driverId) => {
      const link = await startSimulation(driverId);
      const bench = openBench();
      bench.attach(link, driverId);
      await until(() => expect(deviceOn(bench)).toMatchObject({ state: 'live', problem: null }));
      expect(existsSync(link)).toBe(true);
    },
  );

  test.each([
    ['a driver that is not there', 'no-such-driver', 'Name a driver'],
    ['a device without a serial port', 'omron-hem790it', 'practice clinic'],
  ])('%s is told in words, with 2', async (_name, driverId, words) => {
    const child = spawn(process.execPath, [COMMAND, driverId], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (text: Buffer) => void (said += text.toString('utf8')));
    const [code] = (await once(child, 'exit')) as [number]; // Node's own word for it
    expect(code).toBe(2);
    await until(() => expect(said).toContain(words));
  });
});
