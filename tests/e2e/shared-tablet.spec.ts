import { expect, type Locator, type Page } from '@playwright/test';
import { scanCode } from '../../scripts/scan-code.mjs';
import { isAccessible } from './is-accessible.ts';
import { newPage, openTable, reads, tap } from './people.ts';
import { test } from './server.ts';

/** The two sides of Anouk's tablet: Bilal's is upright for him, at the far end. */
type Sides = { readonly anouk: Locator; readonly bilal: Locator };

const headingOf = (side: Page | Locator) => side.getByRole('heading', { level: 1 });

async function both({ anouk, bilal }: Sides, name: string | RegExp = /^(Verder|Ja, verder|Nee, klaar)$/) {
  for (const side of [anouk, bilal]) await tap(side, name);
}

/** Anouk opens a table on her tablet and hands it to Bilal, who sits down without typing a letter. */
async function sitAtTablet(tablet: Page, origin: string): Promise<Sides> {
  await openTable(tablet, origin);
  await tablet.getByRole('button', { name: 'Samen op deze tablet' }).click();
  await reads(
    tablet,
    'Geef de tablet aan de ander.',
    'Dit toestel is van Anouk.',
    'Daar ben je minder beschermd.',
  );
  for (const name of ['Ik doe mee', 'Zon', 'Ga zitten']) await tap(tablet, name);
  const sides = { anouk: tablet.locator('.half-near'), bilal: tablet.locator('.half-far') };
  for (const side of [sides.anouk, sides.bilal])
    await expect(headingOf(side)).toHaveText('Dezelfde plaatjes');
  await both(sides, 'Ja, dezelfde');
  await tap(sides.anouk, 'Ik beloof dit');
  await both(sides);
  return sides;
}

/** Takes the tablet, looks alone, lays face down; then it lies between them again. */
async function layAlone(side: Locator, other: Locator, card: string): Promise<void> {
  await tap(side, 'Kies alleen');
  await expect(other).toBeHidden();
  await tap(side, card);
  await tap(side, 'Leg dicht neer');
  await expect(other).toBeVisible();
  // Neither side says what lies there.
  for (const half of [side, other])
    await expect(half.locator('.tabletop').getByText(card, { exact: true })).toHaveCount(0);
}

