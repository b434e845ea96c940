import { expect, type Page } from '@playwright/test';
import { fitsSmallScreens, isAccessible } from './is-accessible.ts';
import {
  bothAgree,
  bothGoOn,
  bothSee,
  layAndTurn,
  linkOf,
  long,
  newPage,
  sitTogether,
  tap,
} from './people.ts';
import { test } from './server.ts';

test('axe finds nothing on any screen of a conversation, on a laptop and on a phone', async ({
  browser,
  server,
}) => {
  test.slow();
  const anouk = await newPage(browser, 1280, 800);
  const bilal = await newPage(browser, 360, 740);
  const pair = { anouk, bilal };
  const onBoth = async (heading: string) => {
    for (const page of [anouk, bilal]) await isAccessible(page, heading);
    await fitsSmallScreens(bilal);
  };
  const moves = await noteMovements(bilal);

  await anouk.goto(server.origin);
  await isAccessible(anouk, 'Samenleerwijzer');
  for (const path of ['/over', '/papier']) {
    await anouk.goto(`${server.origin}${path}`);
    await isAccessible(
      anouk,
      path === '/over' ? 'Over de Samenleerwijzer' : 'Samen terugkijken op een gesprek',
    );
  }
  await anouk.goto(server.origin);
  await tap(anouk, 'Begin een gesprek');
  await isAccessible(anouk, 'Hoeveel tijd hebben jullie?');
  for (const name of [long, 'Klantmanager']) await tap(anouk, name);
  await isAccessible(anouk, 'Hoe heet je aan tafel? Een voornaam is genoeg.');
  for (const name of ['Boom', 'Verder']) await tap(anouk, name);
  await isAccessible(anouk, 'Zit er nog iemand bij?');
  for (const name of ['Nee', 'Verder']) await tap(anouk, name);
  await isAccessible(anouk, 'Nodig iemand uit');

  const link = await linkOf(anouk);
  await bilal.goto(link);
  await isAccessible(bilal, 'Je bent uitgenodigd');
  await fitsSmallScreens(bilal);
  for (const name of ['Ik doe mee', 'Zon', 'Naam erbij']) await tap(bilal, name);
  await isAccessible(bilal, 'Je bent uitgenodigd');
  await fitsSmallScreens(bilal);
  await tap(bilal, 'Ga zitten');
  await onBoth('Dezelfde plaatjes');
  await bothGoOn(pair, 'Ja, dezelfde');
  await onBoth('De beloftes');
  await bothGoOn(pair);
  await onBoth('Even oefenen');
  await layAndTurn(pair, ['koffie'], ['thee']);
  await bothGoOn(pair);
  await onBoth('Hoe gaat het met jou?');
  await bothGoOn(pair);
  await onBoth('Thema');
  await bothGoOn(pair);
  await onBoth('A. Wat gebeurde er? Wat werd er gezegd?');
  for (const step of ['Ik', 'uitleggen', 'Leg neer', 'De tafel']) await tap(bilal, step);
  await onBoth('A. Wat gebeurde er? Wat werd er gezegd?');
  await bothGoOn(pair);
  await onBoth('B. Wat deed dit met mij? Waarom was dit goed of lastig?');
  await layAndTurn(pair, ['fijn'], ['lastig', 'stress']);
  await onBoth('B. Wat deed dit met mij? Waarom was dit goed of lastig?');
  await bothGoOn(pair);
  await onBoth('Luisteren');
  for (const page of [bilal, anouk]) await tap(page, 'Ja, zo is het');
  await onBoth('Bedoeld en aangekomen');
  await tap(bilal, 'Niet nu');
  for (const step of ['Dit houden we', 'rustig praten', 'Samen', 'Leg neer']) await tap(anouk, step);
  await tap(bilal, 'De tafel');
  await onBoth('C. Wat willen we behouden of veranderen? Wat gaan we anders doen?');
  await bothAgree(pair);
  await bothGoOn(pair);
  await onBoth('Nog iets');
  await bothGoOn(pair, 'Nee, klaar');
  await onBoth('Wat neem je mee?');
  await bothGoOn(pair);
  await onBoth('Dit gesprek is klaar.');
  for (const name of ['Wat moet ik doen?', 'Stop of pauze']) {
    await tap(bilal, name);
    await isAccessible(bilal, 'Dit gesprek is klaar.');
    await fitsSmallScreens(bilal);
    await tap(bilal, 'Sluit');
  }
  expect(await moves()).toEqual(['fade']);
});

/** For somebody who asked for less movement: how cards come, by the names in the style. */
async function noteMovements(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.addInitScript(() => {
    const names = new Set<string>();
    Reflect.set(globalThis, 'movements', names);
    addEventListener('animationstart', ({ target, animationName }) => {
      if (target instanceof Element && target.closest('.table-page')) names.add(animationName);
    });
    addEventListener('transitionrun', ({ propertyName }) => names.add(propertyName));
  });
  return () => page.evaluate(() => [...Reflect.get(globalThis, 'movements')]);
}

