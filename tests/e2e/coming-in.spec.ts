import { expect, type Page } from '@playwright/test';
import { downTypes } from '#protocol/down.ts';
import { upTypes } from '#protocol/up.ts';
import { startTestServer } from '../simulation/server.ts';
import { isAccessible } from './is-accessible.ts';
import { putOnPaper } from './on-paper.ts';
import { bothSee, joinTable, linkOf, newPage, openTable, reads, sitDown, tap } from './people.ts';
import { builtWeb, test } from './server.ts';

const notValid = 'Deze uitnodiging werkt niet meer.';

/** Anouk has a table with an empty chair; the link to it. */
async function inviting(
  browser: Parameters<typeof newPage>[0],
  origin: string,
): Promise<{ readonly anouk: Page; readonly link: string }> {
  const anouk = await newPage(browser, 1280, 800);
  await openTable(anouk, origin);
  return { anouk, link: await linkOf(anouk) };
}

test('[INV2] Bilal reads who invites, and sits after three taps, without typing or being asked for anything', async ({
  browser,
  server,
}) => {
  const { anouk, link } = await inviting(browser, server.origin);
  const bilal = await newPage(browser, 360, 740);
  await bilal.addInitScript(() => {
    const told = (what: string) => () => {
      Reflect.set(globalThis, 'asked', [...(Reflect.get(globalThis, 'asked') ?? []), what]);
      return Promise.reject(new Error('nobody may be asked'));
    };
    Notification.requestPermission = told('notifications');
    navigator.mediaDevices.getUserMedia = told('camera');
    navigator.permissions.query = told('permissions');
    navigator.storage.persist = told('storage');
    navigator.geolocation.getCurrentPosition = told('place');
    addEventListener('pointerdown', () => {
      Reflect.set(globalThis, 'taps', (Reflect.get(globalThis, 'taps') ?? 0) + 1);
    });
    addEventListener('keydown', told('a key'));
  });
  await bilal.goto(link);
  for (const line of ['Anouk nodigt je uit.', 'Dit gaat niet over je uitkering.'])
    await expect(bilal.getByText(line)).toBeVisible();
  const boxes = await Promise.all(
    ['Ik doe mee', 'Nu niet', 'Liever op papier'].map((name) =>
      bilal.getByRole('button', { name, exact: true }).boundingBox(),
    ),
  );
  expect(new Set(boxes.map((box) => `${box?.width} × ${box?.height}`)).size).toBe(1);
  // Nothing is on the device before somebody sits down.
  expect(await bilal.evaluate(() => indexedDB.databases())).toEqual([]);
  for (const name of ['Ik doe mee', 'Zon', 'Ga zitten']) await tap(bilal, name);
  await bothSee({ anouk, bilal }, 'Dezelfde plaatjes');
  expect(await bilal.evaluate(() => Reflect.get(globalThis, 'taps'))).toBe(3);
  expect(await bilal.evaluate(() => Reflect.get(globalThis, 'asked'))).toBeUndefined();
});

test('[INV2] "Nu niet" keeps nothing and tells nobody: the same link still works', async ({
  browser,
  server,
}) => {
  const { anouk, link } = await inviting(browser, server.origin);
  const bilal = await newPage(browser, 360, 740);
  const before = await anouk.getByRole('main').innerText();
  await bilal.goto(link);
  await tap(bilal, 'Nu niet');
  for (const line of ['Dat is goed.', 'Er is niets over jou bewaard.', 'Je kunt deze pagina sluiten.'])
    await expect(bilal.getByText(line)).toBeVisible();
  expect(await bilal.evaluate(() => indexedDB.databases())).toEqual([]);
  expect(await anouk.getByRole('main').innerText()).toBe(before);
  // In the same page, as whoever pastes it into the address.
  await sitDown({ anouk, bilal }, link);
});

