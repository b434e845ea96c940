import { type Browser, expect, type Locator, type Page } from '@playwright/test';

/** Anouk on a laptop and Bilal on a phone, as they meet the app: by what stands on the screen. */
export type Pair = { readonly anouk: Page; readonly bilal: Page };

export const short = 'Kort gesprek: ongeveer 10 minuten';
export const long = 'Rustig gesprek: een half uur of meer';

export async function newPage(browser: Browser, width: number, height: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'nl-NL' });
  return context.newPage();
}

/** Taps what a person would tap, on a page or on one side of it; waits until it is there. */
export async function tap(where: Page | Locator, name: string | RegExp): Promise<void> {
  await where.getByRole('button', { name, exact: true }).first().click();
}

/** Each of these lines stands on the screen. */
export async function reads(page: Page, ...lines: readonly string[]): Promise<void> {
  for (const line of lines) await expect(page.getByText(line, { exact: true })).toBeVisible();
}

/** Both sit and see the pictures; with `arrives` they have come past all that is new to them. */
export async function sitTogether(
  browser: Browser,
  origin: string,
  { format = short, third = 'Nee', arrives = false } = {},
): Promise<Pair> {
  const anouk = await newPage(browser, 1280, 800);
  const bilal = await newPage(browser, 360, 740);
  const pair = { anouk, bilal };
  await openTable(anouk, origin, format, third);
  await sitDown(pair, await linkOf(anouk));
  if (arrives) await arrive(pair);
  return pair;
}

export async function openTable(page: Page, origin: string, format = short, third = 'Nee'): Promise<void> {
  await page.goto(origin);
  for (const name of ['Begin een gesprek', format, 'Klantmanager', 'Boom']) await tap(page, name);
  await page.getByLabel('Jouw naam').fill('Anouk');
  for (const name of ['Verder', third, 'Verder']) await tap(page, name);
}

/** The link that stands behind "Stuur een link", as it comes out of the clipboard. */
export async function linkOf(page: Page): Promise<string> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await tap(page, 'Stuur een link');
  await expect(page.getByText('De link is gekopieerd.')).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

export async function joinTable(page: Page, link: string): Promise<void> {
  await page.goto(link);
  for (const name of ['Ik doe mee', 'Zon', 'Ga zitten']) await tap(page, name);
}

/** Bilal sits down without typing a letter; both see the pictures. */
export async function sitDown(pair: Pair, link: string): Promise<void> {
  await joinTable(pair.bilal, link);
  await bothSee(pair, 'Dezelfde plaatjes');
}

/** Both screens show this heading. */
export async function bothSee({ anouk, bilal }: Pair, heading: string): Promise<void> {
  for (const page of [anouk, bilal])
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
}

/** Both tap to go on; whoever is second is asked. */
export async function bothGoOn({ anouk, bilal }: Pair, name = 'Verder'): Promise<void> {
  await tap(anouk, name);
  await bilal.getByRole('button', { name: /^(Verder|Ja, verder|Ja, dezelfde|Nee, klaar)$/ }).click();
}

/** Both say yes to the card that lies there last. */
export async function bothAgree({ anouk, bilal }: Pair): Promise<void> {
  for (const page of [bilal, anouk]) await tap(page, 'Ja, dat doen we');
  for (const page of [bilal, anouk]) await expect(page.getByText('Dit doen we.').last()).toBeVisible();
}

/** A choice that the table shares shows as chosen. */
export async function seesChosen(page: Page, choice: string): Promise<void> {
  await expect(page.getByRole('button', { name: choice, exact: true, pressed: true })).toBeVisible();
}

/** Both lay face down and turn together. */
export async function layAndTurn({ anouk, bilal }: Pair, hers: readonly string[], his: readonly string[]) {
  for (const [page, cards] of [[anouk, hers] as const, [bilal, his] as const]) {
    for (const card of cards) await tap(page, card);
    await tap(page, 'Leg dicht neer');
  }
  for (const page of [bilal, anouk]) await tap(page, 'Samen omdraaien');
}

/** Arriving: the same pictures, the promises, a practice round. */
export async function arrive(pair: Pair): Promise<void> {
  await bothSee(pair, 'Dezelfde plaatjes');
  await bothGoOn(pair, 'Ja, dezelfde');
  await bothSee(pair, 'De beloftes');
  await tap(pair.anouk, 'Ik beloof dit');
  await bothGoOn(pair);
  await bothSee(pair, 'Even oefenen');
  await expect(pair.bilal.getByText(/^Wat je niet neerlegt, ziet .+ niet\.$/)).toBeVisible();
  await layAndTurn(pair, ['koffie'], ['thee']);
  await expect(pair.anouk.getByText('Jouw kaarten zijn van jou. Ik kan ze niet veranderen.')).toBeVisible();
  await bothGoOn(pair);
}
