import { expect, type Page } from '@playwright/test';
import { arrive, bothSee, sitTogether, tap } from './people.ts';
import { test } from './server.ts';

/** The type of the message that brings entries, as its first byte says. */
const append = 4;

/** How often this page brought something to the server since it was asked. */
function countAppends(page: Page): () => number {
  let count = 0;
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      if (payload[0] === append) count += 1;
    }),
  );
  return () => count;
}

test('[OWN2] what Bilal types goes out once, with his card, and not key by key', async ({
  browser,
  server,
}) => {
  const pair = await sitTogether(browser, server.origin);
  const { anouk, bilal } = pair;
  await arrive(pair);
  await bothSee(pair, 'A. Wat gebeurde er? Wat werd er gezegd?');
  const appends = countAppends(bilal);
  // A page counts the sockets that it opens from now on.
  await bilal.reload();
  await bothSee(pair, 'A. Wat gebeurde er? Wat werd er gezegd?');
  for (const step of ['Ik', 'Zelf schrijven']) await tap(bilal, step);
  await bilal.getByLabel('Jouw woorden').pressSequentially('Ik zei niets.');
  await bilal.getByLabel('Jouw woorden').blur();
  await tap(bilal, 'Leg neer');
  await expect(anouk.locator('.strip').getByText('Ik zei niets.')).toBeVisible();
  // A chain is brought in its order: whatever had gone out before would have been counted by now.
  expect(appends()).toBe(1);
});

test('[WEB1] markup that Bilal types is text, on both screens', async ({ browser, server }) => {
  const pair = await sitTogether(browser, server.origin);
  const { anouk, bilal } = pair;
  await arrive(pair);
  await bothSee(pair, 'A. Wat gebeurde er? Wat werd er gezegd?');
  const words = '<b>vet</b> <img src="x" onerror="document.body.remove()"> &lt;';
  for (const step of ['Ik', 'Zelf schrijven']) await tap(bilal, step);
  await bilal.getByLabel('Jouw woorden').fill(words);
  await tap(bilal, 'Leg neer');
  await expect(anouk.locator('.strip').getByText(words)).toBeVisible();
  await tap(bilal, 'De tafel');
  for (const page of [anouk, bilal]) {
    await expect(page.locator('.strip').getByText(words)).toBeVisible();
    await expect(page.locator('.strip b, img[src="x"]')).toHaveCount(0);
  }
});
