import { describe, expect, test } from 'vitest';
import { compareAlerts, concerns, gravityOf } from '../../../domain/task/concern.ts';
import { escalationOf } from '../../../domain/task/escalate.ts';
import { settleSilence, type SilenceInput } from '../../../domain/task/settle-silence.ts';
import { snoozeEnd } from '../../../domain/task/snooze.ts';
import { idOfName } from '../../../domain/uuid-v8.ts';
import { ResourceId } from '../../../domain/ids.ts';
import { createHash } from 'node:crypto';

const T0 = '2026-11-20T08:00:00.000Z';
const afterDays = (days: number) => new Date(Date.parse(T0) + days * 86_400_000).toISOString();

describe('no readings for some days', () => {
  const base: SilenceInput = {
    patientId: 'p',
    observationCode: '59408-5',
    last: { id: 'r1', effectiveAt: T0 },
    watchedSince: afterDays(-30),
    afterDays: 3,
    nowMs: Date.parse(afterDays(3)),
    tasks: [],
    idOf: (name) => name,
  };
  const opened = (given: Partial<SilenceInput>) =>
    settleSilence({ ...base, ...given }).map((step) => step.taskId);
  const id = 'task no-readings p 59408-5 r1';

  test('is an alert on the millisecond it becomes one, and not before', () => {
    expect(opened({ nowMs: base.nowMs - 1 })).toEqual([]);
    expect(settleSilence(base)).toEqual([{ do: 'open', taskId: id, occurredAt: afterDays(3), lastId: 'r1' }]);
  });

  test('noticed late it says the same instant, and is opened once', () => {
    expect(settleSilence({ ...base, nowMs: Date.parse(afterDays(9)) })).toEqual(settleSilence(base));
    const known = { id, status: 'completed', acknowledgements: [], silentSince: T0 } as const;
    expect(opened({ nowMs: Date.parse(afterDays(40)), tasks: [{ ...known, acknowledgements: [] }] })).toEqual(
      [],
    );
  });

  test('counts from when it is watched where that is later, also without any reading', () => {
    const watchedSince = afterDays(2);
    expect(opened({ watchedSince })).toEqual([]);
    expect(opened({ watchedSince, nowMs: Date.parse(afterDays(5)) })).toEqual([
      `task no-readings p 59408-5 ${watchedSince}`,
    ]);
    expect(opened({ last: null, watchedSince: T0 })).toEqual([`task no-readings p 59408-5 ${T0}`]);
  });

  test('a reading ends the silence: the untouched alert is closed, one somebody took is not', () => {
    const last = { id: 'r2', effectiveAt: afterDays(3.5) };
    const task = { id, status: 'requested', acknowledgements: [], silentSince: T0 } as const;
    const now = { nowMs: Date.parse(afterDays(4)), last };
    expect(settleSilence({ ...base, ...now, tasks: [{ ...task, acknowledgements: [] }] })).toEqual([
      { do: 'cancel', taskId: id, reason: 'reading-arrived' },
    ]);
    const acknowledgements = [{ practitionerId: 'n', at: afterDays(3) }];
    expect(settleSilence({ ...base, ...now, tasks: [{ ...task, acknowledgements }] })).toEqual([]);
  });
});

test('a reading from before the watch began, brought later, closes no silence that goes on', () => {
  const watchedSince = afterDays(0);
  const name = `task no-readings p 59408-5 ${watchedSince}`;
  const steps = settleSilence({
    patientId: 'p',
    observationCode: '59408-5',
    last: { id: 'r0', effectiveAt: afterDays(-20) },
    watchedSince,
    afterDays: 3,
    nowMs: Date.parse(afterDays(4)),
    tasks: [{ id: name, status: 'requested', acknowledgements: [], silentSince: null }],
    idOf: (of) => of,
  });
  expect(steps).toEqual([]);
});

describe('escalation', () => {
  const waiting = {
    status: 'requested',
    heldUntil: null,
    ownerId: null,
    acknowledgements: [],
    escalatedAt: null,
    openedAt: T0,
    performerRoles: ['nurse' as const],
  } as const;
  const rule = { afterMinutes: 30, role: 'practitioner' } as const;
  const due = Date.parse(T0) + 30 * 60_000;
  const at = (task: Partial<Parameters<typeof escalationOf>[0]>, nowMs: number) =>
    escalationOf({ ...waiting, performerRoles: ['nurse'], acknowledgements: [], ...task }, rule, nowMs);

  test('tells the next pool besides when nobody took the alert in time', () => {
    expect(at({}, due - 1)).toBeNull();
    expect(at({}, due)).toEqual({
      escalatedAt: '2026-11-20T08:30:00.000Z',
      performerRoles: ['nurse', 'practitioner'],
    });
  });

  test('noticed after a sleep it writes the instant it was due, as every other workstation does', () => {
    expect(at({}, due + 9 * 3_600_000)).toEqual(at({}, due));
  });

  test('happens once, never to one that was taken or closed, and counts anew after a snooze', () => {
    expect(at({ escalatedAt: T0 }, due)).toBeNull();
    expect(at({ ownerId: 'n', acknowledgements: [{ practitionerId: 'n', at: T0 }] }, due)).toBeNull();
    expect(at({ status: 'completed' }, due)).toBeNull();
    const held = { status: 'on-hold', heldUntil: '2026-11-20T09:00:00.000Z' } as const;
    expect(at(held, due)).toBeNull();
    expect(at(held, Date.parse('2026-11-20T09:29:59.999Z'))).toBeNull();
    expect(at(held, Date.parse('2026-11-20T09:30:00.000Z'))).not.toBeNull();
    expect(
      escalationOf({ ...waiting, performerRoles: ['nurse'], acknowledgements: [] }, null, due),
    ).toBeNull();
  });
});

