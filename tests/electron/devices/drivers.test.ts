import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DeviceDriver } from '../../../electron/devices/driver.ts';
import { DRIVERS, driverOf } from '../../../electron/devices/drivers.ts';
import { SIMULATORS } from '../../../electron/devices/simulators.ts';
import { talk } from '../../support/device-talk.ts';

const SOURCES = 'electron/devices';
const TESTS = 'tests/electron/devices';

test('ids are unique and find their driver', () => {
  expect(new Set(DRIVERS.map(({ id }) => id)).size).toBe(DRIVERS.length);
  expect(DRIVERS.map(({ id }) => driverOf(id))).toEqual(DRIVERS);
  expect(driverOf('no-such-driver')).toBeNull();
});

/** A driver's folder is named after it, or after the protocol where drivers share one. */
function folderOf({ id, protocol }: DeviceDriver): string {
  return existsSync(path.join(SOURCES, id)) ? id : protocol;
}

describe.each(DRIVERS.map((driver) => [driver.id, driver] as const))('%s', (id, driver) => {
  const folder = folderOf(driver);

  test('is held by the conformance suite and explains its device', () => {
    expect(readFileSync(path.join(TESTS, folder, 'driver.test.ts'), 'utf8')).toContain(
      'describeDeviceDriver({',
    );
    expect(existsSync(path.join(SOURCES, folder, 'README.md'))).toBe(true);
  });

  test('understands its own simulator', () => {
    const simulated = SIMULATORS[id]?.();
    if (simulated === undefined) throw new Error(`${id} has no simulator`);
    const { stream, receive, receiveFeature } = simulated;
    // Two minutes of a stream, as far as anything listens.
    const said = Array.from(
      { length: stream === undefined ? 0 : Math.ceil(120_000 / stream.everyMs) },
      () => stream?.next() ?? [],
    );
    const frames = talk(driver, {
      opening: said.flat(),
      receive,
      ...(receiveFeature === undefined ? {} : { receiveFeature }),
    });
    const kinds = frames.flatMap(({ outcomes }) => outcomes.map(({ kind }) => kind));
    expect(kinds).toContain('reading');
    expect(kinds).not.toContain('error');
  });

  test('is pure: no package, no clock, no timer, no chance', () => {
    // What drivers of one protocol share has a folder of its own.
    const folders = [...new Set([folder, driver.protocol])].filter((name) =>
      existsSync(path.join(SOURCES, name)),
    );
    const sources = folders.flatMap((name) =>
      readdirSync(path.join(SOURCES, name))
        .filter((file) => file.endsWith('.ts'))
        .map((file) => path.join(SOURCES, name, file)),
    );
    expect(sources).not.toEqual([]);
    for (const file of sources) {
      const source = readFileSync(file, 'utf8');
      expect(source).not.toMatch(
        /from '(?!\.)|Date\.now|new Date|performance\.|setTimeout|setInterval|Math\.random/,
      );
    }
  });
});
