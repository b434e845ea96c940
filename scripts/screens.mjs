/** `npm run screens`: walks a whole conversation, and one at a tablet, with a small picture of every step in docs/screens. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { goOn, layAndTurn, openBrowser, openTable, startServer, tap } from '../bench/browser.mjs';
import { root } from './project.mjs';
import { scanCode } from './scan-code.mjs';

const folder = join(root, 'docs', 'screens');
mkdirSync(folder, { recursive: true });

const server = await startServer();
const browser = await openBrowser();
const sizes = {
  laptop: { width: 1280, height: 800 },
  phone: { width: 360, height: 740 },
  tablet: { width: 800, height: 1280 },
};
const deviceOf = new Map();
async function pageOn(device) {
  const viewport = sizes[device];
  const context = await browser.newContext({ viewport, locale: 'nl-NL', reducedMotion: 'reduce' });
  const page = await context.newPage();
  deviceOf.set(page, device);
  return page;
}
const anouk = await pageOn('laptop');
const bilal = await pageOn('phone');
let count = 0;

/** One page alone; the other has nothing to see here. */
async function pictureOf(page, name) {
  const path = join(folder, `${String(count++).padStart(2, '0')}-${name}-${deviceOf.get(page)}.jpg`);
  await page.evaluate(() => Promise.allSettled([...document.images].map((image) => image.decode())));
  // Half-way a fade a card looks as if it were not there.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  // What was just drawn still has to come on the screen.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.screenshot({ path, type: 'jpeg', quality: 45 });
}

async function picture(name) {
  // Whoever was last to act is first to see; the heading tells that the other page is there too.
  const heading = await bilal.getByRole('heading', { level: 1 }).first().textContent();
  await anouk.getByRole('heading', { level: 1, name: heading ?? '' }).waitFor();
  await pictureOf(anouk, name);
  count -= 1;
  await pictureOf(bilal, name);
}

/** Opens something on Bilal's phone, takes its picture, and closes it. */
async function dialog(open, name) {
  for (const step of open) await tap(bilal, step);
  await bilal.getByRole('dialog').last().waitFor();
  await pictureOf(bilal, name);
  for (const close of await bilal.getByRole('button', { name: /^(Sluit|Nee, terug)$/ }).all()) {
    if (await close.isVisible()) await close.click();
  }
}

await anouk.goto(server.origin);
await anouk.getByRole('button', { name: 'Begin een gesprek' }).waitFor();
await pictureOf(anouk, 'begin');
const link = await openTable(anouk, server.origin, 'Rustig gesprek: een half uur of meer');
await pictureOf(anouk, 'uitnodiging');
await bilal.goto(link);
await bilal.getByRole('button', { name: 'Ik doe mee' }).waitFor();
await pictureOf(bilal, 'uitnodiging');
await tap(bilal, 'Ik doe mee');
await bilal.getByRole('button', { name: 'Ga zitten' }).waitFor();
await pictureOf(bilal, 'kies-een-plaatje');
for (const name of ['Zon', 'Ga zitten']) await tap(bilal, name);
await bilal.locator('.check-pictures li').first().waitFor();
await picture('plaatjes');
await goOn(anouk, bilal, 'Ja, dezelfde');
await picture('beloftes');
await goOn(anouk, bilal);
await picture('oefenen');
await layAndTurn(anouk, bilal, 'thee');
await bilal.locator('.sides-turned').waitFor();
await picture('oefenen-om');
await goOn(anouk, bilal);
await picture('hoe-gaat-het');
await goOn(anouk, bilal);
await picture('thema');
await goOn(anouk, bilal);
await tap(bilal, 'Ik vertel');
await tap(bilal, 'Ik');
await picture('moment-kiezen');
for (const name of ['te laat', 'Leg neer', 'De tafel']) await tap(bilal, name);
await picture('moment');
await goOn(anouk, bilal);
await picture('betekenis-kiezen');
for (const name of ['lastig', 'stress', 'Leg dicht neer']) await tap(bilal, name);
for (const name of ['fijn', 'Leg dicht neer']) await tap(anouk, name);
await bilal.getByRole('button', { name: 'Samen omdraaien' }).waitFor();
await picture('betekenis-dicht');
for (const page of [anouk, bilal]) await tap(page, 'Samen omdraaien');
await bilal.locator('.sides-turned').waitFor();
await picture('betekenis-om');
await goOn(anouk, bilal);
await picture('luisterbeurt');
for (const page of [bilal, anouk]) await tap(page, 'Ja, zo is het');
await bilal.getByRole('heading', { level: 1, name: 'Bedoeld en aangekomen' }).waitFor();
await picture('bedoeld-vraag');
for (const page of [bilal, anouk]) await tap(page, 'Samen bekijken');
await bilal.getByRole('button', { name: 'uitleggen', exact: true }).waitFor();
await picture('bedoeld');
for (const [page, name] of [
  [anouk, 'aandacht'],
  [bilal, 'uitleggen'],
]) {
  await tap(page, name);
  await tap(page, 'Leg dicht neer');
}
for (const page of [anouk, bilal]) await tap(page, 'Samen omdraaien');
await bilal.locator('.sides-turned').waitFor();
await picture('bedoeld-om');
await tap(bilal, 'Ook andersom');
await goOn(anouk, bilal);
await bilal.getByRole('heading', { level: 1, name: 'Ook andersom' }).waitFor();
await picture('ook-andersom');
for (const page of [anouk, bilal]) {
  for (const name of ['dat houd ik voor mij', 'Leg dicht neer']) await tap(page, name);
}
for (const page of [anouk, bilal]) await tap(page, 'Samen omdraaien');
await bilal.locator('.sides-turned').waitFor();
await goOn(anouk, bilal);
await picture('afspraak-kiezen');
for (const name of ['Dit doen we anders', 'eerder laten weten', 'Ik', 'deze week', 'Leg neer'])
  await tap(bilal, name);
