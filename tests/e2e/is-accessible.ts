import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The screen is the one that is meant, and axe finds nothing on it. */
export async function isAccessible(page: Page, heading: string | RegExp): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
  // Half-way a turn colours are not what they will be.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  // Without frames there is nothing to gather from: otherwise each look opens a page for that.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

/** On the smallest phone, and at 400 % zoom, nothing is beside the screen and the main button can be tapped. */
export async function fitsSmallScreens(page: Page): Promise<void> {
  const before = page.viewportSize();
  for (const height of [560, 256]) {
    await page.setViewportSize({ width: 320, height });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    const main = page.locator('.utrecht-button--primary-action:enabled');
    // Asks only whether a tap would arrive.
    if ((await main.count()) > 0) await main.first().click({ trial: true });
  }
  if (before) await page.setViewportSize(before);
}
