import { expect, type Page } from '@playwright/test';
import { upTypes } from '#protocol/up.ts';
import { arrive, bothGoOn, bothSee, linkOf, newPage, openTable, reads, sitTogether, tap } from './people.ts';
import { test } from './server.ts';

const family = '👨‍👩‍👧‍👦';

test('[ENV2] with a name and a page from right to left, words that are too long are refused, and nothing is cut', async ({
  browser,
  server,
}) => {
  const anouk = await newPage(browser, 1280, 800);
  const bilal = await newPage(browser, 360, 740);
  await openTable(anouk, server.origin);
  await bilal.goto(await linkOf(anouk));
  for (const name of ['Ik doe mee', 'Zon', 'Naam erbij']) await tap(bilal, name);
  await bilal.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });
  await bilal.getByLabel('Jouw naam').fill('بلال');
  await tap(bilal, 'Ga zitten');
  await arrive({ anouk, bilal });
  await bothSee({ anouk, bilal }, 'A. Wat gebeurde er? Wat werd er gezegd?');
  // In a sentence the name is isolated, so that the words around it stay in their order.
  await reads(anouk, '\u2068بلال\u2069 vertelt. Jij luistert.');

  for (const step of ['Ik', 'Zelf schrijven']) await tap(bilal, step);
  const words = bilal.getByLabel('Jouw woorden');
  await bilal.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await bilal.evaluate((text) => navigator.clipboard.writeText(text), 'a'.repeat(10_000));
  await words.press('ControlOrMeta+V');
  await reads(bilal, 'Deze tekst is te lang.', 'Haal 9.400 letters weg.');
  await expect(words).toHaveValue('a'.repeat(10_000));
  await expect(bilal.getByRole('button', { name: 'Leg neer', exact: true })).toHaveCount(0);
  // An emoji of seven code points is one letter.
  const fitting = 'a'.repeat(599) + family;
  await words.fill(fitting);
  await fitsTheScreen(bilal);
  await tap(bilal, 'Leg neer');
  await expect(anouk.locator('.strip bdi').getByText(fitting)).toBeVisible();
  await expect(anouk.locator('.strip .card-owner bdi').getByText('بلال')).toBeVisible();
  await tap(bilal, 'De tafel');
  await expect(bilal.locator('.strip').getByText(fitting)).toBeVisible();
  for (const page of [anouk, bilal]) await fitsTheScreen(page);
  await bothGoOn({ anouk, bilal });
});

/** Nobody has to scroll sideways. */
async function fitsTheScreen(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}

/** How often this page brought something to the server since it was asked; of the sockets that it opens from now on. */
function countAppends(page: Page): () => number {
  let count = 0;
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      if (payload[0] === upTypes.append) count += 1;
    }),
  );
  return () => count;
}

test('[OWN2] [WEB1] what Bilal types goes out once, with his card, and markup in it is text on both screens', async ({
  browser,
  server,
}) => {
  const pair = await sitTogether(browser, server.origin, { arrives: true });
  const { anouk, bilal } = pair;
  await bothSee(pair, 'A. Wat gebeurde er? Wat werd er gezegd?');
  const appends = countAppends(bilal);
  await bilal.reload();
  await bothSee(pair, 'A. Wat gebeurde er? Wat werd er gezegd?');
  const words = '<b>vet</b> <img src="x" onerror="document.body.remove()"> &lt;';
  for (const step of ['Ik', 'Zelf schrijven']) await tap(bilal, step);
  await bilal.getByLabel('Jouw woorden').pressSequentially(words);
  await bilal.getByLabel('Jouw woorden').blur();
  // An old phone throws the page away, and has his words when it comes back: all but what it had no time to write down.
  await expect(async () => {
    await bilal.getByLabel('Jouw woorden').fill(words);
    await bilal.reload();
    await expect(bilal.getByLabel('Jouw woorden')).toHaveValue(words);
  }).toPass();
  await tap(bilal, 'Leg neer');
  await expect(anouk.locator('.strip').getByText(words)).toBeVisible();
  // A chain is brought in its order: whatever had gone out before would have been counted by now.
  expect(appends()).toBe(1);
  await bilal.reload();
  await tap(bilal, 'Mijn kaarten');
  await expect(bilal.getByLabel('Jouw woorden')).toHaveCount(0);
  await tap(bilal, 'De tafel');
  for (const page of [anouk, bilal]) {
    await expect(page.locator('.strip').getByText(words)).toBeVisible();
    await expect(page.locator('.strip b, img[src="x"]')).toHaveCount(0);
  }
});
