import { expect } from '@playwright/test';
import { startTestServer } from '../simulation/server.ts';
import {
  arrive,
  bothGoOn,
  bothSee,
  joinTable,
  linkOf,
  newPage,
  openTable,
  reads,
  sitTogether,
  tap,
} from './people.ts';
import { builtWeb, test } from './server.ts';

const short = 'Kort gesprek: ongeveer 10 minuten';

test('Bilal reloads his page in every step, and nothing is lost', async ({ browser, server }) => {
  const anouk = await newPage(browser, 1280, 800);
  const bilal = await newPage(browser, 360, 740);
  const pair = { anouk, bilal };
  await openTable(anouk, server.origin, short);
  await bilal.goto(await linkOf(anouk));
  await expect(bilal.getByRole('button', { name: 'Ik doe mee' })).toBeVisible();
  await bilal.reload();
  for (const step of ['Ik doe mee', 'Zon', 'Ga zitten']) await tap(bilal, step);
  await bothSee(pair, 'Dezelfde plaatjes');
  await bilal.reload();
  await bothGoOn(pair, 'Ja, dezelfde');
  await bothSee(pair, 'De beloftes');
  await bilal.reload();
  await bothGoOn(pair);
  await bothSee(pair, 'Even oefenen');
  await tap(bilal, 'thee');
  await tap(bilal, 'Leg dicht neer');
  // What the screen shows is on the device; what it does not show yet may still be lost.
  await expect(bilal.locator('.side-mine').getByText('thee')).toBeVisible();
  await bilal.reload();
  await expect(bilal.locator('.side-mine').getByText('thee')).toBeVisible();
  await tap(anouk, 'koffie');
  await tap(anouk, 'Leg dicht neer');
  await tap(bilal, 'Samen omdraaien');
  await expect(bilal.getByRole('button', { name: 'Samen omdraaien' })).toBeHidden();
  await bilal.reload();
  await tap(anouk, 'Samen omdraaien');
  await expect(bilal.locator('.side-theirs').getByText('koffie')).toBeVisible();
  await bothGoOn(pair);
  for (const step of ['Ik', 'luisteren', 'Leg neer']) await tap(bilal, step);
  await expect(bilal.locator('.strip')).toHaveCount(1);
  await bilal.reload();
  await tap(bilal, 'De tafel');
  await expect(bilal.locator('.strip').getByText('luisteren')).toBeVisible();
  await bothGoOn(pair);
  await bothSee(pair, 'B. Wat deed dit met mij? Waarom was dit goed of lastig?');
});

test('a second tab asks, takes over, and the first one steps back', async ({ browser, server }) => {
  const { anouk, bilal } = await sitTogether(browser, server.origin);
  await bothSee({ anouk, bilal }, 'Dezelfde plaatjes');
  const second = await bilal.context().newPage();
  await second.goto(bilal.url());
  await expect(second.getByText('Deze tafel is al open.')).toBeVisible();
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
  const pair = await sitTogether(browser, server.origin);
  const { anouk, bilal } = pair;
  await arrive(pair);
  await bothGoOn(pair);
  await bothSee(pair, 'B. Wat deed dit met mij? Waarom was dit goed of lastig?');
  await bilal.context().setOffline(true);
  await reads(bilal, 'Je hebt nu geen internet.', 'Ga gerust door. Alles staat op dit toestel.');
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
  await openTable(anouk, server.origin, short);
  const link = await linkOf(anouk);
  await bilal.goto(link);
  await expect(bilal.getByRole('button', { name: 'Nu niet' })).toBeVisible();
  expect(bilal.url()).toBe(`${server.origin}/aan-tafel`);
  await joinTable(bilal, link);
  await bothSee({ anouk, bilal }, 'Dezelfde plaatjes');

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
  await bothSee(pair, 'Dezelfde plaatjes');
  await here.stop();
  for (const page of [pair.anouk, pair.bilal])
    await reads(page, 'De tafel is even weg.', 'Je kaarten niet. Wacht even.');
  await tap(pair.bilal, 'Ja, dezelfde');
  await reads(pair.bilal, 'Op dit toestel bewaard', 'Jij wilt verder. Anouk nog even niet.');
  await pair.bilal.reload();
  await reads(pair.bilal, 'De tafel is even weg.');
});
