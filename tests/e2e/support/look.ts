import { mkdirSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

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
