import { readFile } from 'node:fs/promises';
import { type Browser, expect, type Page } from '@playwright/test';
import { isAccessible } from './is-accessible.ts';
import { putOnPaper } from './on-paper.ts';
import { bothAgree, bothGoOn, bothSee, layAndTurn, type Pair, sitTogether, tap } from './people.ts';
import { test } from './server.ts';

/** Both sit and laid one card about the moment. */
async function layAboutTheMoment(browser: Browser, origin: string): Promise<Pair> {
  const pair = await sitTogether(browser, origin, { arrives: true });
  await bothSee(pair, 'A. Wat gebeurde er? Wat werd er gezegd?');
  for (const step of ['Ik', 'uitleggen', 'Leg neer']) await tap(pair.anouk, step);
  for (const step of ['Mijn kaarten', 'Anouk', 'haast', 'Leg neer']) await tap(pair.bilal, step);
  await expect(pair.anouk.locator('.strip').getByText('haast')).toBeVisible();
  return pair;
}

async function throwAway(page: Page): Promise<void> {
  for (const step of ['Stop of pauze', 'Stoppen. Gooi alles weg.']) await tap(page, step);
  await expect(page.getByRole('heading', { name: 'Alles weggooien?' })).toBeVisible();
  await expect(page.getByText('Wat op papier staat, blijft op papier.')).toBeVisible();
  await tap(page, 'Ja, gooi alles weg');
}

/** What lands in the downloads. */
async function download(page: Page, button: string): Promise<string> {
  const [saved] = await Promise.all([page.waitForEvent('download'), tap(page, button)]);
  return readFile(await saved.path(), 'utf8');
}

test('[DEL2] Bilal throws everything away: it is gone on both screens, and Anouk may keep only her own cards', async ({
  browser,
  server,
}) => {
  const pair = await layAboutTheMoment(browser, server.origin);
  const { anouk, bilal } = pair;
  for (const step of ['Stop of pauze', 'Stoppen. Gooi alles weg.']) await tap(bilal, step);
  await isAccessible(bilal, 'A. Wat gebeurde er? Wat werd er gezegd?');
  await tap(bilal, 'Bewaar eerst mijn kopie');
  const his = bilal.locator('.copy-sheet li');
  await expect(his.getByText('haast')).toBeVisible();
  await isAccessible(bilal, /^Ons gesprek/);
  await expect(his.getByText('uitleggen')).toHaveCount(0);
  expect(await download(bilal, 'Bewaar op mijn toestel')).toContain('haast');
  await tap(bilal, 'Terug');
  await throwAway(bilal);
  await expect(bilal.getByText('Alles is weg.')).toBeVisible();
  await expect(anouk.getByText('Zon heeft alles weggegooid.')).toBeVisible();
  await isAccessible(anouk, 'Samenleerwijzer');
  await tap(anouk, 'Bewaar mijn kopie');
  const sheet = anouk.locator('.copy-sheet');
  await expect(sheet.getByText('uitleggen')).toBeVisible();
  await expect(sheet.getByText('haast')).toHaveCount(0);
  await tap(anouk, 'Terug');
  await tap(anouk, 'Gooi ook mijn kopie weg');
  await expect(anouk.getByText('Zon heeft alles weggegooid.')).toBeHidden();
  await anouk.reload();
  await expect(anouk.getByText('uitleggen')).toHaveCount(0);
});

test('[DEL2] without internet it goes here at once, and at the other as soon as there is internet', async ({
  browser,
  server,
}) => {
  const pair = await layAboutTheMoment(browser, server.origin);
  const { anouk, bilal } = pair;
  await bilal.context().setOffline(true);
  await expect(bilal.getByText('Je hebt nu geen internet.')).toBeVisible();
  await throwAway(bilal);
  await expect(bilal.getByText('Hier is alles weg.')).toBeVisible();
  await expect(anouk.locator('.strip').getByText('haast')).toBeVisible();
  await bilal.context().setOffline(false);
  await expect(anouk.getByText('Zon heeft alles weggegooid.')).toBeVisible();
});

test('Bilal takes home his own cards and what both agreed, and a day that says nothing', async ({
  browser,
  server,
}) => {
  const pair = await layAboutTheMoment(browser, server.origin);
  const { anouk, bilal } = pair;
  await bothGoOn(pair);
  await bothSee(pair, 'B. Wat deed dit met mij? Waarom was dit goed of lastig?');
  await layAndTurn(pair, ['fijn'], ['lastig']);
  // Printed without colour, a picture and a word say whose card it is.
  await bilal.emulateMedia({ media: 'print' });
  for (const [side, word] of [
    ['mine', 'Ik'],
    ['theirs', 'Anouk'],
  ] as const) {
    const owner = bilal.locator(`.side-${side} .card-owner`);
    await expect(owner.getByText(word, { exact: true })).toBeVisible();
    await expect(owner.locator('img')).toBeVisible();
  }
  await bilal.emulateMedia({ media: null });
  await bothGoOn(pair);
  await bothSee(pair, 'C. Wat willen we behouden of veranderen? Wat gaan we anders doen?');
  for (const step of ['Dit doen we anders', 'meer tijd', 'Samen', 'deze week', 'Leg neer'])
    await tap(anouk, step);
  await tap(bilal, 'De tafel');
  await bothAgree(pair);
  await bothGoOn(pair);
  await bothSee(pair, 'Nog iets');
  await bothGoOn(pair, 'Nee, klaar');
  await bothSee(pair, 'Dit gesprek is klaar.');

  await expect(bilal.getByText(/Op \d+ \p{L}+ \d{4} gaat alles vanzelf weg\./u)).toBeVisible();
  const calendar = await download(bilal, 'Zet in mijn agenda');
  expect(calendar).toContain('SUMMARY:Gesprek\r\n');
  expect(calendar).not.toMatch(/Anouk|meer tijd|http/);

  await tap(bilal, 'Bewaar mijn kopie');
  const sheet = bilal.locator('.copy-sheet');
  for (const word of ['haast', 'lastig', 'meer tijd'])
    await expect(sheet.locator('li').getByText(word)).toBeVisible();
  for (const word of ['uitleggen', 'fijn']) await expect(sheet.locator('li').getByText(word)).toHaveCount(0);
  await expect(sheet.getByText('Ik zet dit niet in je dossier. — Anouk')).toBeVisible();
  const { words, isTagged } = await putOnPaper(bilal);
  expect(isTagged).toBe(true);
  for (const word of ['Niet voor het dossier.', 'haast', 'lastig', 'meer tijd'])
    expect(words).toContain(word);
  for (const word of ['uitleggen', 'fijn', 'Print']) expect(words).not.toContain(word);
  const kept = await download(bilal, 'Bewaar op mijn toestel');
  expect(kept).toContain('data:image/svg+xml');
  expect(kept).toContain('haast');
  expect(kept).not.toContain('uitleggen');
});
