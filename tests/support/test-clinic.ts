import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { ClinicRole } from '../../domain/access/roles.ts';
import { isAllowed } from '../../domain/access/roles.ts';
import type { WorkstationEvent } from '../../domain/contract/ipc/workstation.ts';
import type { Clinic, SignedIn } from '../../electron/clinic.ts';
import { openDatabase } from '../../electron/database/open-database.ts';
import { openClinic } from '../../electron/open-clinic.ts';

/** Only ever opens databases of tests. */
export const TEST_KEY = Buffer.alloc(32, 7);

export const WORKSTATION_A = '0199a000-0000-7000-8000-0000000000aa';
export const WORKSTATION_B = '0199a000-0000-7000-8000-0000000000bb';

/** A clock a test moves by hand; starts on Monday 2026-11-23 at 09:00 UTC. */
export interface TestClock {
  nowMs: () => number;
  advanceMs: (ms: number) => void;
  setMs: (ms: number) => void;
}

export function createTestClock(startMs = Date.parse('2026-11-23T09:00:00.000Z')): TestClock {
  let now = startMs;
  return {
    nowMs: () => now,
    advanceMs: (ms) => void (now += ms),
    setMs: (ms) => void (now = ms),
  };
}

/** UUIDs of version 7's shape that count up; `family` keeps those of two workstations apart. */
export function createTestIds(family = 1): { nextId: () => string } {
  let last = 0;
  return {
    nextId: () => {
      last += 1;
      const text = last.toString(16).padStart(12, '0');
      return `0199b${family.toString(16).padStart(3, '0')}-0000-7000-8000-${text}`;
    },
  };
}

/** A folder of its own that goes with the test. */
export function makeTestFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'clinic-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface TestClinic {
  readonly clinic: Clinic;
  readonly clock: TestClock;
  readonly file: string;
  readonly events: WorkstationEvent[];
  /** A person of that role; the Practitioner is in the record. */
  readonly signIn: (role: ClinicRole) => SignedIn;
}

/** A real encrypted clinic in a folder that goes with the test. */
export function openTestClinic(
  options: { file?: string; workstationId?: string; clock?: TestClock; idFamily?: number } = {},
): TestClinic {
  const file = options.file ?? path.join(makeTestFolder(), 'clinic.db');
  const opened = openDatabase({ file, key: TEST_KEY });
  if (!opened.ok) throw new Error(opened.error.code);
  onTestFinished(() => opened.value.close());
  const clock = options.clock ?? createTestClock();
  const events: WorkstationEvent[] = [];
  const clinic = openClinic({
    database: opened.value,
    clock,
    ids: createTestIds(options.idFamily),
    workstationId: options.workstationId ?? WORKSTATION_A,
    announce: (event) => void events.push(event),
  });
  return { clinic, clock, file, events, signIn: (role) => signIn(clinic, role) };
}

function signIn(clinic: Clinic, role: ClinicRole): SignedIn {
  const practitionerId = clinic.ids.nextId();
  const family = `Testperson ${role}`;
  const written = clinic.records.write({ practitionerId: null }, 'Practitioner', practitionerId, {
    family,
    given: null,
    prefix: null,
    active: true,
  });
  if (!written.ok) throw new Error(written.error.code);
  return {
    clinic,
    session: { practitionerId, displayName: family, role },
    may: (permission) => isAllowed(role, permission),
  };
}
