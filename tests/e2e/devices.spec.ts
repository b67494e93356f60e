import { expect, test, type Page } from '@playwright/test';
import { lookAt } from './support/look.ts';
import { launchWorkstation, type RealWorkstation } from './support/real-workstation.ts';

/**
 * The device bench of a practice clinic by a person: the bench itself, a search that finds simulated devices by their real
 * drivers, attaching by hand beside the guide, a test, and a meter's memory filed for a patient. Each screen also as a
 * picture and through axe.
 */
const PASSWORD = 'violet-otter-78';
const METER = 'LifeScan OneTouch Ultra2';

let desk: RealWorkstation;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  desk = await launchWorkstation({ startMode: 'practice', practicePassword: PASSWORD });
});

test.afterAll(async () => {
  await desk.close();
});

const dialogOf = (page: Page) => page.getByRole('dialog');

test('the bench of a practice clinic shows what is attached and how it is', async () => {
  const { page } = desk;
  await page.getByRole('combobox', { name: 'Sign-in name' }).fill('owner');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Devices' }).click();
  await expect(page.getByRole('article', { name: 'Practice oximeter' })).toBeVisible();
  await expect(page.getByRole('article', { name: 'Practice cuff' }).getByText('Connected')).toBeVisible();
});

test('the search finds the simulated devices and attaches one of them', async () => {
  const { page } = desk;
  await page.keyboard.press('f');
  const dialog = dialogOf(page);
  await dialog.getByRole('button', { name: 'Start the search' }).click();
  await expect(dialog.getByText(/^Trying: /).first()).toBeVisible();
  await lookAt(page, 'devices-searching');
  const attach = dialog.getByRole('button', { name: `Attach ${METER}`, exact: false });
  await expect(dialog.getByText(/devices found/)).toBeVisible({ timeout: 90_000 });
  await lookAt(page, 'devices-found');
  await attach.click();
  await expect(page.getByText(`${METER} attached`)).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByRole('article', { name: METER })).toBeVisible();
});

test('a scale is attached by hand with its guide beside', async () => {
  const { page } = desk;
  await page.keyboard.press('a');
  const dialog = dialogOf(page);
  await dialog.getByRole('combobox', { name: 'Port' }).click();
  await page.getByRole('option', { name: /USB scale/ }).click();
  await dialog.getByRole('combobox', { name: 'Device type' }).click();
  await page.getByRole('option', { name: /USB scale/ }).click();
  await expect(dialog.getByRole('img', { name: /flat scale/ })).toBeVisible();
  await lookAt(page, 'devices-attach');
  await dialog.getByLabel('Name in this clinic').fill('Scale of the test');
  await dialog.getByRole('button', { name: 'Attach' }).click();
  await expect(page.getByRole('article', { name: 'Scale of the test' })).toBeVisible();
  await lookAt(page, 'devices-bench');
});

test('a test says step by step that the meter answers', async () => {
  const { page } = desk;
  await page.getByRole('button', { name: `Test ${METER}` }).click();
  const dialog = dialogOf(page);
  await expect(dialog.getByText('The device works.')).toBeVisible({ timeout: 30_000 });
  await lookAt(page, 'devices-test');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
});

test('the meter’s memory is read, chosen from and filed for the patient who is picked', async () => {
  const { page } = desk;
  await page.getByRole('button', { name: `Read memory: ${METER}` }).click();
  const dialog = dialogOf(page);
  await dialog.getByRole('button', { name: 'Read the memory' }).click();
  await expect(dialog.getByRole('table', { name: 'Records of the memory' })).toBeVisible({ timeout: 30_000 });
  await dialog.getByRole('button', { name: /^All new/ }).click();
  await dialog.getByRole('combobox', { name: 'Whose readings are these?' }).fill('birc');
  await dialog.getByRole('option').first().click();
  await expect(dialog.getByText(/readings will be filed for/)).toBeVisible();
  await lookAt(page, 'devices-memory');
  await dialog.getByRole('button', { name: /^File/ }).click();
  await expect(dialog.getByText(/readings filed for|Look again/)).toBeVisible();
  const again = dialog.getByRole('button', { name: 'File anyway' });
  if (await again.isVisible()) {
    await lookAt(page, 'devices-memory-doubt');
    await again.click();
  }
  await expect(dialog.getByText(/readings filed for/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Choose more' }).click();
  await expect(dialog.getByText('Already in the record').first()).toBeVisible();
  await lookAt(page, 'devices-memory-again');
});