test('"Liever op papier" is the blank sheet: themes, A, B and C for two people, seven promises', async ({
  browser,
  server,
}) => {
  const { link } = await inviting(browser, server.origin);
  const bilal = await newPage(browser, 360, 740);
  await bilal.goto(link);
  await tap(bilal, 'Liever op papier');
  await expect(bilal.getByRole('heading', { level: 1 })).toHaveText('Samen terugkijken op een gesprek');
  for (const part of [
    'A. Wat gebeurde er? Wat werd er gezegd?',
    'B. Wat deed dit met mij? Waarom was dit goed of lastig?',
    'C. Wat willen we behouden of veranderen? Wat gaan we anders doen?',
  ]) {
    const section = bilal.locator('section').filter({ has: bilal.getByRole('heading', { name: part }) });
    await expect(section.locator('.sheet-box')).toHaveCount(2);
    await expect(section.locator('.sheet-source')).not.toBeEmpty();
  }
  await expect(bilal.locator('.sheet-themes .symbol')).toHaveCount(4);
  await expect(bilal.locator('.promise')).toHaveCount(7);
  const { words, sheets, isTagged } = await putOnPaper(bilal);
  expect(words).not.toContain('Print het blad');
  expect({ sheets, isTagged }).toEqual({ sheets: 2, isTagged: true });
});

test('[INV5] a used, a withdrawn, a mistyped and an unknown invitation get the same sentence', async ({
  browser,
  server,
}) => {
  const { anouk, link } = await inviting(browser, server.origin);
  const bilal = await newPage(browser, 360, 740);
  const says = async (tried: string) => {
    await bilal.goto('about:blank');
    await bilal.goto(tried);
    await reads(bilal, notValid, 'Vraag om een nieuwe.');
    return bilal.getByRole('main').innerText();
  };
  const elsewhere = await inviting(browser, server.origin);
  await elsewhere.anouk.context().close();
  await tap(anouk, 'Maak een nieuwe uitnodiging');
  const second = await linkOf(anouk);
  const answers = [await says(link), await says(`${link}x`), await says(`${server.origin}/aan-tafel`)];
  await bilal.goto('about:blank');
  await sitDown({ anouk, bilal }, second);
  const eva = await newPage(browser, 360, 740);
  await eva.goto(second);
  await expect(eva.getByText(notValid)).toBeVisible();
  answers.push(await eva.getByRole('main').innerText());
  expect(new Set(answers).size).toBe(1);
});

test('[INV2] a link that was sent still works after Anouk looked again, and Bilal may paste it', async ({
  browser,
  server,
}) => {
  const { anouk, link } = await inviting(browser, server.origin);
  await anouk.reload();
  await tap(anouk, 'Kopieer de link');
  await expect(anouk.getByText('De link is gekopieerd.')).toBeVisible();
  expect(await anouk.evaluate(() => navigator.clipboard.readText())).toBe(link);
  const bilal = await newPage(browser, 360, 740);
  await bilal.goto(server.origin);
  await tap(bilal, 'Ik heb een uitnodiging');
  const field = bilal.getByLabel('Of zet hier de link.');
  await field.fill('https://example.nl/aan-tafel#v1.iets');
  await tap(bilal, 'Verder');
  await expect(bilal.getByText('Dit is geen link naar een tafel.')).toBeVisible();
  await field.fill(link);
  await tap(bilal, 'Verder');
  for (const name of ['Ik doe mee', 'Zon', 'Ga zitten']) await tap(bilal, name);
  await bothSee({ anouk, bilal }, 'Dezelfde plaatjes');
});

test('[INV2] a code on the screen is gone after a quarter of an hour, and a new one is a tap away', async ({
  browser,
  server,
}) => {
  const anouk = await newPage(browser, 1280, 800);
  await anouk.clock.install();
  await openTable(anouk, server.origin);
  const code = anouk.getByRole('img', { name: 'Code om te scannen.' });
  await expect(code).toBeVisible();
  await anouk.clock.fastForward('16:00');
  await expect(anouk.getByText('Deze code is te oud. Maak een nieuwe.')).toBeVisible();
  await expect(code).toHaveCount(0);
  await tap(anouk, 'Maak een nieuwe uitnodiging');
  await expect(code).toBeVisible();
});