await tap(bilal, 'De tafel');
for (const page of [bilal, anouk]) await tap(page, 'Ja, dat doen we');
await bilal.locator('.agreed').waitFor();
await picture('dit-doen-we');
await goOn(anouk, bilal);
await picture('nog-iets');
await goOn(anouk, bilal, 'Nee, klaar');
await picture('meenemen');
await goOn(anouk, bilal);
await picture('klaar');
await dialog(['Wat moet ik doen?'], 'wat-moet-ik-doen');
await dialog(['Stop of pauze'], 'stop-of-pauze');
await dialog(['Stop of pauze', 'Stoppen. Gooi alles weg.'], 'alles-weggooien');
await tap(bilal, 'Bewaar mijn kopie');
await bilal.locator('.copy-sheet').waitFor();
await pictureOf(bilal, 'mijn-kopie');
await tap(bilal, 'Terug');
await tap(bilal, 'Mijn kaarten');
for (const name of ['Nieuwe kaart', 'haast', 'Bewaar']) await tap(bilal, name);
await bilal.locator('.kept .card').waitFor();
await pictureOf(bilal, 'mijn-kaarten');
await tap(bilal, 'Naar het begin');
await bilal.getByRole('heading', { name: 'Mijn tafels' }).waitFor();
await pictureOf(bilal, 'mijn-tafels');
await bilal.goBack();
await tap(bilal, 'Naar de tafel');
for (const page of [anouk, bilal]) await tap(page, 'Kort gesprek: ongeveer 10 minuten');
await goOn(anouk, bilal);
await bilal.getByRole('heading', { level: 1, name: 'Terugkijken' }).waitFor();
await picture('terugkijken');

const tablet = await pageOn('tablet');
await openTable(tablet, server.origin);
for (const name of ['Samen op deze tablet', 'Ik doe mee', 'Zon', 'Ga zitten']) await tap(tablet, name);
const [near, far] = ['.half-near', '.half-far'].map((side) => tablet.locator(side));

/** Looks alone and chooses; with `name`, a picture of that. Then the tablet lies between them again. */
async function layAlone(side, other, card, name) {
  for (const step of ['Kies alleen', card]) await tap(side, step);
  if (name) await pictureOf(tablet, name);
  await tap(side, 'Leg dicht neer');
  await other.waitFor();
}

async function turnOnTablet() {
  for (const side of [far, near]) await tap(side, 'Samen omdraaien');
  await far.locator('.sides-turned').waitFor();
}

await far.locator('.check-pictures li').first().waitFor();
await pictureOf(tablet, 'plaatjes');
await goOn(near, far, 'Ja, dezelfde');
await tap(near, 'Ik beloof dit');
await goOn(near, far);
await layAlone(far, near, 'thee');
await layAlone(near, far, 'koffie');
await turnOnTablet();
await goOn(near, far);
await goOn(near, far);
await far.getByRole('heading', { level: 1, name: 'B. Wat deed dit met mij?' }).waitFor();
await pictureOf(tablet, 'betekenis-kiezen');
await layAlone(far, near, 'lastig', 'alleen-kiezen');
await layAlone(near, far, 'fijn');
await turnOnTablet();
await pictureOf(tablet, 'betekenis-om');
await goOn(near, far);
for (const name of ['Dit houden we', 'rustig praten', 'Samen', 'Leg neer']) await tap(far, name);
await tap(near, 'De tafel');
for (const side of [far, near]) await tap(side, 'Ja, dat doen we');
await goOn(near, far);
await goOn(near, far, 'Nee, klaar');
await tap(far, 'Neem mee naar huis');
await tap(near, 'Dat is goed');
await far.locator('.qr').waitFor();
await pictureOf(tablet, 'mee-naar-huis');
const phone = await pageOn('phone');
await phone.goto(await scanCode(far.locator('.qr')));
for (const name of ['Ik doe mee', 'Ga zitten']) await tap(phone, name);
await tap(far, 'Ja, dezelfde');
await phone.getByText('Dit legde je neer op de tablet.').waitFor();
await pictureOf(phone, 'klopt-het');

await browser.close();
await server.stop();
console.log(`${count} steps in docs/screens`);
