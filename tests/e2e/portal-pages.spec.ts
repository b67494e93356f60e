import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import { lookAt } from './support/look.ts';
import { goToWaitingRoom, startPortalVisit, watchConsole, type PortalVisit } from './support/portal-visit.ts';

const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 800 } } as const;
const READINGS = [
  ['2026-09-02T08:10:00.000Z', 146, 92],
  ['2026-09-20T08:25:00.000Z', 141, 90],
  ['2026-10-06T09:00:00.000Z', 138, 88],
  ['2026-10-27T08:40:00.000Z', 133, 85],
  ['2026-11-12T10:15:00.000Z', 129, 82],
] as const;

let visit: PortalVisit;

test.beforeEach(async () => {
  visit = await startPortalVisit({ seatDir: import.meta.dirname, readings: READINGS });
});
test.afterEach(async ({ browser }) => {
  // The browser outlives the test: a page left open goes on decoding video and slows down all that follow.
  await Promise.all(browser.contexts().map((context) => context.close()));
  await visit.close();
});

/** A page of its own device; every error of its console fails the test. */
async function openPage(
  browser: Browser,
  size: keyof typeof SIZES = 'phone',
): Promise<{ page: Page; consoleErrors: string[] }> {
  const context = await browser.newContext({
    viewport: SIZES[size],
    timezoneId: 'America/New_York',
    locale: 'en-GB',
  });
  return { page: await context.newPage(), consoleErrors: watchConsole(context) };
}

/** Chromium without the invented consent: every camera is refused; without the invented devices there is none. */
function launchWithout(what: 'consent' | 'devices'): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CLINIC_CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    chromiumSandbox: process.getuid?.() !== 0 && process.env['CLINIC_NO_SANDBOX'] !== '1',
    args: what === 'consent' ? ['--use-fake-device-for-media-stream'] : ['--use-fake-ui-for-media-stream'],
  });
}

for (const size of ['phone', 'desk'] as const) {
  test(`hello, device check and waiting room on a ${size}`, async ({ browser }) => {
    const { page, consoleErrors } = await openPage(browser, size);
    const { link } = await visit.makeLink();
    await page.goto(link);
    await expect(page.getByRole('heading', { name: 'Hello Alder' })).toBeVisible();
    await expect(page.getByText('where you are')).toBeVisible();
    await lookAt(page, `portal-welcome-${size}`);
    await page.getByRole('button', { name: 'Check camera and microphone' }).click();
    await expect(page.getByText('We can hear you')).toBeVisible();
    await lookAt(page, `portal-check-${size}`);
    await page.getByRole('button', { name: 'Go to the waiting room' }).click();
    await expect(page.getByText('You are next')).toBeVisible();
    await lookAt(page, `portal-waiting-${size}`);
    await page.getByRole('button', { name: 'Leave the waiting room' }).click();
    await expect(page.getByRole('heading', { name: 'Hello Alder' })).toBeVisible();
    await goToWaitingRoom(page, link);
    expect(consoleErrors).toEqual([]);
  });

  test(`the record behind the birth date on a ${size}`, async ({ browser }) => {
    const { page, consoleErrors } = await openPage(browser, size);
    const { link } = await visit.makeLink();
    await page.goto(link);
    await expect(page.getByRole('heading', { name: 'Hello Alder' })).toBeVisible();
    await page.getByRole('link', { name: 'See your blood pressure' }).click();
    await expect(page.getByRole('heading', { name: 'Please confirm that it is you' })).toBeVisible();
    await lookAt(page, `portal-birth-date-${size}`);
    await page.getByRole('button', { name: 'Open my record' }).click();
    await expect(page.getByRole('alert')).toHaveText('Please give day, month and year.');
    const [year = '', month = '', day = ''] = visit.birthDate.split('-');
    await page.getByLabel('Day').fill(day);
    await page.getByLabel('Month').selectOption(month);
    await page.getByLabel('Year').fill('1970');
    await page.getByRole('button', { name: 'Open my record' }).click();
    await expect(page.getByRole('alert')).toContainText('4 tries are left');
    consoleErrors.length = 0; // the refusals are answers of the server, which Chromium reports
    await page.getByLabel('Year').fill(year);
    await page.getByRole('button', { name: 'Open my record' }).click();
    await expect(page.getByRole('heading', { name: 'Your blood pressure' })).toBeVisible();
    await expect(page.getByRole('row')).toHaveCount(READINGS.length + 1);
    await expect(page.getByRole('row').nth(1)).toContainText(/129\/82\s*mmHg/);
    await expect(page.getByRole('img', { name: 'Chart of 5 readings' })).toBeVisible();
    await lookAt(page, `portal-record-${size}`);
    expect(page.url()).toBe(`${visit.url}/portal/record`);
    expect(consoleErrors).toEqual([]);
  });
}

test('a wrong, a used and a missing link say so', async ({ browser }) => {
  const { link } = await visit.makeLink();
  const { page: owner } = await openPage(browser);
  await owner.goto(link);
  await expect(owner.getByRole('heading', { name: 'Hello Alder' })).toBeVisible();
  const cases = [
    [link, 'This link was opened on another device', 'used'],
    [`${link.slice(0, -3)}xyz`, 'This link does not work', 'wrong'],
    [`${visit.url}/portal/visit`, 'Open the link you received', 'missing'],
  ] as const;
  for (const [address, title, name] of cases) {
    const { page } = await openPage(browser);
    await page.goto(address);
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await lookAt(page, `portal-link-${name}`);
    await page.context().close();
  }
});

test('an expired link says so', async ({ browser }) => {
  const past = await startPortalVisit({ seatDir: import.meta.dirname, startsInMs: -25 * 60 * 60_000 });
  const { link } = await past.makeLink();
  const { page } = await openPage(browser);
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'This link has expired' })).toBeVisible();
  await lookAt(page, 'portal-link-expired');
  await past.close();
});

test('a refused camera has a remedy, and the visit goes on without it', async () => {
  const browser = await launchWithout('consent');
  const { page } = await openPage(browser);
  const { link } = await visit.makeLink();
  await page.goto(link);
  await page.getByRole('button', { name: 'Check camera and microphone' }).click();
  await expect(page.getByText('Camera and microphone are blocked')).toBeVisible();
  await lookAt(page, 'portal-check-refused');
  await page.context().grantPermissions(['microphone']);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('The camera is blocked')).toBeVisible();
  await page.getByRole('button', { name: 'Go on with sound only' }).click();
  await expect(page.getByRole('heading', { name: 'You are in the waiting room' })).toBeVisible();
  await browser.close();
});

test('without any camera or microphone one can still watch and listen', async () => {
  const browser = await launchWithout('devices');
  const { page } = await openPage(browser);
  const { link } = await visit.makeLink();
  await page.goto(link);
  await page.getByRole('button', { name: 'Check camera and microphone' }).click();
  await expect(page.getByText('No camera or microphone found')).toBeVisible();
  await lookAt(page, 'portal-check-absent');
  await page.getByRole('button', { name: 'Go on without camera and microphone' }).click();
  await expect(page.getByRole('heading', { name: 'You are in the waiting room' })).toBeVisible();
  await browser.close();
});

test('speaks Spanish, and remembers it', async ({ browser }) => {
  const { page } = await openPage(browser);
  const { link } = await visit.makeLink();
  await page.goto(link);
  await page.getByRole('button', { name: 'Español' }).click();
  await expect(page.getByRole('heading', { name: 'Hola, Alder' })).toBeVisible();
  await lookAt(page, 'portal-welcome-es');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Hola, Alder' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
});
