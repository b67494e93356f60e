import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { DRIVERS, driverOf } from '../../../electron/devices/drivers.ts';

const SOURCES = 'electron/devices';
const TESTS = 'tests/electron/devices';

test('ids are unique and find their driver', () => {
  expect(new Set(DRIVERS.map(({ id }) => id)).size).toBe(DRIVERS.length);
  expect(DRIVERS.map(({ id }) => driverOf(id))).toEqual(DRIVERS);
  expect(driverOf('no-such-driver')).toBeNull();
});

describe.each(DRIVERS.map(({ id }) => id))('%s', (id) => {
  test('is held by the conformance suite and explains its device', () => {
    expect(readFileSync(path.join(TESTS, id, 'driver.test.ts'), 'utf8')).toContain('describeDeviceDriver({');
    expect(existsSync(path.join(SOURCES, id, 'README.md'))).toBe(true);
  });

  test('is pure: no package, no clock, no timer, no chance', () => {
    const sources = readdirSync(path.join(SOURCES, id)).filter((file) => file.endsWith('.ts'));
    for (const file of sources) {
      const source = readFileSync(path.join(SOURCES, id, file), 'utf8');
      expect(source).not.toMatch(
        /from '(?!\.)|Date\.now|new Date|performance\.|setTimeout|setInterval|Math\.random/,
      );
    }
  });
});
