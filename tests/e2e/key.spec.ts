import { readFile } from 'node:fs/promises';
import { type Browser, expect, type Page } from '@playwright/test';
import { isAccessible } from './is-accessible.ts';
import { putOnPaper } from './on-paper.ts';
import {
  bothAgree,
  bothGoOn,
  bothSee,
  layAndTurn,
  newPage,
  type Pair,
  reads,
  sitTogether,
  tap,
} from './people.ts';
import { test } from './server.ts';

/** The code as it stands on the screen, in its groups. */
async function codeOf(page: Page): Promise<string> {
  await tap(page, 'Mijn sleutel');
  await tap(page, 'Schrijf de code op');
  const groups = page.locator('.key-code span');
  await expect(groups).toHaveCount(7);
  const code = (await groups.allInnerTexts()).join('-');
  await tap(page, 'Sluit');
  return code;
}

/** On a device that was never at this table: from the first page, the code typed as somebody types it. */
async function typeKey(page: Page, origin: string, typed: string): Promise<void> {
  await page.goto(origin);
  await tap(page, 'Ik heb een sleutel');
  await page.getByLabel('Jouw code').fill(typed);
  await tap(page, 'Verder');
}

async function comeBack(page: Page, origin: string, typed: string): Promise<void> {
  await typeKey(page, origin, typed);
  await expect(page.getByText('Welkom terug. Je sleutel blijft werken.')).toBeVisible();
}

/** Both sit at the end of a short conversation; Bilal kept one card for himself on the way. */
async function sitAtTheEnd(browser: Browser, origin: string): Promise<Pair> {
  const pair = await sitTogether(browser, origin, { arrives: true });
  await bothGoOn(pair);
  await layAndTurn(pair, ['fijn'], ['lastig', 'stress']);
  await bothGoOn(pair);
  for (const step of ['Dit doen we anders', 'rustig praten', 'Ik', 'volgend gesprek', 'Leg neer'])
    await tap(pair.anouk, step);
  // Her proposal comes up on his phone by itself, with his yes within reach.
  await expect(pair.bilal.locator('.pile .card').getByText('rustig praten')).toBeVisible();
  await expect(pair.bilal.getByRole('button', { name: 'Ja, dat doen we', exact: true })).toBeInViewport();
  await bothAgree(pair);
  await bothGoOn(pair);
  for (const step of ['Ja, nog iets', 'Volgende keer', 'Houd bij mij']) await tap(pair.bilal, step);
  await expect(pair.bilal.locator('.kept').getByText('Volgende keer')).toBeVisible();
  return pair;
}

/** A camera that looks at one photo. */
async function showToCamera(page: Page, photo: Buffer): Promise<void> {
  await page.addInitScript((base64) => {
    navigator.mediaDevices.getUserMedia = async () => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [picture.width, picture.height];
      const draw = () => {
        canvas.getContext('2d')?.drawImage(picture, 0, 0);
        requestAnimationFrame(draw);
      };
      draw();
      return canvas.captureStream();
    };
  }, photo.toString('base64'));
}

async function thirdDevice(browser: Browser): Promise<Page> {
  return newPage(browser, 360, 740);
}

