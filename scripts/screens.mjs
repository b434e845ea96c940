/** `npm run screens`: walks a whole conversation and keeps a small picture of every step in docs/screens. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { goOn, joinTable, layAndTurn, openBrowser, openTable, startServer, tap } from '../bench/browser.mjs';
import { root } from './project.mjs';

const folder = join(root, 'docs', 'screens');
mkdirSync(folder, { recursive: true });

const server = await startServer();
const browser = await openBrowser();
const pageOf = async (width, height) =>
  (
    await browser.newContext({ viewport: { width, height }, locale: 'nl-NL', reducedMotion: 'reduce' })
  ).newPage();
const anouk = await pageOf(1280, 800);
const bilal = await pageOf(360, 740);
let count = 0;

async function picture(name) {
  count += 1;
  const file = (device) => join(folder, `${String(count).padStart(2, '0')}-${name}-${device}.jpg`);
  // Whoever was last to act is first to see; the heading tells that the other page is there too.
  const heading = await bilal.getByRole('heading', { level: 1 }).first().textContent();
  await anouk.getByRole('heading', { level: 1, name: heading ?? '' }).waitFor();
  await anouk.screenshot({ path: file('laptop'), type: 'jpeg', quality: 45 });
  await bilal.screenshot({ path: file('phone'), type: 'jpeg', quality: 45 });
}

const link = await openTable(anouk, server.origin, 'Rustig gesprek: een half uur of meer');
await anouk.screenshot({ path: join(folder, '00-uitnodiging-laptop.jpg'), type: 'jpeg', quality: 45 });
await bilal.goto(link);
await bilal.getByRole('button', { name: 'Ik doe mee' }).waitFor();
await bilal.screenshot({ path: join(folder, '00-uitnodiging-phone.jpg'), type: 'jpeg', quality: 45 });
await joinTable(bilal, link);
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
await picture('bedoeld-vraag');
await tap(bilal, 'Samen bekijken');
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

await browser.close();
await server.stop();
console.log(`${count + 1} steps in docs/screens`);
