import { expect, type Page } from '@playwright/test';
import { isAccessible } from './is-accessible.ts';
import { bothAgree, bothGoOn, bothSee, layAndTurn, long, sitTogether, tap } from './people.ts';
import { test } from './server.ts';

test('Anouk and Bilal walk through a whole conversation, with what was meant and how it landed, both ways', async ({
  browser,
  server,
}) => {
  const pair = await sitTogether(browser, server.origin, { format: long, arrives: true });
  const { anouk, bilal } = pair;

  await bothSee(pair, 'Hoe gaat het met jou?');
  for (const step of ['rustig', 'Leg neer']) await tap(anouk, step);
  await tap(bilal, 'De tafel');
  await expect(bilal.locator('.sides').getByText('rustig')).toBeVisible();
  await bothGoOn(pair);

  await bothSee(pair, 'Thema');
  const theme = '1. Hoe gaat onze samenwerking Hoe praten en werken wij samen?';
  await expect(anouk.getByRole('button', { name: theme })).toHaveCount(0);
  await tap(bilal, 'Kies jij maar');
  await expect(anouk.getByText('Zon zegt: kies jij maar.')).toBeVisible();
  for (const step of [theme, 'hoe we praten', 'Leg neer']) await tap(anouk, step);
  await expect(bilal.locator('.sides').getByText('hoe we praten')).toBeVisible();
  await tap(anouk, 'Verder');
  await expect(bilal.getByText('Anouk wil verder. Jij ook?')).toBeVisible();
  await tap(bilal, 'Nog even');
  await expect(anouk.getByText('Jij wilt verder. Zon nog even niet.')).toBeVisible();
  await tap(bilal, 'Ja, verder');

  await bothSee(pair, 'A. Wat gebeurde er? Wat werd er gezegd?');
  await tap(bilal, 'Vertel jij maar');
  await expect(anouk.getByText('Jij vertelt.')).toBeVisible();
  await anouk.getByText('Kies een vraag. Stel die hardop.').click();
  await expect(anouk.getByText('Kun je een moment noemen dat jou raakte?')).toBeVisible();
  await expect(bilal.getByText('Kies een vraag. Stel die hardop.')).toHaveCount(0);
  await tap(bilal, 'Ik vertel');
  await expect(anouk.getByText('Zon vertelt. Jij luistert.')).toBeVisible();
  for (const step of ['Anouk', 'op het scherm kijken', 'Leg neer']) await tap(bilal, step);
  await expect(anouk.locator('.strip').getByText('op het scherm kijken')).toBeVisible();
  for (const step of ['Ik', 'uitleggen', 'Leg neer']) await tap(anouk, step);
  await changeAndMove(bilal, anouk);
  await bothGoOn(pair);

  await bothSee(pair, 'B. Wat deed dit met mij? Waarom was dit goed of lastig?');
  await layAndTurn(pair, ['fijn'], ['lastig', 'Meer kaarten', 'niet gezien']);
  await expect(anouk.locator('.sides').getByText('niet gezien')).toBeVisible();
  await expect(anouk.getByText('Jij vertelt eerst, kort.')).toBeVisible();
  await tap(bilal, 'Ik begin');
  await expect(anouk.getByText('Nu Zon. Jij luistert.')).toBeVisible();
  await tap(anouk, 'Tip');
  await expect(anouk.getByText('Stil zijn mag. Tel tot tien.')).toBeVisible();
  await tap(bilal, 'Nu Anouk');
  await expect(anouk.getByText('Nu jij.')).toBeVisible();
  await bothGoOn(pair);

  await bothSee(pair, 'Luisteren');
  await tap(bilal, 'Nog niet helemaal');
  await expect(bilal.getByText('Vertel het rustig nog een keer.')).toBeVisible();
  await tap(bilal, 'Ja, zo is het');
  await tap(anouk, 'Ja, zo is het');

  await bothSee(pair, 'Bedoeld en aangekomen');
  await tap(bilal, 'Samen bekijken');
  await expect(bilal.getByText('Anouk kiest.')).toBeVisible();
  await tap(anouk, 'Samen bekijken');
  await layAndTurn(pair, ['uitleggen'], ['haast']);
  await isAccessible(bilal, 'Bedoeld en aangekomen');
  await expect(anouk.locator('.sides').getByText('haast')).toBeVisible();
  await tap(bilal, 'Ook andersom');
  await bothGoOn(pair);
  await bothSee(pair, 'Ook andersom');
  await layAndTurn(pair, ['aandacht'], ['hulp vragen']);
  await bothGoOn(pair);

  await bothSee(pair, 'C. Wat willen we behouden of veranderen? Wat gaan we anders doen?');
  for (const step of ['Dit houden we', 'rustig praten', 'Samen', 'Leg neer']) await tap(anouk, step);
  await tap(bilal, 'De tafel');
  await bothAgree(pair);
  await tap(bilal, 'Ja, nog een moment');
  await bothGoOn(pair);

  await bothSee(pair, 'A. Wat gebeurde er? Wat werd er gezegd?');
  await bothGoOn(pair);
  await bothSee(pair, 'B. Wat deed dit met mij? Waarom was dit goed of lastig?');
  await layAndTurn(pair, ['dat houd ik voor mij'], ['dat houd ik voor mij']);
  await bothGoOn(pair);
  for (const page of [bilal, anouk]) await tap(page, 'Ja, zo is het');
  await tap(bilal, 'Niet nu');
  await bothSee(pair, 'C. Wat willen we behouden of veranderen? Wat gaan we anders doen?');
  await bothGoOn(pair);

  await bothSee(pair, 'Nog iets');
  await expect(bilal.getByText('Volgende keer')).toHaveCount(0);
  for (const step of ['Ja, nog iets', 'Volgende keer', 'Leg neer']) await tap(bilal, step);
  await expect(anouk.locator('.side-theirs').getByText('Volgende keer')).toBeVisible();
  await bothGoOn(pair, 'Nee, klaar');
  await bothSee(pair, 'Wat neem je mee?');
  for (const step of ['iets over jou', 'Houd bij mij']) await tap(bilal, step);
  await expect(bilal.locator('.kept').getByText('iets over jou')).toBeVisible();
  for (const step of ['iets over mij', 'Dit neem ik mee naar andere gesprekken']) await tap(anouk, step);
  await expect(anouk.locator('.kept').getByText('iets over mij')).toBeVisible();
  await expect(anouk.getByText('iets over jou').filter({ visible: true })).toHaveCount(1);
  await bothGoOn(pair);
  await bothSee(pair, 'Dit gesprek is klaar.');
});

/** Another card in the place of one that lies there, and a second balloon moved before the first. */
async function changeAndMove(bilal: Page, anouk: Page): Promise<void> {
  for (const step of ['De tafel', 'Andere kaart: op het scherm kijken']) await tap(bilal, step);
  await bilal.getByRole('button', { name: 'haast', exact: true }).click();
  await tap(bilal, 'Leg neer');
  await expect(anouk.locator('.strip').getByText('haast')).toBeVisible();
  await expect(anouk.locator('.strip').getByText('op het scherm kijken')).toBeHidden();
  for (const step of ['Mijn kaarten', 'Ik', 'vragen', 'Leg neer', 'De tafel', 'Eerder op de rij: vragen']) {
    await tap(bilal, step);
  }
  const bilals = anouk.locator('.strip-row').first().locator('.card');
  await expect(bilals.nth(0)).toContainText('vragen');
  await expect(bilals.nth(1)).toContainText('haast');
}
