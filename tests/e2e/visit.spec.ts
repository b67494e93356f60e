import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { startSimulatedCuff, type SimulatedCuff } from '../support/simulated-cuff.ts';
import {
  changeDetails,
  confirmRecoveryKey,
  goTo,
  openChart,
  PASSWORD,
  signIn,
} from './support/at-the-desk.ts';
import { lookAt, pictureLarge } from './support/look.ts';
import { decodedFrames, goToWaitingRoom, watchConsole } from './support/portal-visit.ts';
import { startRealServer, type RealServer } from './support/real-server.ts';
import { launchWorkstation, type RealWorkstation } from './support/real-workstation.ts';

/**
 * One visit by people: the front desk registers and books, the doctor measures, writes, signs and calls, a second
 * workstation sees it, and the patient is in the same call by the link. The real Electron twice, the real server, a real
 * pseudo terminal, the real Chromium; each screen also as a picture and through axe.
 */
const BIRTH_DATE = { typed: '12 4 1961', day: '12', month: '4', year: '1961' };
const CUFF_LABEL = 'Cuff of the test';

let server: RealServer;
let cuff: SimulatedCuff;
let desk: RealWorkstation;
let second: RealWorkstation | undefined;
let patientContext: BrowserContext | undefined;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  server = await startRealServer();
  cuff = await startSimulatedCuff();
  desk = await launchWorkstation({
    startMode: 'practice',
    practicePassword: PASSWORD,
    serverUrl: server.url,
    setupCode: server.setupCode,
    serialPorts: [cuff.portPath],
  });
});

test.afterAll(async () => {
  await patientContext?.close();
  await second?.close();
  await desk.close();
  await cuff.close();
  await server.close();
});

test('the practice clinic asks for name and password, refuses a wrong one, and opens on the day board', async () => {
  const { page } = desk;
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Name or password is wrong', { exact: false })).toBeVisible();
  await lookAt(page, 'sign-in');
  await signIn(page);
  await expect(page.getByRole('grid', { name: 'Day board' }).getByRole('row').nth(3)).toBeVisible();
  await lookAt(page, 'today');
  await pictureLarge(desk, 'today');
});

test('one key marks a booked patient arrived, and it can be undone', async () => {
  const { page } = desk;
  const booked = page.getByRole('row').filter({ hasText: 'Booked' }).first();
  await booked.click();
  await page.keyboard.press('a');
  await expect(page.getByText('has arrived')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('is booked again')).toBeVisible();
});

test('the gravest alert is on top, one key takes it, and undo gives it back', async () => {
  const { page } = desk;
  await goTo(page, 'Alerts');
  const first = page.getByRole('grid', { name: 'Alerts' }).getByRole('row').nth(1);
  await expect(first).toContainText('Grave');
  await lookAt(page, 'alerts');
  await page.keyboard.press('a');
  await expect(page.getByText('the alert is yours')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('open again')).toBeVisible();
  await first.click();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Thresholds' }).click();
  await expect(page.getByRole('table', { name: 'What is watched of this patient' })).toBeVisible();
  await lookAt(page, 'thresholds');
  await page.keyboard.press('Escape');
});

test('a new patient is registered, with a warning when somebody alike is there', async () => {
  const { page } = desk;
  await goTo(page, 'Patients');
  await page.getByLabel('Search patients').fill('spec birc');
  await expect(page.getByRole('main').getByText('Birch').first()).toBeVisible();
  await lookAt(page, 'patients');
  await page.getByRole('button', { name: 'New patient' }).click();
  await page.getByLabel('Family name').fill('Testperson');
  await page.getByLabel('Given names').fill('Almond');
  await expect(page.getByText('Is it one of these?')).toBeVisible();
  await lookAt(page, 'register-duplicate');
  await page.getByLabel('Given names').fill('Zelkova Éowyn');
  await page.getByLabel('Birth date').fill('12 4 2961');
  await page.getByRole('button', { name: 'Register patient' }).click();
  await expect(page.getByText('A birth date cannot lie ahead')).toBeVisible();
  await page.getByLabel('Birth date').fill(BIRTH_DATE.typed);
  await page.getByLabel('Phone').fill('+1 555 555 0142');
  await page.getByRole('button', { name: /^Register/ }).click();
  await expect(page.getByText('Zelkova Éowyn Testperson is registered')).toBeVisible();
  await lookAt(page, 'chart-new-patient');
});

test('the patient is booked into a free slot for a video visit', async () => {
  const { page } = desk;
  await goTo(page, 'Today');
  await expect(page.getByRole('row', { selected: true })).toBeVisible();
  await page.keyboard.press('b');
  await page.getByRole('combobox', { name: 'Patient' }).fill('zelk');
  await page.getByRole('option', { name: /Zelkova/ }).click();
  await page.getByText('Video call', { exact: true }).click();
  await expect(
    page.getByRole('radiogroup', { name: 'Next free times' }).getByRole('radio').first(),
  ).toBeVisible();
  await lookAt(page, 'book');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Book / })
    .click();
  await expect(page.getByText('is booked:', { exact: false })).toBeVisible();
});