test('[RET1] with a typed key Bilal is back on a third device, with his cards and his own cards', async ({
  browser,
  server,
}) => {
  const pair = await sitAtTheEnd(browser, server.origin);
  const code = await codeOf(pair.bilal);
  const tablet = await thirdDevice(browser);
  await comeBack(tablet, server.origin, ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')} `);
  await tap(tablet, 'Naar de tafel');
  await bothSee({ anouk: pair.anouk, bilal: tablet }, 'Nog iets');
  await expect(tablet.locator('.kept').getByText('Volgende keer')).toBeVisible();
  await tap(tablet, 'Kijk terug');
  await expect(tablet.getByText('rustig praten', { exact: true })).toBeVisible();
  await tap(tablet, 'Terug naar nu');

  await expect(pair.anouk.getByText('Zon zit nu op een ander toestel.')).toBeVisible();
  await tap(pair.anouk, 'Sluit');
  await expect(pair.anouk.getByText('Zon zit nu op een ander toestel.')).toBeHidden();
  await pair.anouk.reload();
  await bothSee({ anouk: pair.anouk, bilal: tablet }, 'Nog iets');
  await expect(pair.anouk.getByText('Zon zit nu op een ander toestel.')).toBeHidden();
  await expect(pair.bilal.getByText('Was jij dit niet?')).toBeVisible();
  await tap(pair.bilal, 'Dit was ik');
  await expect(pair.bilal.getByText('Was jij dit niet?')).toBeHidden();

  await bothGoOn({ anouk: pair.anouk, bilal: tablet }, 'Nee, klaar');
  await bothSee({ anouk: pair.anouk, bilal: tablet }, 'Dit gesprek is klaar.');
});

test('[RET1] who does not know the other device makes a new key, and the old one opens nothing', async ({
  browser,
  server,
}) => {
  const { bilal } = await sitTogether(browser, server.origin);
  const code = await codeOf(bilal);
  const eva = await thirdDevice(browser);
  await comeBack(eva, server.origin, code);
  await expect(bilal.getByText('Zon zit nu op een ander toestel.')).toBeVisible();
  await tap(bilal, 'Dit was ik niet');
  await expect(bilal.getByText('De oude sleutel werkt niet meer.')).toBeVisible();
  await expect(bilal.getByText('Maar dat toestel kan hier nog meelezen.')).toBeVisible();
  await expect(bilal.getByText('Zeg het tegen Anouk.')).toBeVisible();
  await tap(bilal, 'Sluit');

  const again = await thirdDevice(browser);
  await typeKey(again, server.origin, code);
  await expect(again.getByText('Deze sleutel past niet.')).toBeVisible();
  const fresh = await codeOf(bilal);
  expect(fresh).not.toBe(code);
  await comeBack(again, server.origin, fresh);
  await tap(eva, 'Naar de tafel');
  await tap(eva, 'Mijn sleutel');
  await expect(eva.getByText('Deze sleutel werkt niet meer.')).toBeVisible();
});

test('[RET1] a photo of the key, held before the camera, brings its owner back', async ({
  browser,
  server,
}) => {
  const { anouk, bilal } = await sitTogether(browser, server.origin);
  await tap(bilal, 'Mijn sleutel');
  const downloading = bilal.waitForEvent('download');
  await tap(bilal, 'Bewaar als foto');
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('sleutel.png');
  await expect(bilal.getByText('De foto staat op dit toestel.')).toBeVisible();
  await tap(bilal, 'Schrijf de code op');
  const code = await bilal.locator('.key-code').innerText();
  const { words, sheets, isTagged } = await putOnPaper(bilal);
  expect({ sheets, isTagged }).toEqual({ sheets: 1, isTagged: true });
  expect(words).toContain(code);
  for (const word of ['Dezelfde plaatjes', 'Print', 'Zon']) expect(words).not.toContain(word);

  const phone = await thirdDevice(browser);
  await showToCamera(phone, await readFile(await download.path()));
  await phone.goto(server.origin);
  await tap(phone, 'Ik heb een sleutel');
  await tap(phone, 'Scan met de camera');
  await expect(phone.getByText('Welkom terug. Je sleutel blijft werken.')).toBeVisible();
  await tap(phone, 'Naar de tafel');
  await bothSee({ anouk, bilal: phone }, 'Dezelfde plaatjes');
});

test('[RET1] a key as a link leaves nothing in the address, and works once the page is there', async ({
  browser,
  server,
}) => {
  const { bilal } = await sitTogether(browser, server.origin);
  const code = await codeOf(bilal);
  const phone = await thirdDevice(browser);
  const asked: string[] = [];
  phone.on('request', (request) => asked.push(request.url()));
  await phone.goto(`${server.origin}/terug#v1.${code.replaceAll('-', '')}`);
  await expect(phone.getByText('Welkom terug.')).toBeVisible();
  expect(phone.url()).toBe(`${server.origin}/terug`);
  expect(await phone.evaluate(() => JSON.stringify(history.state))).not.toContain(code.slice(0, 4));
  expect(asked.filter((url) => new URL(url).search !== '' || url.includes(code.slice(0, 4)))).toEqual([]);

  await tap(phone, 'Maak een nieuwe sleutel');
  await expect(phone.getByText('Laat hem aan niemand zien. Ook niet aan Anouk.')).toBeVisible();
  await tap(phone, 'Later');
  const tablet = await thirdDevice(browser);
  await typeKey(tablet, server.origin, code);
  await expect(tablet.getByText('Deze sleutel past niet.')).toBeVisible();
});

test('[RET1] a wrong code, a refused camera and a lost reply each say what to do', async ({
  browser,
  server,
}) => {
  const { bilal } = await sitTogether(browser, server.origin);
  const code = await codeOf(bilal);
  const phone = await thirdDevice(browser);
  let lost = 0;
  await phone.routeWebSocket(/\/v1\/table$/, (page) => {
    const relay = page.connectToServer();
    relay.onMessage((message) => {
      // The first byte of a message is its type; 9 is `key`.
      if (typeof message === 'string' || message[0] !== 9 || lost++ > 0) return page.send(message);
      void page.close();
    });
  });
  await typeKey(phone, server.origin, `${code.slice(0, -1)}${code.endsWith('X') ? 'Y' : 'X'}`);
  await reads(phone, 'Deze sleutel past niet.', 'Kijk de code goed na.');
  await expect(phone.getByLabel('Jouw code')).not.toHaveValue('');
  await tap(phone, 'Scan met de camera');
  await reads(phone, 'De camera mag niet aan.', 'Typ de code.');
  await isAccessible(phone, 'Scan je sleutel of typ de code.');
  await phone.getByLabel('Jouw code').fill(code);
  await tap(phone, 'Verder');
  await expect(phone.getByRole('alert').getByText('De tafel is even weg.')).toBeVisible();
  expect(lost).toBe(1);
  await expect(async () => {
    await tap(phone, 'Verder');
    await expect(phone.getByText('Welkom terug.')).toBeVisible({ timeout: 2_000 });
  }).toPass();
});

test('[RET1] Anouk keeps her key at the end; her emptied workplace asks for it, and her tables are back', async ({
  browser,
  server,
}) => {
  const pair = await sitAtTheEnd(browser, server.origin);
  const { anouk, bilal } = pair;
  await expect(anouk.getByText('Is je laptop leeg na uitloggen?')).toBeHidden();
  await bothGoOn(pair, 'Nee, klaar');
  await bothSee(pair, 'Dit gesprek is klaar.');
  await expect(anouk.getByText('Is je laptop leeg na uitloggen?')).toBeVisible();
  await expect(bilal.getByText('Nieuwe telefoon? Dan heb je je sleutel nodig.')).toBeVisible();
  await expect(bilal.getByText('Is je laptop leeg na uitloggen?')).toBeHidden();
  await tap(bilal, 'Later');
  await expect(bilal.getByText('Nieuwe telefoon?')).toBeHidden();
  await bilal.reload();
  await expect(bilal.getByText('Dit gesprek is klaar.').first()).toBeVisible();
  await expect(bilal.getByText('Nieuwe telefoon?')).toBeHidden();
  const code = await codeOf(anouk);
  await expect(anouk.getByText('Is je laptop leeg na uitloggen?')).toBeHidden();

  await anouk.goto('about:blank');
  const devtools = await anouk.context().newCDPSession(anouk);
  await devtools.send('Storage.clearDataForOrigin', { origin: server.origin, storageTypes: 'all' });
  await anouk.goto(server.origin);
  await expect(anouk.getByText('Mijn tafels')).toBeHidden();
  await comeBack(anouk, server.origin, code);
  await anouk.goto(server.origin);
  const tables = anouk.locator('.tables');
  await expect(tables.getByText('Jullie kijken terug: volgend gesprek.')).toBeVisible();
  await expect(tables.getByText(/^Deze tafel gaat weg op \d+ \w+ \d{4}\.$/)).toBeVisible();
  await tap(anouk, 'Zon');
  await expect(anouk.getByText('rustig praten', { exact: true })).toBeVisible();
});
