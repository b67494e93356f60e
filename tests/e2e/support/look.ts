import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { resize, type RealWorkstation } from './real-workstation.ts';

const SCHEMES = ['light', 'dark'] as const;

/**
 * Looks at a screen as a person and as axe would: a picture and no WCAG 2.2 AA violation, in both colour schemes.
 * Pictures go to screenshots/<name>-<scheme>.png (ignored by git); those of the README to docs/screenshots.
 */
export async function lookAt(page: Page, name: string, folder = 'screenshots'): Promise<void> {
  mkdirSync(folder, { recursive: true });
  // No tooltip under a resting pointer in the picture.
  await page.mouse.move(0, 0);
  for (const scheme of SCHEMES) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: `${folder}/${name}-${scheme}.png`, animations: 'disabled' });
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode(true) // without it axe opens a second page, which Electron refuses
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`),
    );
    expect(found, `${name} in the ${scheme} scheme`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

const USUAL = { width: 1280, height: 800 };
const LARGE = { width: 1920, height: 1080 };

/** The same screen on a large display, in both schemes: pictures alone, since axe has seen its words and colours. */
export async function pictureLarge(workstation: RealWorkstation, name: string): Promise<void> {
  const { page } = workstation;
  await resize(workstation, LARGE);
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: `screenshots/${name}-large-${colorScheme}.png`, animations: 'disabled' });
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await resize(workstation, USUAL);
}