test('[INV2] an invitation that was sent works for a week and not longer', async ({ browser }) => {
  let now = Date.now();
  const here = await startTestServer({ now: () => now, webRoot: builtWeb() });
  const { anouk, link } = await inviting(browser, here.origin);
  const bilal = await newPage(browser, 360, 740);
  now += 6 * 24 * 60 * 60 * 1000;
  await bilal.goto(link);
  await expect(bilal.getByRole('button', { name: 'Ik doe mee' })).toBeVisible();
  now += 2 * 24 * 60 * 60 * 1000;
  await bilal.reload();
  await expect(bilal.getByText(notValid)).toBeVisible();
  await bilal.context().close();
  await anouk.context().close();
  await here.stop();
});

/** Loses the answer to the next claim, and what comes after it; the server has done what it was asked. */
async function losingTheClaim(page: Page, then: 'cut' | 'silence'): Promise<{ lost: Promise<void> }> {
  let tell: () => void;
  const lost = new Promise<void>((resolve) => {
    tell = resolve;
  });
  let isNext = true;
  await page.routeWebSocket(/\/v1\/table$/, (socket) => {
    let isSilent = false;
    const server = socket.connectToServer();
    server.onMessage((message) => {
      isSilent ||= isNext && message[0] === downTypes.claimed;
      if (!isSilent) return socket.send(message);
      isNext = false;
      tell();
      if (then === 'cut') void socket.close();
    });
  });
  return { lost };
}

test('[INV2] the answer to the claim is lost: Bilal tries again and has the same chair', async ({
  browser,
  server,
}) => {
  const { anouk, link } = await inviting(browser, server.origin);
  const bilal = await newPage(browser, 360, 740);
  await losingTheClaim(bilal, 'cut');
  await joinTable(bilal, link);
  await expect(bilal.getByText('De tafel is even weg.')).toBeVisible();
  await tap(bilal, 'Probeer opnieuw');
  await bothSee({ anouk, bilal }, 'Dezelfde plaatjes');
});

test('[INV1] Bilal reloads in the middle of the claim, and sits', async ({ browser, server }) => {
  const { anouk, link } = await inviting(browser, server.origin);
  const bilal = await newPage(browser, 360, 740);
  const { lost } = await losingTheClaim(bilal, 'silence');
  await joinTable(bilal, link);
  await lost;
  await expect(bilal.getByText('Je stoel wordt klaargezet.')).toBeVisible();
  await bilal.reload();
  await bothSee({ anouk, bilal }, 'Dezelfde plaatjes');
});

test('[INV6] a stranger sits down first: Bilal is refused, Anouk sees who sits there and invites anew', async ({
  browser,
  server,
}) => {
  const { anouk, link } = await inviting(browser, server.origin);
  const [eva, bilal] = [await newPage(browser, 360, 740), await newPage(browser, 360, 740)];
  await eva.goto(link);
  for (const name of ['Ik doe mee', 'Vis', 'Ga zitten']) await tap(eva, name);
  await bothSee({ anouk, bilal: eva }, 'Dezelfde plaatjes');
  await bilal.goto(link);
  await expect(bilal.getByText(notValid)).toBeVisible();
  const taken = anouk.locator('.seat-taken');
  await expect(taken.getByText('Verwacht je iemand anders?')).toBeVisible();
  await expect(taken.getByText('Vis')).toBeVisible();
  await isAccessible(anouk, 'Dezelfde plaatjes');
  const before = anouk.url();
  await tap(anouk, 'Maak een nieuwe uitnodiging');
  await expect(eva.getByText('Stop even. Er klopt iets niet.')).toBeVisible();
  await expect(anouk).not.toHaveURL(before);
  await bilal.goto('about:blank');
  await sitDown({ anouk, bilal }, await linkOf(anouk));
  await expect(anouk.locator('.seat-taken').getByText('Zon')).toBeVisible();
});

