import { expect, type Page } from '@playwright/test';

/** The password of everybody in the end-to-end tests. */
export const PASSWORD = 'violet-otter-77';

export async function signIn(page: Page, username = 'owner'): Promise<void> {
  await page.getByRole('combobox', { name: 'Sign-in name' }).fill(username);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
}

/** By the rail; the screen's own keys work once its heading stands. */
export async function goTo(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: place }).click();
  await expect(page.getByRole('heading', { name: place, exact: true })).toBeVisible();
}

/** The chart of the first patient that the words find. */
export async function openChart(page: Page, words: string): Promise<void> {
  await goTo(page, 'Patients');
  await page.getByLabel('Search patients').fill(words);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Parts of the chart' })).toBeVisible();
}

/** Writes fields of the patient whose chart is open, named by their labels. */
export async function changeDetails(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  await page.getByRole('link', { name: 'All details' }).click();
  await page.getByRole('button', { name: 'Edit' }).click();
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/are saved/)).toBeVisible();
}

/** Types two groups of the recovery key back, as the screen asks. */
export async function confirmRecoveryKey(page: Page): Promise<void> {
  const shown = await page.getByRole('list').first().getByRole('listitem').allTextContents();
  for (const [index, group] of shown.entries()) {
    const field = page.getByLabel(`Group ${index + 1}`, { exact: true });
    if ((await field.count()) > 0) await field.fill(group.slice(-4));
  }
  await page.getByRole('button', { name: 'These are right, go on' }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
}
