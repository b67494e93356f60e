import { expect, test } from '@playwright/test';
import { lookAt } from './support/look.ts';
import { buildPractitionerSeat } from './support/practitioner-seat.ts';
import {
  decodedFrames,
  framesPerSecond,
  goToWaitingRoom,
  startPortalVisit,
  watchConsole,
  type PortalVisit,
} from './support/portal-visit.ts';

let seatDir: string;
let visit: PortalVisit;

test.beforeAll(async () => {
  seatDir = await buildPractitionerSeat();
});
test.beforeEach(async () => {
  visit = await startPortalVisit({ seatDir });
});
test.afterEach(async ({ browser }) => {
  // The browser outlives the test: a page left open goes on decoding video and slows down all that follow.
  await Promise.all(browser.contexts().map((context) => context.close()));
  await visit.close();
});

test('both see and hear each other, leave, come back, and the practitioner ends it', async ({ browser }) => {
  test.slow(); // two encoders in software, and axe over the running call
  const patientContext = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const consoleErrors = watchConsole(patientContext);
  const patient = await patientContext.newPage();
  const practitioner = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  const { link, visitId } = await visit.makeLink();

  await goToWaitingRoom(patient, link);
  expect(patient.url()).not.toContain('#');
  await visit.admit(practitioner, visitId);
  const admittedAt = Date.now();
  for (const page of [patient, practitioner]) {
    await expect.poll(() => decodedFrames(page), { intervals: [50] }).toBeGreaterThan(0);
  }
  const joinMs = Date.now() - admittedAt;
  const [patientFps, practitionerFps] = await Promise.all([
    framesPerSecond(patient, 4),
    framesPerSecond(practitioner, 4),
  ]);
  test.info().annotations.push({
    type: 'join',
    description: `${joinMs} ms, ${patientFps.toFixed(1)} and ${practitionerFps.toFixed(1)} fps`,
  });
  for (const page of [patient, practitioner]) {
    await expect.poll(() => decodedFrames(page)).toBeGreaterThan(20);
  }

  const code = /\d{3} \d{3} \d{3} \d{3}/;
  const patientCode = await patient.getByRole('button', { name: 'Safety code' }).textContent();
  expect(patientCode).toMatch(code);
  expect(await practitioner.getByRole('button', { name: 'Safety code' }).textContent()).toBe(patientCode);

  await lookAt(patient, 'portal-call-phone');
  await patient.getByRole('button', { name: 'Camera off' }).click();
  await expect(practitioner.getByText('has the camera off')).toBeVisible();
  await patient.getByRole('button', { name: 'Camera on' }).click();
  const before = await decodedFrames(practitioner);
  await expect.poll(() => decodedFrames(practitioner)).toBeGreaterThan(before + 5);

  await patient.getByRole('button', { name: 'Leave' }).click();
  await expect(patient.getByRole('heading', { name: 'You left the call' })).toBeVisible();
  await lookAt(patient, 'portal-left-phone');
  await expect(practitioner.getByText('Waiting for Testperson')).toBeVisible();
  await patient.getByRole('button', { name: 'Back to the call' }).click();
  await expect.poll(() => decodedFrames(patient)).toBeGreaterThan(5);
  await expect.poll(() => decodedFrames(practitioner)).toBeGreaterThan(5);

  await practitioner.getByRole('button', { name: 'End visit' }).click();
  await expect(patient.getByRole('heading', { name: 'The visit has ended' })).toBeVisible();
  await lookAt(patient, 'portal-ended-phone');
  expect(consoleErrors).toEqual([]);
});

test('a reload of either side returns to the call without a new admission', async ({ browser }) => {
  const patient = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  const practitioner = await (await browser.newContext()).newPage();
  const { link, visitId } = await visit.makeLink();
  await goToWaitingRoom(patient, link);
  await visit.admit(practitioner, visitId);
  await expect.poll(() => decodedFrames(practitioner)).toBeGreaterThan(5);
  for (const page of [patient, practitioner]) {
    await page.reload();
    await expect.poll(() => decodedFrames(patient)).toBeGreaterThan(5);
    await expect.poll(() => decodedFrames(practitioner)).toBeGreaterThan(5);
  }
});

test('the same link opened again in the same browser takes the call over from the first window', async ({
  browser,
}) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const first = await context.newPage();
  const practitioner = await (await browser.newContext()).newPage();
  const { link, visitId } = await visit.makeLink();
  await goToWaitingRoom(first, link);
  await visit.admit(practitioner, visitId);
  await expect.poll(() => decodedFrames(first)).toBeGreaterThan(5);
  const second = await context.newPage();
  await second.goto(link);
  await second.getByRole('button', { name: 'Check camera and microphone' }).click();
  await second.getByRole('button', { name: 'Go to the waiting room' }).click();
  await expect(first.getByRole('heading', { name: 'The visit is open in another window' })).toBeVisible();
  await expect.poll(() => decodedFrames(second)).toBeGreaterThan(5);
});
