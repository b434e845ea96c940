import { expect } from '@playwright/test';
import { linkOf, newPage, openTable, tap } from './people.ts';
import { test } from './server.ts';

test('[INV2] Bilal reads English and Anouk Dutch, at one table; his choice is kept once he sits', async ({
  browser,
  server,
}) => {
  const anouk = await newPage(browser, 1280, 800);
  const bilal = await newPage(browser, 360, 740);
  await openTable(anouk, server.origin);
  await bilal.goto(await linkOf(anouk));
  await tap(bilal, 'English');
  await expect(bilal.getByText('Anouk invites you.')).toBeVisible();
  await expect(bilal.locator('html')).toHaveAttribute('lang', 'en');
  await expect(bilal).toHaveTitle(/^Sitting down/);
  expect(await bilal.evaluate(() => ({ ...localStorage }))).toEqual({});
  expect(await bilal.evaluate(() => indexedDB.databases())).toEqual([]);

  for (const name of ['I take part', 'Sun', 'Sit down']) await tap(bilal, name);
  await expect(bilal.getByRole('heading', { level: 1 })).toHaveText('The same pictures');
  await expect(anouk.getByRole('heading', { level: 1 })).toHaveText('Dezelfde plaatjes');
  await tap(anouk, 'Ja, dezelfde');
  await expect(bilal.getByText('Anouk wants to go on. You too?')).toBeVisible();
  await bilal.reload();
  await expect(bilal.getByRole('heading', { level: 1 })).toHaveText('The same pictures');
  await tap(bilal, 'Yes, the same');
  await expect(anouk.getByRole('heading', { level: 1 })).toHaveText('De beloftes');
  await expect(bilal).toHaveTitle('The promises · Samenleerwijzer');
  await bilal.goto(server.origin);
  await tap(bilal, 'Nederlands');
  await expect(bilal.getByText('Samen terugkijken op een gesprek.')).toBeVisible();
});
