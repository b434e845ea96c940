import { expect } from '@playwright/test';
import { bothGoOn, bothSee, newPage, openTable, sitTogether, tap } from './people.ts';
import { test } from './server.ts';

test('Bilal parks a moment the day it happens, nobody sees him do so, and he brings it in at the next conversation', async ({
  browser,
  server,
}) => {
  const pair = await sitTogether(browser, server.origin, { arrives: true });
  const { anouk, bilal } = pair;
  await bothSee(pair, 'A. Wat gebeurde er? Wat werd er gezegd?');

  await bilal.goto(server.origin);
  await expect(bilal.getByText('Jullie waren bij A.')).toBeVisible();
  await tap(bilal, 'Mijn kaarten');
  await expect(bilal.getByRole('heading', { level: 1 })).toHaveText('Mijn kaarten');
  for (const line of ['Alleen jij ziet deze kaarten.', 'Wat je niet neerlegt, ziet Anouk niet.'])
    await expect(bilal.getByText(line)).toBeVisible();
  for (const step of ['Nieuwe kaart', 'haast']) await tap(bilal, step);
  await bilal.getByLabel('Wanneer was dit?').fill('2026-11-03');
  await tap(bilal, 'Bewaar');
  await expect(bilal.locator('.kept').getByText('3 november 2026')).toBeVisible();
  for (const step of ['Nieuwe kaart', 'Zelf schrijven']) await tap(bilal, step);
  await bilal.getByLabel('Jouw woorden').fill('De brief kwam te laat.');
  await tap(bilal, 'Bewaar');
  await expect(bilal.locator('.kept .card')).toHaveCount(2);
  await bilal.reload();
  await expect(bilal.locator('.kept .card')).toHaveCount(2);
  await expect(anouk.getByText('haast').filter({ visible: true })).toHaveCount(0);
  await expect(anouk.locator('.strip .card')).toHaveCount(0);

  await tap(bilal, 'Naar de tafel');
  const parked = bilal.locator('.kept .card').filter({ hasText: 'haast' });
  await parked.getByRole('button', { name: 'Pak deze kaart' }).click();
  for (const step of ['Anouk', 'Leg neer']) await tap(bilal, step);
  await expect(anouk.locator('.strip').getByText('haast')).toBeVisible();
  await tap(bilal, 'Mijn kaarten');
  await expect(bilal.locator('.kept .card')).toHaveCount(1);
  await bilal.locator('.kept').getByRole('button', { name: 'Gooi deze kaart weg' }).click();
  await expect(bilal.locator('.kept')).toHaveCount(0);
  await bothGoOn(pair);
});

test('before anybody sits Anouk parks a moment, and throws her table away', async ({ browser, server }) => {
  const anouk = await newPage(browser, 1280, 800);
  await openTable(anouk, server.origin);
  await tap(anouk, 'Mijn kaarten');
  for (const step of ['Nieuwe kaart', 'te laat', 'Bewaar']) await tap(anouk, step);
  await expect(anouk.locator('.kept').getByText('te laat')).toBeVisible();
  await tap(anouk, 'Naar de tafel');
  await tap(anouk, 'Gooi alles weg');
  await expect(anouk.getByText('Ze komen nooit terug.')).toBeVisible();
  await tap(anouk, 'Ja, gooi alles weg');
  await expect(anouk.getByText('Alles is weg.')).toBeVisible();
  await tap(anouk, 'Naar het begin');
  await expect(anouk.getByRole('heading', { level: 2, name: 'Mijn tafels' })).toHaveCount(0);
});