const acceptButton = (page: Page, device: string) =>
  page.getByRole('button', { name: new RegExp(`^Accept.*${device}`) });

test('readings of a cuff on a serial port wait in the open visit and are accepted with one key', async () => {
  const { page } = desk;
  await goTo(page, 'Devices');
  await page.getByRole('button', { name: 'Attach a device' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Port' }).click();
  await page.getByRole('option', { name: cuff.portPath, exact: false }).click();
  await dialog.getByRole('combobox', { name: 'Device type' }).click();
  await page.getByRole('option', { name: /Beurer.*serial/ }).click();
  await dialog.getByLabel('Name in this clinic').fill(CUFF_LABEL);
  await dialog.getByRole('button', { name: 'Attach' }).click();
  await expect(page.getByText(CUFF_LABEL).first()).toBeVisible();
  await lookAt(page, 'devices');

  await openChart(page, 'zelk');
  await page.getByRole('button', { name: /^Start visit/ }).click();
  await expect(page.getByRole('heading', { name: 'Vitals' })).toBeVisible();
  // The practice cuff measures a moment after a visit opens: from then on readings belong to this patient.
  await expect(acceptButton(page, 'Practice cuff')).toBeVisible();
  cuff.measure({ systolicMmHg: 151, diastolicMmHg: 94, pulsePerMin: 72, time: '2026-11-23T09:30:00' });
  const proposal = page.getByRole('listitem').filter({ hasText: CUFF_LABEL });
  await expect(proposal).toContainText('151');
  await expect(acceptButton(page, CUFF_LABEL)).toBeVisible();
  await lookAt(page, 'encounter');
  while ((await acceptButton(page, CUFF_LABEL).count()) > 0) {
    const waiting = await page.getByRole('button', { name: /^(Accept|It is right)/ }).count();
    await page.keyboard.press('F2');
    await expect
      .poll(() => page.getByRole('button', { name: /^(Accept|It is right)/ }).count())
      .not.toBe(waiting);
  }
  await expect(page.getByText('151/94').first()).toBeVisible();
});

test('the process of the device addons dies: the window lives on, and the next reading comes', async () => {
  const { app, page } = desk;
  const pidOf = () =>
    app.evaluate(
      ({ app: inside }) => inside.getAppMetrics().find(({ name }) => name === 'Devices')?.pid ?? null,
    );
  const before = await pidOf();
  if (before === null) throw new Error('no device process is running');
  await app.evaluate((_electron, pid) => process.kill(pid, 'SIGSEGV'), before);
  await expect.poll(pidOf, { timeout: 20_000 }).not.toBe(before);
  await expect.poll(pidOf, { timeout: 20_000 }).not.toBeNull();
  cuff.measure({ systolicMmHg: 143, diastolicMmHg: 88, pulsePerMin: 70, time: '2026-11-23T09:40:00' });
  await expect(page.getByRole('listitem').filter({ hasText: CUFF_LABEL })).toContainText('143');
  await page.keyboard.press('F2');
  await expect(page.getByText('143/88').first()).toBeVisible();
});

test('manual entry refuses the impossible and asks about the unusual', async () => {
  const { page } = desk;
  await page.keyboard.press('v');
  await page.getByLabel(/^Temperature/).fill('60');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Not filed. Correct the marked value.')).toBeVisible();
  await page.getByLabel(/^Temperature/).fill('36.9');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 value filed')).toBeVisible();
});

test('the note survives a kill of the app, is signed, and then only takes addenda', async () => {
  const { page } = desk;
  await page.getByLabel('Progress note of this visit').fill('Feels well. Reading repeated.');
  await expect(page.getByText(/Draft saved/)).toBeVisible({ timeout: 15_000 });
  const { userData } = desk;
  desk.app.process().kill('SIGKILL');
  await desk.app.waitForEvent('close');
  desk = await launchWorkstation({
    startMode: 'practice',
    serverUrl: server.url,
    serialPorts: [cuff.portPath],
    userData,
  });
  const reopened = desk.page;
  await signIn(reopened);
  await openChart(reopened, 'zelk');
  await reopened.getByRole('button', { name: /^Go on with the visit/ }).click();
  await expect(reopened.getByLabel('Progress note of this visit')).toHaveValue(
    'Feels well. Reading repeated.',
  );
  await reopened.getByRole('button', { name: /^Sign/ }).click();
  await reopened.getByLabel('Release this visit’s readings to the patient').check();
  await reopened.getByRole('dialog').getByRole('button', { name: 'Sign' }).click();
  await expect(reopened.getByText(/Signed by/).first()).toBeVisible();
  await expect(reopened.getByRole('button', { name: 'Add addendum' })).toBeVisible();
  await lookAt(reopened, 'encounter-signed');
  await pictureLarge(desk, 'encounter-signed');
});

test('trends stand as chart and as the same numbers in a table, beside what happened, notes and visits', async () => {
  const { page } = desk;
  await openChart(page, 'test birch');
  const parts = page.getByRole('navigation', { name: 'Parts of the chart' });
  await parts.getByRole('button', { name: 'Vitals & trends' }).click();
  await expect(page.getByRole('table').first()).toBeVisible();
  await lookAt(page, 'trends');
  await pictureLarge(desk, 'trends');
  for (const part of ['Timeline', 'Notes', 'Visits']) {
    await parts.getByRole('button', { name: part }).click();
    await expect(page.getByRole('main').getByRole('heading', { name: part }).first()).toBeVisible();
    await lookAt(page, `chart-${part.toLowerCase()}`);
  }
  await parts.getByRole('button', { name: 'Summary' }).click();
  await lookAt(page, 'chart-summary');
  await pictureLarge(desk, 'chart-summary');
});

test('a second workstation joins by code, sees the visit, and edits travel both ways, also after the cable was pulled', async () => {
  const { page } = desk;
  await goTo(page, 'Admin');
  await expect(page.getByRole('table').first()).toBeVisible();
  await lookAt(page, 'staff');
  await page.getByRole('tab', { name: 'Workstations and sync' }).click();
  await expect(page.getByRole('table').first()).toBeVisible();
  await lookAt(page, 'workstations');
  await page.getByRole('button', { name: 'Add a workstation' }).first().click();
  const code = (await page.getByTestId('enrolment-code').textContent()) ?? '';
  await lookAt(page, 'enrol');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();

  second = await launchWorkstation({ startMode: 'new', serverUrl: server.url });
  const other = second.page;
  await lookAt(other, 'first-run');
  await other.getByRole('button', { name: /Join a clinic/ }).click();
  await other.getByLabel('Code', { exact: true }).fill(code);
  await other.getByLabel('Name of this workstation').fill('Exam room 2');
  await other.getByRole('textbox', { name: 'Sign-in name' }).fill('owner');
  await other.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await other.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(other.getByLabel(/^Group \d+$/).first()).toBeVisible({ timeout: 60_000 });
  await lookAt(other, 'recovery-key');
  await confirmRecoveryKey(other);
  await openChart(other, 'zelk');
  await expect(other.getByText('151/94').first()).toBeVisible();

  await server.stop();
  await changeDetails(other, { Phone: '+1 555 555 0177', 'Birth date': '13 4 1961' });
  await openChart(page, 'zelk');
  await changeDetails(page, { 'Birth date': '14 4 1961' });
  await server.startAgain();
  await goTo(page, 'Patients');
  await page.getByLabel('Search patients').fill('0177');
  await expect(page.getByRole('main').getByText('Zelkova').first()).toBeVisible({ timeout: 30_000 });
});

test('two birth dates typed without the server wait in the inbox until a person decides', async () => {
  const { page } = desk;
  await goTo(page, 'Inbox');
  await expect(page.getByRole('main').getByText('Zelkova').first()).toBeVisible({ timeout: 30_000 });
  await lookAt(page, 'inbox-conflict');
  await pictureLarge(desk, 'inbox-conflict');
});

test('the patient comes by the link, waits, is admitted, and both see each other', async ({ browser }) => {
  const { page } = desk;
  await goTo(page, 'Today');
  const row = page
    .getByRole('row')
    .filter({ has: page.getByRole('img', { name: 'Video visit' }) })
    .first();
  await row.click();
  // The one that `npm start` prints is made already for the first of them.
  await page.getByRole('button', { name: /^(Create video link|New link)$/ }).click();
  const link = await page.getByLabel('The patient’s link').inputValue();

  patientContext = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const consoleErrors = watchConsole(patientContext);
  const patient = await patientContext.newPage();
  await goToWaitingRoom(patient, link);
  await lookAt(patient, 'portal-waiting');
  await page.getByRole('button', { name: 'Admit to the call' }).first().click();
  for (const side of [patient, page]) {
    await expect.poll(() => decodedFrames(side), { timeout: 30_000 }).toBeGreaterThan(20);
  }
  await lookAt(page, 'call');
  await lookAt(patient, 'portal-call');
  await page.getByRole('button', { name: 'End visit' }).click();
  await page.getByRole('button', { name: 'End for both' }).click();
  await expect(patient.getByRole('heading', { name: 'The visit has ended' })).toBeVisible();
  expect(consoleErrors).toEqual([]);
});
