import { expect, test } from 'vitest';
import { FAMILY_NAMES } from '../../../electron/practice/practice-words.ts';
import { seedPracticeClinic } from '../../../electron/practice/seed-practice-clinic.ts';
import { SUGGESTED_THRESHOLDS } from '../../../domain/observation-definition/suggested-thresholds.ts';
import { listAlerts } from '../../../electron/task/list-alerts.ts';
import { openTestClinic } from '../../support/test-clinic.ts';
import { valueOf } from '../../support/test-desk.ts';

async function seeded(atMs?: number) {
  const opened = openTestClinic();
  if (atMs !== undefined) opened.clock.setMs(atMs);
  const { clinic, signIn } = opened;
  const asOwner = signIn('owner');
  const owner = asOwner.session.practitionerId;
  const organization = { name: 'Practice clinic', timeZone: 'Europe/Madrid', phone: null, isPractice: true };
  clinic.records.write({ practitionerId: null }, 'Organization', clinic.ids.nextId(), organization);
  const result = await seedPracticeClinic(clinic, owner);
  expect(result.ok).toBe(true);
  const count = (sql: string): number => Number(clinic.database.sqlite.prepare(sql).pluck().get());
  return { ...opened, asOwner, count };
}

test('a practice clinic has people, schedules, histories and a lively day', async () => {
  const { clinic, clock, count } = await seeded();
  expect(count('SELECT count(*) FROM patient')).toBe(200);
  expect(count('SELECT count(*) FROM practitioner')).toBe(3);
  expect(count('SELECT count(*) FROM schedule')).toBe(3);
  expect(count('SELECT count(*) FROM observation')).toBeGreaterThan(1500);
  expect(count("SELECT count(*) FROM document_reference WHERE doc_status = 'final'")).toBeGreaterThan(300);
  const today = new Date(clock.nowMs()).toISOString().slice(0, 10);
  const states = clinic.database.sqlite
    .prepare('SELECT DISTINCT status FROM appointment WHERE substr(start_at, 1, 10) = ?')
    .pluck()
    .all(today);
  expect(states).toEqual(
    expect.arrayContaining(['booked', 'arrived', 'checked-in', 'fulfilled', 'cancelled']),
  );
  expect(clinic.audit.verify()).toBeNull();
});

test.each(['2026-11-24T22:40:00.000Z', '2026-11-24T22:59:30.000Z'])(
  'the day still has patients to come when the clinic is made at %s, before midnight in Madrid',
  async (at) => {
    const { clinic } = await seeded(Date.parse(at));
    const states = clinic.database.sqlite
      .prepare('SELECT DISTINCT status FROM appointment WHERE start_at BETWEEN ? AND ?')
      .pluck()
      .all('2026-11-23T23:00:00.000Z', '2026-11-24T22:59:59.000Z');
    expect(states).toEqual(expect.arrayContaining(['booked', 'arrived', 'checked-in', 'fulfilled']));
  },
);

test('every invented patient has an evidently false family name, and some were never asked about allergies', async () => {
  const { clinic, count } = await seeded();
  const names = clinic.database.sqlite.prepare('SELECT DISTINCT family FROM patient').pluck().all();
  expect(new Set(names)).toEqual(new Set(FAMILY_NAMES));
  const asked = count('SELECT count(DISTINCT patient_id) FROM allergy_intolerance');
  expect(asked).toBeGreaterThan(100);
  expect(asked).toBeLessThan(200);
});

test('no practitioner of the practice clinic is booked twice at one time', async () => {
  const { count } = await seeded();
  const overlaps = count(`
    SELECT count(*) FROM appointment a JOIN appointment b
      ON a.practitioner_id = b.practitioner_id AND a.id < b.id AND a.start_at < b.end_at AND b.start_at < a.end_at
    WHERE a.status NOT IN ('cancelled', 'noshow') AND b.status NOT IN ('cancelled', 'noshow')`);
  expect(overlaps).toBe(0);
});

test('an alert of each gravity waits for the owner, and the defaults are set', async () => {
  const { asOwner, count } = await seeded();
  expect(count('SELECT count(*) FROM observation_definition WHERE patient_id IS NULL')).toBe(
    SUGGESTED_THRESHOLDS.length,
  );
  const alerts = valueOf(listAlerts(asOwner, { scope: 'for-me' }));
  expect(alerts.map(({ gravity, readingCount }) => [gravity, readingCount])).toEqual([
    ['stat', 1],
    ['urgent', 2],
    ['routine', 0],
  ]);
});
