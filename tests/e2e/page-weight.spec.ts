import { gzipSync } from 'node:zlib';
import { expect, type Page } from '@playwright/test';
import budgets from '../../bench/budgets.json' with { type: 'json' };
import { arrive, bothGoOn, bothSee, linkOf, newPage, openTable, tap } from './people.ts';
import { test } from './server.ts';

/** Writes down what was loaded at the moment when the invitation can be answered; what comes later is fetched ahead. */
async function noteWhatAnInvitationLoads(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const look = () => {
      if (!document.body?.textContent?.includes('Ik doe mee')) return;
      seen.disconnect();
      const files = performance.getEntriesByType('resource').map(({ name }) => name);
      Reflect.set(globalThis, 'filesOfInvitation', files);
    };
    const seen = new MutationObserver(look);
    seen.observe(document, { childList: true, subtree: true });
  });
}

async function gzipKiB(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    [...new Set(files)].map(async (file) => {
      const body = await (await fetch(file)).arrayBuffer();
      return gzipSync(new Uint8Array(body), { level: 9 }).length;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
}

test('a scanned invitation and the table after it stay within their budgets of bytes', async ({
  browser,
  server,
}) => {
  const anouk = await newPage(browser, 1280, 800);
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    locale: 'nl-NL',
    // It fetches ahead what no screen shows yet.
    serviceWorkers: 'block',
  });
  const bilal = await context.newPage();
  await noteWhatAnInvitationLoads(bilal);
  await openTable(anouk, server.origin);
  await bilal.goto(await linkOf(anouk));
  await expect(bilal.getByRole('button', { name: 'Ik doe mee' })).toBeVisible();
  const first = await bilal.evaluate<string[]>(() => Reflect.get(globalThis, 'filesOfInvitation'));
  const code = first.filter((file) => /\.(js|css)$/.test(file));
  // The page, its texts and its style: fewer means that the measurement missed them.
  expect(code.length).toBeGreaterThanOrEqual(3);
  expect(code.filter((file) => file.includes('/texts/'))).toHaveLength(1);
  expect(code.filter((file) => /this-device|table-here/.test(file))).toEqual([]);
  expect(await gzipKiB(code)).toBeLessThanOrEqual(budgets.invitationKiB);

  // All the way to the step with the largest decks; the letters (34 KiB) are a file that every page shares.
  for (const name of ['Ik doe mee', 'Zon', 'Ga zitten']) await tap(bilal, name);
  const pair = { anouk, bilal };
  await arrive(pair);
  await bothGoOn(pair);
  await bothSee(pair, 'B. Wat deed dit met mij? Waarom was dit goed of lastig?');
  await tap(bilal, 'lastig');
  await expect(bilal.getByRole('button', { name: 'stress' })).toBeVisible();
  const all = await bilal.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  const table = all.filter((file) => /\.(js|css|svg)$/.test(file));
  expect(table.some((file) => file.includes('table-here'))).toBe(true);
  expect(table.filter((file) => file.endsWith('.svg')).length).toBeGreaterThan(20);
  expect(await gzipKiB(table)).toBeLessThanOrEqual(budgets.tableKiB);
});
