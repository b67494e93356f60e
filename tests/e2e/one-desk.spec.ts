import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createOsKeychain } from '../../electron/keys/keychain.ts';
import { callCore } from '../support/call-core.ts';
import { goTo, PASSWORD } from './support/at-the-desk.ts';
import { lookAt, pictureLarge } from './support/look.ts';
import { launchWorkstation, type RealWorkstation } from './support/real-workstation.ts';

/** One workstation that knows no server: finding one's way, paper, and every way it locks. */
let workstation: RealWorkstation;
let paper: string;

test.beforeAll(async () => {
  paper = mkdtempSync(join(tmpdir(), 'clinic-paper-'));
  workstation = await launchWorkstation({ startMode: 'practice', practicePassword: PASSWORD });
  await workstation.page.getByRole('textbox').first().waitFor();
  await callCore(workstation.page, '/workstation/signIn', { username: 'owner', password: PASSWORD });
});
test.afterAll(async () => {
  await workstation.close();
  rmSync(paper, { recursive: true });
});

/** The person's answer to the save dialog. Set again where the runtime lost the answer to setting it. */
const answerSaveDialog = (filePath: string | null): Promise<void> =>
  expect(() =>
    workstation.app.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: chosen === null, filePath: chosen ?? '' });
    }, filePath),
  ).toPass({ timeout: 20_000 });

async function startEncounter(): Promise<string> {
  const { page } = workstation;
  const found = await callCore(page, '/patient/search', { text: 'a', limit: 1 });
  const [patient] = found.p.b.json['patients'] as { id: string }[]; // the contract's answer
  const started = await callCore(page, '/encounter/start', {
    patientId: patient?.id,
    appointmentId: null,
    reason: null,
  });
  return String(started.p.b.json['encounterId']);
}

test('any place and patient is a few keys away, and the keys are written on a sheet', async () => {
  const { page } = workstation;
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'Find' }).fill('birch');
  await expect(page.getByRole('dialog').getByText('Birch').first()).toBeVisible();
  await lookAt(page, 'command-bar');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog').getByRole('table').first()).toBeVisible();
  await lookAt(page, 'shortcuts');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('the calendar shows a day of everybody and a week of one', async () => {
  const { page } = workstation;
  await goTo(page, 'Calendar');
  await lookAt(page, 'calendar-day');
  await pictureLarge(workstation, 'calendar-day');
  await page.getByText('Week', { exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Calendar', exact: true })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Week' })).toBeChecked();
  await lookAt(page, 'calendar-week');
  await pictureLarge(workstation, 'calendar-week');
});

test('a visit is saved as a PDF where the person says, and only there', async () => {
  const encounterId = await startEncounter();
  await answerSaveDialog(null);
  const cancelled = await callCore(workstation.page, '/encounter/visitSummary', {
    encounterId,
    action: 'save',
  });
  expect(cancelled.p.b.json['code']).toBe('cancelled');
  await answerSaveDialog(join(paper, 'summary.pdf'));
  const saved = await callCore(workstation.page, '/encounter/visitSummary', { encounterId, action: 'save' });
  expect(saved.p.b.json).toEqual({ done: true });
  expect(readdirSync(paper)).toEqual(['summary.pdf']);
  expect(readFileSync(join(paper, 'summary.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  await answerSaveDialog(join(paper, 'absent-folder', 'summary.pdf'));
  const refused = await callCore(workstation.page, '/encounter/visitSummary', {
    encounterId,
    action: 'save',
  });
  expect(refused.p.b.json['code']).toBe('could-not-write');
});

test('a lock ends what the window holds: the page is another one, and shows no patient', async () => {
  const { page } = workstation;
  await page.evaluate(() => Object.assign(window, { heldOfAPatient: 'Testperson' }));
  const reloaded = page.waitForEvent('domcontentloaded');
  await callCore(page, '/workstation/lock', { depth: 'soft' }).catch(() => undefined); // the page goes before it can answer
  await reloaded;
  await page.locator('input[type=password]').waitFor();
  await lookAt(page, 'lock');
  expect(await page.evaluate(() => 'heldOfAPatient' in window)).toBe(false);
  const refused = await callCore(page, '/patient/search', { text: 'a', limit: 1 });
  expect(refused.p.b.json['code']).toBe('not-signed-in');
});

test('a machine that goes to sleep closes the database, and the password opens it again', async () => {
  const { page, app } = workstation;
  const signIn = () => callCore(page, '/workstation/signIn', { username: 'owner', password: PASSWORD });
  const stateOf = async () => (await callCore(page, '/workstation/state', undefined)).p.b.json;
  await signIn();
  const reloaded = page.waitForEvent('domcontentloaded');
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'));
  await reloaded;
  await expect.poll(stateOf).toMatchObject({ state: 'locked', databaseOpen: false });
  expect((await signIn()).p.b.json).toEqual({});
  expect(await stateOf()).toMatchObject({ state: 'unlocked' });
});

test('a keychain that lost the key and a damaged key file say so, and end when they are mended', async () => {
  const { page, app, userData } = workstation;
  const keyring = join(userData, 'clinic', 'keyring.json');
  const { vaultId } = JSON.parse(readFileSync(keyring, 'utf8')) as { vaultId: string }; // written by the app
  const account = `device:${vaultId}`;
  const keychain = createOsKeychain();
  const secret = await keychain.get(account);
  if (!secret.ok || secret.value === null)
    throw new Error('the app keeps its device secret in this keychain');

  await keychain.set(account, 'another secret');
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'));
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await lookAt(page, 'keychain');
  await keychain.set(account, secret.value);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByLabel('Password', { exact: true })).toBeVisible();

  const envelope = readFileSync(keyring);
  writeFileSync(keyring, 'no envelope');
  await page.getByRole('combobox', { name: 'Sign-in name' }).fill('owner');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await lookAt(page, 'fault');
  writeFileSync(keyring, envelope);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByLabel('Password', { exact: true })).toBeVisible();
});
