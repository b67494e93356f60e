import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { dayBounds } from '../../../domain/scheduling/clinic-day.ts';
import {
  freeSlots,
  isWithinSchedule,
  overlaps,
  type TimeSpan,
} from '../../../domain/scheduling/free-slots.ts';

const ZONES = [
  'Europe/Madrid',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/Sao_Paulo',
  'UTC',
];
const schedule = {
  timeZone: 'Europe/Madrid',
  slotMinutes: 30,
  weekly: [
    { weekday: 1, startTime: '09:00', endTime: '10:30' },
    { weekday: 1, startTime: '15:00', endTime: '15:45' },
  ],
  closedOn: ['2026-12-07'],
  active: true,
};
const monday = { fromOn: '2026-11-23', days: 1, nowMs: 0 };
const startsOf = (slots: readonly TimeSpan[]) => slots.map(({ startAt }) => startAt.slice(11, 16));

test('a day gives the slots that fit its stretches, in the zone of the schedule', () => {
  expect(startsOf(freeSlots(schedule, monday, []))).toEqual(['08:00', '08:30', '09:00', '14:00']);
});

test('what is taken, past, closed or not in use is not offered', () => {
  const taken = [{ startAt: '2026-11-23T08:29:00.000Z', endAt: '2026-11-23T08:31:00.000Z' }];
  expect(startsOf(freeSlots(schedule, monday, taken))).toEqual(['09:00', '14:00']);
  const touching = [{ startAt: '2026-11-23T08:30:00.000Z', endAt: '2026-11-23T09:00:00.000Z' }];
  expect(startsOf(freeSlots(schedule, monday, touching))).toEqual(['08:00', '09:00', '14:00']);
  const nowMs = Date.parse('2026-11-23T09:00:00.000Z');
  expect(startsOf(freeSlots(schedule, { ...monday, nowMs }, []))).toEqual(['09:00', '14:00']);
  expect(freeSlots(schedule, { ...monday, fromOn: '2026-12-07' }, [])).toEqual([]);
  expect(freeSlots({ ...schedule, active: false }, monday, [])).toEqual([]);
});

test('the night the clocks change makes a stretch an hour shorter or longer, never a slot', () => {
  const night = {
    ...schedule,
    slotMinutes: 60,
    weekly: [{ weekday: 7, startTime: '01:00', endTime: '05:00' }],
  };
  expect(freeSlots(night, { ...monday, fromOn: '2026-03-29' }, [])).toHaveLength(3);
  expect(freeSlots(night, { ...monday, fromOn: '2026-10-25' }, [])).toHaveLength(5);
  expect(freeSlots(night, { ...monday, fromOn: '2026-11-01' }, [])).toHaveLength(4);
});

test.each([
  ['inside', '08:10', '08:40', true],
  ['exactly', '08:00', '09:30', true],
  ['a minute early', '07:59', '08:20', false],
  ['a minute late', '09:10', '09:31', false],
  ['over the break', '09:00', '14:15', false],
  ['backwards', '09:00', '08:30', false],
])('a time lies within the schedule: %s', (_, from, to, expected) => {
  const span = { startAt: `2026-11-23T${from}:00.000Z`, endAt: `2026-11-23T${to}:00.000Z` };
  expect(isWithinSchedule(schedule, span)).toBe(expected);
});

const timeOfDay = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const anySchedule = fc.record({
  timeZone: fc.constantFrom(...ZONES),
  slotMinutes: fc.integer({ min: 5, max: 240 }),
  weekly: fc.uniqueArray(
    fc.record({ weekday: fc.integer({ min: 1, max: 7 }), startTime: timeOfDay, endTime: timeOfDay }),
    { selector: ({ weekday }) => weekday, maxLength: 7 },
  ),
  closedOn: fc.constant<string[]>([]),
  active: fc.constant(true),
});
/** Days around the changes of the clocks in every one of the zones. */
const anyDay = fc.constantFrom(
  '2026-03-07',
  '2026-03-28',
  '2026-04-04',
  '2026-10-03',
  '2026-10-24',
  '2026-10-31',
  '2018-11-03',
);

test('in every zone and over every change of the clocks: slots are whole, apart, bookable, and on their day', () => {
  fc.assert(
    fc.property(anySchedule, anyDay, (any, fromOn) => {
      const slots = freeSlots(any, { fromOn, days: 4, nowMs: 0 }, []);
      for (const [index, slot] of slots.entries()) {
        expect(Date.parse(slot.endAt) - Date.parse(slot.startAt)).toBe(any.slotMinutes * 60_000);
        expect(isWithinSchedule(any, slot)).toBe(true);
        expect((slots[index - 1]?.endAt ?? '') <= slot.startAt).toBe(true);
        const weekday = Temporal.Instant.from(slot.startAt).toZonedDateTimeISO(any.timeZone).dayOfWeek;
        expect(any.weekly.map((stretch) => stretch.weekday)).toContain(weekday);
      }
    }),
  );
});

test('a slot that is taken away takes away exactly what overlaps it', () => {
  fc.assert(
    fc.property(anySchedule, anyDay, fc.nat(), (any, fromOn, pick) => {
      const range = { fromOn, days: 3, nowMs: 0 };
      const all = freeSlots(any, range, []);
      const taken = all[pick % Math.max(1, all.length)];
      if (taken === undefined) return;
      expect(freeSlots(any, range, [taken])).toEqual(all.filter((slot) => !overlaps(slot, taken)));
    }),
  );
});

test('days join without a gap and are 23, 24 or 25 hours long', () => {
  for (const zone of ZONES) {
    for (const on of ['2026-03-29', '2026-10-25', '2026-11-01', '2018-11-04', '2026-06-01']) {
      const { startAt, endAt } = dayBounds(on, zone);
      const next = Temporal.PlainDate.from(on).add({ days: 1 }).toString();
      expect(dayBounds(next, zone).startAt).toBe(endAt);
      expect([23, 23.5, 24, 24.5, 25]).toContain((Date.parse(endAt) - Date.parse(startAt)) / 3_600_000);
    }
  }
});
