import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, expect, type Page } from '@playwright/test';
import { chromiumOptions } from '../../scripts/chromium.mjs';
import { startTestServer } from '../simulation/server.ts';
import { isAccessible } from './is-accessible.ts';
import {
  arrive,
  bothAgree,
  bothGoOn,
  bothSee,
  joinTable,
  linkOf,
  long,
  newPage,
  openTable,
  type Pair,
  reads,
  seesChosen,
  sitDown,
  sitTogether,
  tap,
} from './people.ts';
import { builtWeb, test } from './server.ts';

/** Bilal reloads: he is at the same place, and every card is as it was. */
async function reload(bilal: Page): Promise<void> {
  const place = bilal.getByRole('heading', { level: 1 });
  const cards = () => bilal.locator('main .card').allTextContents();
  const before = { heading: await place.innerText(), cards: await cards() };
  await bilal.reload();
  await expect(place).toHaveText(before.heading);
  await expect.poll(cards).toEqual(before.cards);
}

/** One closed round, with a reload whenever Bilal's cards are in another state: closed, ready, turned. */
async function reloadWhileTurning({ anouk, bilal }: Pair, his: readonly string[], hers: string) {
  for (const name of [...his, 'Leg dicht neer']) await tap(bilal, name);
  // What the screen shows is on the device; what it does not show yet may still be lost.
  await expect(bilal.locator('.side-mine .card-down')).toHaveCount(1);
  await reload(bilal);
  for (const name of [hers, 'Leg dicht neer']) await tap(anouk, name);
  await tap(bilal, 'Samen omdraaien');
  await expect(bilal.getByRole('button', { name: 'Samen omdraaien' })).toBeHidden();
  await expect(bilal.locator('.side-theirs .card-down')).toHaveCount(1);
  await reload(bilal);
  await tap(anouk, 'Samen omdraaien');
  await expect(bilal.locator('.card-up')).toHaveCount(2);
  await reload(bilal);
}

test('Bilal reloads his page in every step and beat of a whole conversation, and nothing is lost', async ({
  browser,
  server,
}) => {
  const anouk = await newPage(browser, 1280, 800);
  const bilal = await newPage(browser, 360, 740);
  const pair = { anouk, bilal };
  const arriveAt = async (heading: string) => {
    await bothSee(pair, heading);
    await reload(bilal);
  };
  await openTable(anouk, server.origin, long);
  await bilal.goto(await linkOf(anouk));
  await expect(bilal.getByRole('button', { name: 'Ik doe mee' })).toBeVisible();
  await bilal.reload();
  for (const step of ['Ik doe mee', 'Zon', 'Ga zitten']) await tap(bilal, step);
  await arriveAt('Dezelfde plaatjes');
  await bothGoOn(pair, 'Ja, dezelfde');
  await arriveAt('De beloftes');
  await bothGoOn(pair);
  await arriveAt('Even oefenen');
  await reloadWhileTurning(pair, ['thee'], 'koffie');
  await bothGoOn(pair);
  await arriveAt('Hoe gaat het met jou?');
  await bothGoOn(pair);

  await arriveAt('Thema');
  await tap(bilal, 'Ik weet al een moment');
  await seesChosen(bilal, 'Ik weet al een moment');
  await reload(bilal);
  await seesChosen(bilal, 'Ik weet al een moment');
  await bothGoOn(pair);

  await arriveAt('A. Wat gebeurde er? Wat werd er gezegd?');
  for (const step of ['Anouk', 'luisteren', 'Leg neer']) await tap(bilal, step);
  await expect(bilal.locator('.strip .card')).toHaveCount(1);
  await reload(bilal);
  await bothGoOn(pair);

  await arriveAt('B. Wat deed dit met mij? Waarom was dit goed of lastig?');
  await reloadWhileTurning(pair, ['lastig', 'stress'], 'fijn');
  await bothGoOn(pair);
  await arriveAt('Luisteren');
  await tap(bilal, 'Ja, zo is het');
  await expect(bilal.getByText('Anouk vertelt. Zeg daarna terug:')).toBeVisible();
  await reload(bilal);
  await tap(anouk, 'Ja, zo is het');
  await arriveAt('Bedoeld en aangekomen');
  for (const page of [bilal, anouk]) await tap(page, 'Samen bekijken');
  await expect(bilal.getByRole('button', { name: 'haast' })).toBeVisible();
  await reload(bilal);
  await reloadWhileTurning(pair, ['haast'], 'uitleggen');
  await tap(bilal, 'Ook andersom');
  await bothGoOn(pair);
  await arriveAt('Ook andersom');
  await reloadWhileTurning(pair, ['hulp vragen'], 'aandacht');
  await bothGoOn(pair);

  await arriveAt('C. Wat willen we behouden of veranderen? Wat gaan we anders doen?');
  for (const step of ['Dit doen we anders', 'meer tijd', 'Samen', 'deze week', 'Leg neer'])
    await tap(bilal, step);
  await expect(bilal.locator('.pile .card')).toHaveCount(1);
  await reload(bilal);
  await bothAgree(pair);
  await reload(bilal);
  await bothGoOn(pair);

  await arriveAt('Nog iets');
  for (const step of ['Ja, nog iets', 'Nu praten', 'Leg neer']) await tap(bilal, step);
  await expect(bilal.locator('.side-mine .card-up')).toHaveCount(1);
  await reload(bilal);
  await bothGoOn(pair, 'Nee, klaar');
  await arriveAt('Wat neem je mee?');
  for (const step of ['iets over mij', 'Houd bij mij']) await tap(bilal, step);
  await expect(bilal.locator('.kept .card')).toHaveCount(1);
  await reload(bilal);
  await bothGoOn(pair);
  await arriveAt('Dit gesprek is klaar.');
  await expect(bilal.locator('.ending .card').getByText('meer tijd')).toBeVisible();
});