test('axe finds nothing on any screen of the key, in both directions of writing', async ({
  browser,
  server,
}) => {
  test.slow();
  const { anouk, bilal } = await sitTogether(browser, server.origin);
  const phone = await newPage(browser, 360, 740);
  const bothWays = async (page: Page, heading: string) => {
    for (const direction of ['rtl', 'ltr']) {
      await page.evaluate((dir) => {
        document.documentElement.dir = dir;
      }, direction);
      await isAccessible(page, heading);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide).toBeLessThanOrEqual(0);
    }
  };
  await bothSee({ anouk, bilal }, 'Dezelfde plaatjes');
  await tap(bilal, 'Mijn sleutel');
  await expect(bilal.getByText('Dit is jouw sleutel.')).toBeVisible();
  await bothWays(bilal, 'Dezelfde plaatjes');
  await tap(bilal, 'Schrijf de code op');
  await bothWays(bilal, 'Dezelfde plaatjes');
  const code = (await bilal.locator('.key-code span').allInnerTexts()).join('-');
  await tap(bilal, 'Sluit');

  await phone.goto(`${server.origin}/terug`);
  await bothWays(phone, 'Scan je sleutel of typ de code.');
  await phone.getByLabel('Jouw code').fill(code.slice(1));
  await tap(phone, 'Verder');
  await expect(phone.getByText('Deze sleutel past niet.')).toBeVisible();
  await bothWays(phone, 'Scan je sleutel of typ de code.');
  await phone.getByLabel('Jouw code').fill(code);
  await tap(phone, 'Verder');
  await bothWays(phone, 'Welkom terug. Je sleutel blijft werken.');
  await phone.goto(server.origin);
  await expect(phone.getByText('Deze tafel gaat weg op')).toBeVisible();
  await bothWays(phone, 'Samenleerwijzer');

  await expect(bilal.getByText('Was jij dit niet?')).toBeVisible();
  await bothWays(bilal, 'Dezelfde plaatjes');
  await tap(bilal, 'Dit was ik niet');
  await expect(bilal.getByText('De oude sleutel werkt niet meer.')).toBeVisible();
  await bothWays(bilal, 'Dezelfde plaatjes');
  await tap(bilal, 'Sluit');
  await expect(anouk.getByText('Zon zit nu op een ander toestel.')).toBeVisible();
  await bothWays(anouk, 'Dezelfde plaatjes');
  await tap(anouk, 'Stop of pauze');
  await tap(anouk, 'Stoppen. Bewaar mijn kaarten.');
  await expect(anouk.getByText('Is je laptop leeg na uitloggen?')).toBeVisible();
  await bothWays(anouk, 'Dit gesprek is gestopt. Dat is goed.');
});

test('with a keyboard alone Bilal chooses, lays face down, turns, agrees and goes on', async ({
  browser,
  server,
}) => {
  const { anouk, bilal } = await sitTogether(browser, server.origin);
  const press = async (name: string) => {
    const button = bilal.getByRole('button', { name, exact: true });
    await button.waitFor();
    for (
      let tabs = 0;
      tabs < 40 && !(await button.evaluate((one) => one === document.activeElement));
      tabs++
    ) {
      await bilal.keyboard.press('Tab');
    }
    await expect(button).toBeFocused();
    await bilal.keyboard.press('Enter');
  };
  await press('Ja, dezelfde');
  await tap(anouk, 'Ja, dezelfde');
  await bothSee({ anouk, bilal }, 'De beloftes');
  await press('Verder');
  await tap(anouk, 'Ja, verder');
  await bothSee({ anouk, bilal }, 'Even oefenen');
  for (const name of ['thee', 'Leg dicht neer']) await press(name);
  await expect(anouk.locator('.side-theirs .card')).toHaveCount(1);
  for (const name of ['water', 'Leg dicht neer', 'Samen omdraaien']) await tap(anouk, name);
  await press('Samen omdraaien');
  await expect(anouk.locator('.side-theirs').getByText('thee')).toBeVisible();
  await press('Verder');
  await tap(anouk, 'Ja, verder');
  await bothSee({ anouk, bilal }, 'A. Wat gebeurde er? Wat werd er gezegd?');
  await press('Verder');
  await tap(anouk, 'Ja, verder');
  await layAndTurn({ anouk, bilal }, ['fijn'], ['fijn']);
  await press('Verder');
  await tap(anouk, 'Ja, verder');
  for (const name of ['Dit houden we', 'rustig praten', 'Samen', 'Leg neer', 'Ja, dat doen we'])
    await tap(anouk, name);
  for (const name of ['De tafel', 'Ja, dat doen we']) await press(name);
  await expect(anouk.getByText('Dit doen we.')).toBeVisible();
});
