import { expect, test } from 'vitest';
import { checkPasswordVerifier } from '../../../electron/keys/password-hash.ts';
import { staffContract } from '../../../domain/contract/ipc/sync.ts';
import { addStaff } from '../../../electron/staff/add-staff.ts';
import { listStaff } from '../../../electron/staff/list-staff.ts';
import { openTestClinic } from '../../support/test-clinic.ts';

const NURSE = {
  family: 'Testperson',
  given: 'Nettle',
  prefix: null,
  username: 'nettle',
  role: 'nurse',
  password: 'seven invented otters',
  withSchedule: false,
} as const;

function openClinicWithOwner() {
  const opened = openTestClinic();
  const { records, ids } = opened.clinic;
  const organization = { name: 'Clinic of tests', timeZone: 'Europe/Madrid', phone: null, isPractice: true };
  records.write({ practitionerId: null }, 'Organization', ids.nextId(), organization);
  return { ...opened, owner: opened.signIn('owner') };
}

test('an added person is listed with name and role, and only a verifier of the password is kept', async () => {
  const { clinic, owner } = openClinicWithOwner();
  const added = await addStaff(owner, NURSE);
  expect(added.ok).toBe(true);
  const member = listStaff(owner).find(({ username }) => username === 'nettle');
  expect(member).toMatchObject({
    role: 'nurse',
    active: true,
    practitioner: { family: 'Testperson', given: 'Nettle' },
  });
  const verifier = String(
    clinic.database.sqlite.prepare('SELECT password_verifier FROM staff_account').pluck().get(),
  );
  expect(verifier).not.toContain('otters');
  expect(await checkPasswordVerifier(verifier, NURSE.password)).toBe(true);
  expect(await checkPasswordVerifier(verifier, 'seven invented others')).toBe(false);
});

test('a name is given once, and a common password or the clinic’s own name is refused', async () => {
  const { owner } = openClinicWithOwner();
  await addStaff(owner, NURSE);
  expect(await addStaff(owner, NURSE)).toEqual({ ok: false, error: { code: 'username-taken' } });
  const weak = { ...NURSE, username: 'other', password: 'password1' };
  expect(await addStaff(owner, weak)).toEqual({ ok: false, error: { code: 'weak-password' } });
});

test('a person with a schedule can be booked from Monday to Friday in the clinic’s zone', async () => {
  const { clinic, owner } = openClinicWithOwner();
  const added = await addStaff(owner, { ...NURSE, withSchedule: true });
  if (!added.ok) throw new Error(added.error.code);
  const schedule = clinic.database.sqlite
    .prepare('SELECT time_zone, weekly FROM schedule WHERE practitioner_id = ?')
    .get(added.value.practitionerId) as { time_zone: string; weekly: string }; // the two columns asked for
  expect(schedule.time_zone).toBe('Europe/Madrid');
  const weekdays = (JSON.parse(schedule.weekly) as { weekday: number }[]).map(({ weekday }) => weekday); // written by the store
  expect(new Set(weekdays)).toEqual(new Set([1, 2, 3, 4, 5]));
});

test('a name of blanks or of 10,000 characters does not get in, and a blank given name is unknown', () => {
  const input = staffContract.add['~orpc'].inputSchema;
  for (const family of ['', '   ', '\u200B', 'x'.repeat(10_000), 'a\u202Eb'])
    expect(input?.safeParse({ ...NURSE, family }).success).toBe(false);
  expect(input?.parse({ ...NURSE, family: ' Testperson ', given: '  ' })).toMatchObject({
    family: 'Testperson',
    given: null,
  });
});