test('[TAB1] two talk at one tablet; Bilal takes the table home on his phone, and nothing of him stays', async ({
  browser,
  server,
}) => {
  const tablet = await newPage(browser, 800, 1280);
  const sides = await sitAtTablet(tablet, server.origin);
  const { anouk, bilal } = sides;
  await layAlone(bilal, anouk, 'thee');
  await layAlone(anouk, bilal, 'koffie');
  await both(sides, 'Samen omdraaien');
  await expect(bilal.locator('.side-theirs').getByText('koffie')).toBeVisible();
  await expect(anouk.locator('.side-theirs').getByText('thee')).toBeVisible();
  // What was laid on somebody else's device says so.
  await expect(anouk.locator('.side-theirs .at-tablet')).toBeVisible();
  await both(sides);
  await both(sides);
  await layAlone(bilal, anouk, 'lastig');
  await tablet.reload();
  // What Bilal reads lies over his own half: Anouk goes on meanwhile.
  await tap(bilal, 'Wat moet ik doen?');
  await layAlone(anouk, bilal, 'fijn');
  await tap(anouk, 'Stop of pauze');
  await anouk.getByRole('dialog').press('Escape');
  await tap(bilal, 'Sluit');
  await expect(tablet.getByRole('dialog')).toHaveCount(0);
  await both(sides, 'Samen omdraaien');
  await expect(anouk.locator('.side-theirs').getByText('lastig')).toBeVisible();
  await both(sides);
  for (const step of ['Dit houden we', 'rustig praten', 'Samen', 'Leg neer']) await tap(bilal, step);
  await tap(anouk, 'De tafel');
  await both(sides, 'Ja, dat doen we');
  await expect(anouk.getByText('Dit doen we.', { exact: true })).toBeVisible();
  await both(sides);
  await both(sides);
  await expect(bilal.getByText('Wil je deze tafel mee naar huis?')).toBeVisible();
  // What is hers alone waits until nobody sits opposite.
  const hersAlone = ['Mijn kaarten', 'Mijn sleutel'].map((name) =>
    tablet.getByRole('button', { name, exact: true }),
  );
  for (const button of hersAlone) await expect(button).toHaveCount(0);

  await tap(bilal, 'Neem mee naar huis');
  await tap(anouk, 'Dat is goed');
  const phone = await newPage(browser, 360, 740);
  await phone.goto(await scanCode(bilal.locator('.qr')));
  await reads(phone, 'Dit is jouw tafel.');
  for (const name of ['Ik doe mee', 'Ga zitten']) await tap(phone, name);
  await expect(bilal.getByText('Zie je op je telefoon dezelfde vier plaatjes?')).toBeVisible();
  const pictures = (page: Page | Locator) => page.locator('.check-pictures li').allInnerTexts();
  for (const page of [phone, bilal]) await expect(page.locator('.check-pictures li')).toHaveCount(4);
  expect(await pictures(phone)).toEqual(await pictures(bilal));
  await tap(bilal, 'Ja, dezelfde');
  await expect(bilal).toHaveCount(0);
  await expect(headingOf(tablet)).toHaveText('Dit gesprek is klaar.');
  for (const button of hersAlone) await expect(button.first()).toBeVisible();
  const databases = await tablet.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  expect(databases).toEqual(['samenleerwijzer']);

  // One by one: the drink was only practice, the rest is his.
  await reads(phone, 'Dit legde je neer op de tablet.', 'thee');
  await expect(phone.locator('.check-pictures')).toHaveCount(0);
  await isAccessible(phone, 'Dit gesprek is klaar.');
  await tap(phone, 'Nee, niet van mij');
  await expect(phone.locator('.from-tablet').getByText('lastig')).toBeVisible();
  await tap(phone, 'Ja, van mij');
  await reads(phone, 'Dit doen we, zeiden jullie op de tablet.');
  await tap(phone, 'Ja, van mij');
  await expect(phone.locator('.from-tablet')).toHaveCount(0);
  await tap(phone, 'Bewaar mijn kopie');
  const copy = phone.locator('.copy-sheet');
  await expect(copy.locator('.symbol')).toHaveText(['lastig', 'rustig praten']);
});

test('[TAB1] the tablet lies between two without internet; Bilal leaves, and whoever comes next sits at another table', async ({
  browser,
  server,
}) => {
  const tablet = await newPage(browser, 1280, 800);
  const sides = await sitAtTablet(tablet, server.origin);
  const { anouk, bilal } = sides;
  await tablet.context().setOffline(true);
  await layAlone(bilal, anouk, 'water');
  await layAlone(anouk, bilal, 'koffie');
  await both(sides, 'Samen omdraaien');
  await expect(bilal.locator('.side-theirs').getByText('koffie')).toBeVisible();
  await expect(anouk.getByText('Je hebt nu geen internet.')).toBeVisible();
  await tap(bilal, 'Stop of pauze');
  await tap(bilal, 'Stoppen. Bewaar mijn kaarten.');
  for (const side of [anouk, bilal])
    await expect(headingOf(side)).toHaveText('Dit gesprek is gestopt. Dat is goed.');
  await tap(bilal, 'Haal mij hier weg');
  await expect(bilal).toHaveCount(0);
  await tablet.context().setOffline(false);
  await expect(tablet.getByText('Er is weer internet. Alles is veilig bewaard.')).toBeVisible();
  await reads(tablet, 'Hier zit nu niemand anders meer.', 'Voor een nieuw gesprek is er een nieuwe tafel.');
  await expect(tablet.getByRole('button', { name: 'Kort gesprek: ongeveer 10 minuten' })).toHaveCount(0);
  await tap(tablet, 'Begin een gesprek');
  await expect(headingOf(tablet)).toHaveText('Hoeveel tijd hebben jullie?');
});