test('killed right after Bilal laid a card, his browser has it when it starts again, and Anouk gets it', async ({
  browser,
  server,
}) => {
  const profile = await mkdtemp(join(tmpdir(), 'slw-profile-'));
  const start = () =>
    chromium.launchPersistentContext(profile, {
      ...chromiumOptions(),
      viewport: { width: 360, height: 740 },
      locale: 'nl-NL',
    });
  const anouk = await newPage(browser, 1280, 800);
  await openTable(anouk, server.origin);
  const context = await start();
  const bilal = await context.newPage();
  await joinTable(bilal, await linkOf(anouk));
  await arrive({ anouk, bilal });
  await bothSee({ anouk, bilal }, 'A. Wat gebeurde er? Wat werd er gezegd?');
  const table = bilal.url();
  for (const step of ['Ik', 'Zelf schrijven']) await tap(bilal, step);
  await bilal.getByLabel('Jouw woorden').fill('Ik wachtte op jouw vraag.');
  // Offline, so that only his device has it when it is cut off.
  await context.setOffline(true);
  await tap(bilal, 'Leg neer');
  await expect(bilal.locator('.strip .card')).toHaveCount(1);
  await kill(context);

  const again = await start();
  const back = await again.newPage();
  await back.goto(table);
  await expect(back.locator('.strip').getByText('Ik wachtte op jouw vraag.')).toHaveCount(1);
  await expect(anouk.locator('.strip').getByText('Ik wachtte op jouw vraag.')).toBeVisible();
  await bothGoOn({ anouk, bilal: back });
  await bothSee({ anouk, bilal: back }, 'B. Wat deed dit met mij? Waarom was dit goed of lastig?');
  await again.close();
  await rm(profile, { recursive: true });
});

/** Ends a browser as a flat battery does: nothing can be saved any more. */
async function kill(context: BrowserContext): Promise<void> {
  const devtools = await context.browser()?.newBrowserCDPSession();
  const running = await devtools?.send('SystemInfo.getProcessInfo');
  const main = running?.processInfo.find(({ type }) => type === 'browser');
  if (!main) throw new Error('this browser does not say which process it is');
  const ended = context.waitForEvent('close');
  process.kill(main.id, 'SIGKILL');
  await ended;
}

test('[ENV7] the server is put back from an older copy: what it lost comes from the devices, and both go on', async ({
  browser,
}) => {
  const server = await startTestServer({ webRoot: builtWeb() });
  const copy = await mkdtemp(join(tmpdir(), 'slw-copy-'));
  const pair = await sitTogether(browser, server.origin, { arrives: true });
  const { anouk, bilal } = pair;
  await bothSee(pair, 'A. Wat gebeurde er? Wat werd er gezegd?');
  const table = anouk.url();
  await server.pause();
  await cp(server.dataDir, copy, { recursive: true });
  await server.resume();

  for (const step of ['Ik', 'uitleggen', 'Leg neer']) await tap(anouk, step);
  await expect(bilal.locator('.strip').getByText('uitleggen')).toHaveCount(1);
  // Anouk is away while Bilal lays; then only his device and the server have it, and the server loses it.
  await anouk.goto('about:blank');
  for (const step of ['Mijn kaarten', 'Anouk', 'haast', 'Leg neer']) await tap(bilal, step);
  await expect(bilal.locator('.strip').getByText('haast')).toHaveCount(1);
  await expect(bilal.getByText('Veilig bewaard')).toBeVisible();
  await server.pause();
  await rm(server.dataDir, { recursive: true });
  await cp(copy, server.dataDir, { recursive: true });
  await server.resume();

  await anouk.goto(table);
  for (const page of [anouk, bilal])
    for (const word of ['uitleggen', 'haast'])
      await expect(page.locator('.strip').getByText(word)).toHaveCount(1);
  await bothGoOn(pair);
  await bothSee(pair, 'B. Wat deed dit met mij? Waarom was dit goed of lastig?');
  for (const page of [anouk, bilal]) await page.context().close();
  await server.stop();
  await rm(copy, { recursive: true });
});

