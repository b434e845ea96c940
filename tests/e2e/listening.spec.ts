import { expect, type Page } from '@playwright/test';
import { bothGoOn, bothSee, linkOf, newPage, openTable, tap } from './people.ts';
import { test } from './server.ts';

/** A phone with one voice, that goes on reading until it is stopped; what it read is in `said`. */
async function giveVoice(page: Page, lang: string): Promise<void> {
  await page.addInitScript((lang) => {
    const said: string[] = [];
    const speechSynthesis = {
      getVoices: () => [{ lang, localService: true }],
      speak: ({ text }: { text: string }) => said.push(text),
      cancel: () => said.splice(0),
    };
    const SpeechSynthesisUtterance = class {
      readonly text: string;
      constructor(text: string) {
        this.text = text;
      }
    };
    for (const [name, value] of Object.entries({ said, speechSynthesis, SpeechSynthesisUtterance }))
      Object.defineProperty(globalThis, name, { value });
  }, lang);
}

const said = (page: Page) => page.evaluate<string[]>(() => Reflect.get(globalThis, 'said'));

/** Taps "Luister" within the page or the dialog that lies over it, and stops it again. */
async function hear(page: Page): Promise<readonly string[]> {
  const around = page.locator((await page.locator('dialog').count()) > 0 ? 'dialog' : 'body');
  await around.getByRole('button', { name: 'Luister', exact: true }).click();
  await expect.poll(() => said(page)).not.toEqual([]);
  const lines = await said(page);
  await around.getByRole('button', { name: 'Stop met voorlezen' }).click();
  expect(await said(page)).toEqual([]);
  await expect(around.getByRole('button', { name: 'Luister', exact: true })).toBeVisible();
  return lines;
}

test('Bilal hears everything that he can read, never what he chose or the code of his key', async ({
  browser,
  server,
}) => {
  const anouk = await newPage(browser, 1280, 800);
  const bilal = await newPage(browser, 360, 740);
  const pair = { anouk, bilal };
  await giveVoice(bilal, 'nl-NL');
  await openTable(anouk, server.origin);
  await bilal.goto(await linkOf(anouk));
  expect(await hear(bilal)).toEqual(
    expect.arrayContaining(['Anouk nodigt je uit.', 'Ik doe mee', 'Nu niet']),
  );
  await tap(bilal, 'Ik doe mee');
  const before = await hear(bilal);
  expect(before).toEqual(expect.arrayContaining(['Kies een plaatje. Dat ben jij.', 'Zon', 'Olijf']));
  await tap(bilal, 'Zon');
  expect(await hear(bilal)).toEqual(before);
  await tap(bilal, 'Ga zitten');
  await bothSee(pair, 'Dezelfde plaatjes');
  expect(await hear(bilal)).toContain('Zien jullie dezelfde vier plaatjes?');

  await tap(bilal, 'Mijn sleutel');
  await tap(bilal, 'Schrijf de code op');
  const code = (await bilal.locator('.key-code').innerText()).replaceAll('\n', '');
  const lines = await hear(bilal);
  expect(lines).toContain('Laat hem aan niemand zien. Ook niet aan Anouk.');
  expect(lines).not.toContain(code);
  await tap(bilal, 'Sluit');
  for (const [button, line] of [
    ['Wat moet ik doen?', 'Wat zie je?'],
    ['Stop of pauze', 'Je mag stoppen. Je hoeft niets uit te leggen.'],
  ] as const) {
    await tap(bilal, button);
    expect(await hear(bilal)).toContain(line);
    await tap(bilal, 'Sluit');
  }

  await bothGoOn(pair, 'Ja, dezelfde');
  await bothSee(pair, 'De beloftes');
  expect(await hear(bilal)).toContain('Je hoeft niet te zeggen waarom.');
  await tap(bilal, 'Stop of pauze');
  await tap(bilal, 'Stoppen. Gooi alles weg.');
  expect(await hear(bilal)).toContain('Wat op papier staat, blijft op papier.');
  await tap(bilal, 'Nee, terug');
  await tap(bilal, 'Stop of pauze');
  await tap(bilal, 'Stoppen. Bewaar mijn kaarten.');
  await bothSee(pair, 'Dit gesprek is gestopt. Dat is goed.');
  expect(await hear(bilal)).toContain('Bewaar mijn kopie');
});

test('a phone without a Dutch voice says so, and reads no Dutch with an English one', async ({
  browser,
  server,
}) => {
  const anouk = await newPage(browser, 1280, 800);
  await giveVoice(anouk, 'en-GB');
  await anouk.goto(server.origin);
  for (const name of ['Begin een gesprek', 'Kort gesprek: ongeveer 10 minuten', 'Klantmanager', 'Luister'])
    await tap(anouk, name);
  await expect(anouk.getByText('Dit toestel kan niet voorlezen.')).toBeVisible();
  expect(await said(anouk)).toEqual([]);
});