test('[INV4] a stranger takes the chair and never sits down: Anouk reads so, and invites to a fresh table', async ({
  browser,
  server,
}) => {
  const anouk = await newPage(browser, 1280, 800);
  await anouk.clock.install();
  await openTable(anouk, server.origin);
  const link = await linkOf(anouk);
  const [eva, bilal] = [await newPage(browser, 360, 740), await newPage(browser, 360, 740)];
  // All that she gets is the answer to her claim: with that she reads along, and says nothing.
  await eva.routeWebSocket(/\/v1\/table$/, (page) => {
    let hasClaimed = false;
    const relay = page.connectToServer();
    page.onMessage((message) => {
      if (!hasClaimed) relay.send(message);
      hasClaimed ||= message[0] === upTypes.claim;
    });
  });
  await eva.goto(link);
  for (const name of ['Ik doe mee', 'Vis', 'Ga zitten']) await tap(eva, name);
  await bilal.goto(link);
  await expect(bilal.getByText(notValid)).toBeVisible();
  await anouk.clock.fastForward(8 * 24 * 3600 * 1000);
  await tap(anouk, 'Maak een nieuwe uitnodiging');
  await reads(anouk, 'Op deze stoel zit al iemand.', 'Verwacht je iemand anders?');
  await isAccessible(anouk, 'Nodig iemand uit');
  await tap(anouk, 'Maak een nieuwe uitnodiging');
  await bilal.goto('about:blank');
  await sitDown({ anouk, bilal }, await linkOf(anouk));
});

test('[INV4] the pictures differ: both read what to do, and a fresh table brings Bilal back with his own cards', async ({
  browser,
  server,
}) => {
  const { anouk, link } = await inviting(browser, server.origin);
  const bilal = await newPage(browser, 360, 740);
  await sitDown({ anouk, bilal }, link);
  const [before, his] = [anouk.url(), bilal.url()];
  await bilal.goto(his.replace('/tafel', '/mijn-kaarten'));
  for (const name of ['Nieuwe kaart', 'haast', 'Bewaar']) await tap(bilal, name);
  // His card lies there once it is kept.
  await expect(bilal.locator('.kept').getByText('haast')).toBeVisible();
  await bilal.goto(his);
  await tap(bilal, 'Nee');
  for (const page of [anouk, bilal]) {
    await reads(page, 'Stop even. Er klopt iets niet.', 'Jouw kaarten zijn niet weg.');
    await reads(page, 'Maak samen een nieuwe uitnodiging.');
  }
  await isAccessible(anouk, 'Nodig iemand uit');
  await anouk.reload();
  await expect(anouk.getByRole('img', { name: 'Code om te scannen.' })).toHaveCount(0);
  await tap(anouk, 'Maak een nieuwe uitnodiging');
  const fresh = await linkOf(anouk);
  await isAccessible(bilal, 'Samenleerwijzer');
  await reads(bilal, 'Jouw kaarten zijn niet weg.');
  await sitDown({ anouk, bilal }, fresh);
  await anouk.goBack();
  await expect(anouk).not.toHaveURL(before);
  await bilal.goto(bilal.url().replace('/tafel', '/mijn-kaarten'));
  await expect(bilal.getByText('haast')).toBeVisible();
});

test('Bilal loses his phone right after sitting down; a new invitation gives him the chair again', async ({
  browser,
  server,
}) => {
  const { anouk, link } = await inviting(browser, server.origin);
  const lost = await newPage(browser, 360, 740);
  await sitDown({ anouk, bilal: lost }, link);
  await lost.context().close();
  await tap(anouk, 'Maak een nieuwe uitnodiging');
  const bilal = await newPage(browser, 360, 740);
  await sitDown({ anouk, bilal }, await linkOf(anouk));
});