test('a second tab asks, takes over, and the first one steps back', async ({ browser, server }) => {
  const { anouk, bilal } = await sitTogether(browser, server.origin);
  const second = await bilal.context().newPage();
  await second.goto(bilal.url());
  await expect(second.getByText('Deze tafel is al open.')).toBeVisible();
  await isAccessible(second, 'Deze tafel is al open.');
  await tap(second, 'Hier verder');
  await bothSee({ anouk, bilal: second }, 'Dezelfde plaatjes');
  await expect(bilal.getByText('Deze tafel is al open.')).toBeVisible();
  await bothGoOn({ anouk, bilal: second }, 'Ja, dezelfde');
  await bothSee({ anouk, bilal: second }, 'De beloftes');
});

test('without internet Bilal goes on; what he lays turns when there is internet again', async ({
  browser,
  server,
}) => {
  const pair = await sitTogether(browser, server.origin, { arrives: true });
  const { anouk, bilal } = pair;
  await bothGoOn(pair);
  await bothSee(pair, 'B. Wat deed dit met mij? Waarom was dit goed of lastig?');
  await bilal.context().setOffline(true);
  await reads(bilal, 'Je hebt nu geen internet.', 'Ga gerust door. Alles staat op dit toestel.');
  await isAccessible(bilal, 'B. Wat deed dit met mij? Waarom was dit goed of lastig?');
  await tap(bilal, 'lastig');
  await tap(bilal, 'Leg dicht neer');
  await expect(bilal.getByText('Op dit toestel bewaard')).toBeVisible();
  await reads(bilal, 'Samen omdraaien lukt nu niet.', 'Wacht even, of praat zonder kaarten.');
  await tap(anouk, 'fijn');
  await tap(anouk, 'Leg dicht neer');
  await bilal.context().setOffline(false);
  await reads(bilal, 'Veilig bewaard', 'Er is weer internet. Alles is veilig bewaard.');
  for (const page of [bilal, anouk]) await tap(page, 'Samen omdraaien');
  await expect(anouk.locator('.side-theirs').getByText('lastig')).toBeVisible();
});

test('a used or damaged link says so, and the address keeps nothing of a link', async ({
  browser,
  server,
}) => {
  const anouk = await newPage(browser, 1280, 800);
  const bilal = await newPage(browser, 360, 740);
  await openTable(anouk, server.origin);
  const link = await linkOf(anouk);
  await bilal.goto(link);
  await expect(bilal.getByRole('button', { name: 'Nu niet' })).toBeVisible();
  expect(bilal.url()).toBe(`${server.origin}/aan-tafel`);
  await sitDown({ anouk, bilal }, link);

  const eva = await newPage(browser, 360, 740);
  for (const tried of [link, `${link}x`, link.replace('#v1.', '#v2.')]) {
    await eva.goto('about:blank');
    await eva.goto(tried);
    await expect(eva.getByText('Deze uitnodiging werkt niet meer.')).toBeVisible();
  }
});

test('the server is away: the table says so, and what Bilal does meanwhile is on his phone', async ({
  browser,
}) => {
  const here = await startTestServer({ webRoot: builtWeb() });
  const pair = await sitTogether(browser, here.origin);
  // The app itself rests on his phone once its worker does.
  await pair.bilal.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await here.stop();
  for (const page of [pair.anouk, pair.bilal])
    await reads(page, 'De tafel is even weg.', 'Je kaarten niet. Wacht even.');
  await tap(pair.bilal, 'Ja, dezelfde');
  await reads(pair.bilal, 'Op dit toestel bewaard', 'Jij wilt verder. Anouk nog even niet.');
  await pair.bilal.reload();
  await reads(pair.bilal, 'De tafel is even weg.');
});
