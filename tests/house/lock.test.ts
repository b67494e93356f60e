import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface LockedPackage {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
interface PackageManifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}; // npm writes this shape
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as PackageManifest; // ours

test('every optional platform package of every dependency is in the lock, so that npm ci works on every platform', () => {
  const locked = new Set(Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, '')));
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !locked.has(name))
      .map((name) => `${path}: ${name}`),
  );
  expect(missing).toEqual([]);
});

test('every version in package.json is exact', () => {
  const wanted = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
  expect(Object.keys(wanted).length).toBeGreaterThan(50);
  const loose = Object.entries(wanted).filter(
    ([, version]) => !/^(npm:@?[\w./-]+@)?\d+\.\d+\.\d+$/.test(version),
  );
  expect(loose).toEqual([]);
});

test('all packages of the contract builder have one version, because its wire formats differ between majors', () => {
  const versions = Object.entries(lock.packages)
    .filter(([path]) => /node_modules\/@orpc\/(contract|server|client|tanstack-query)$/.test(path))
    .map(([, { version }]) => version);
  expect(versions).toHaveLength(4);
  expect(new Set(versions).size).toBe(1);
});