describe('an alert that was taken and given back, or on', () => {
  const acknowledgements = [{ practitionerId: 'n', at: '2026-11-20T08:10:00.000Z' }];
  const given = {
    status: 'requested' as const,
    heldUntil: null,
    escalatedAt: null,
    openedAt: T0,
    performerRoles: ['nurse' as const],
    acknowledgements,
  };
  const rule = { afterMinutes: 30, role: 'practitioner' } as const;

  test.each([null, 'm'])('escalates as one nobody has: owner %s', (ownerId) => {
    const due = Date.parse('2026-11-20T08:40:00.000Z');
    expect(escalationOf({ ...given, ownerId }, rule, due - 1)).toBeNull();
    expect(escalationOf({ ...given, ownerId }, rule, due)?.escalatedAt).toBe('2026-11-20T08:40:00.000Z');
  });

  test('is then for the pools, unless who has it took it', () => {
    const escalated = { ...given, escalatedAt: T0 };
    const nurse = { practitionerId: 'd', role: 'nurse' } as const;
    expect(concerns({ ...escalated, ownerId: 'm' }, nurse)).toBe(true);
    expect(concerns({ ...escalated, ownerId: 'n' }, nurse)).toBe(false);
  });
});

describe('a snooze', () => {
  const now = Date.parse('2026-10-24T20:00:00.000Z');
  test.each([
    [{ for: 'minutes', minutes: 15 }, '2026-10-24T20:15:00.000Z'],
    [{ for: 'minutes', minutes: 60 }, '2026-10-24T21:00:00.000Z'],
    // the clocks of Madrid go back in that night: eight there is 07:00 UTC
    [{ for: 'tomorrow-morning' }, '2026-10-25T07:00:00.000Z'],
    [{ for: 'until', at: '2026-10-31T20:00:00.000Z' }, '2026-10-31T20:00:00.000Z'],
  ] as const)('%o', (choice, end) => {
    expect(snoozeEnd(choice, now, 'Europe/Madrid')).toEqual({ ok: true, value: end });
  });

  test.each([
    ['2026-10-24T20:00:00.000Z', 'not-in-future'],
    ['2026-10-31T20:00:00.001Z', 'too-long'],
  ])('until %s is refused: %s', (at, code) => {
    expect(snoozeEnd({ for: 'until', at }, now, 'Europe/Madrid')).toEqual({ ok: false, error: { code } });
  });
});

describe('whom an alert waits for', () => {
  const free = { ownerId: null, performerRoles: ['nurse' as const], escalatedAt: null, acknowledgements: [] };
  const nurse = { practitionerId: 'n', role: 'nurse' } as const;
  const doctor = { practitionerId: 'd', role: 'practitioner' } as const;
  const owner = { practitionerId: 'o', role: 'owner' } as const;
  test('its pool while nobody has it, then the person who has it', () => {
    expect([nurse, doctor].map((person) => concerns(free, person))).toEqual([true, false]);
    const owned = { ...free, ownerId: 'd' };
    expect([nurse, doctor].map((person) => concerns(owned, person))).toEqual([false, true]);
  });

  test('the pools again when it escalated before its person took it', () => {
    const escalated = { ...free, ownerId: 'x', escalatedAt: T0, performerRoles: ['practitioner' as const] };
    expect([nurse, doctor, owner].map((person) => concerns(escalated, person))).toEqual([false, true, true]);
  });

  test('gravest first, then the longest wait; a later critical reading makes it graver, a later calm one not lighter', () => {
    const alert = (id: string, gravity: 'stat' | 'urgent' | 'routine', openedAt: string) => ({
      id,
      gravity,
      openedAt,
    });
    const sorted = [
      alert('late', 'urgent', afterDays(1)),
      alert('quiet', 'routine', afterDays(-9)),
      alert('grave', 'stat', afterDays(2)),
      alert('early', 'urgent', T0),
    ].toSorted(compareAlerts);
    expect(sorted.map(({ id }) => id)).toEqual(['grave', 'early', 'late', 'quiet']);
    expect(gravityOf('urgent', ['outside', 'critical', 'outside'])).toBe('stat');
    expect(gravityOf('stat', ['outside'])).toBe('stat');
  });
});

test('the id of a name is a UUID version 8, the same every time and another for another name', () => {
  const idOf = (name: string) => idOfName(name, (text) => createHash('sha256').update(text).digest());
  expect(ResourceId.parse(idOf('task a'))).toBe(idOf('task a'));
  expect(idOf('task a')[14]).toBe('8');
  expect(idOf('task a')).not.toBe(idOf('task b'));
});
