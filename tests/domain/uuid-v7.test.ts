import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createIdSource } from '../../domain/uuid-v7.ts';

test('ids are UUIDs of version 7 that sort by the clock’s milliseconds and never repeat', () => {
  const clock = { ms: Date.parse('2026-11-23T09:00:00.000Z'), nowMs: () => clock.ms };
  const ids = createIdSource(clock, randomBytes);
  const made = Array.from({ length: 200 }, () => {
    clock.ms += 1;
    return ids.nextId();
  });
  for (const id of made) expect(z.uuidv7().safeParse(id).success).toBe(true);
  expect(made.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(made);
  const sameMs = Array.from({ length: 200 }, () => ids.nextId());
  expect(new Set(sameMs).size).toBe(200);
});
