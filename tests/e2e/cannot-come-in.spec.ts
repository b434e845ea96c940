import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, expect, type Page } from '@playwright/test';
import { downTypes } from '#protocol/down.ts';
import { startTestServer } from '../simulation/server.ts';
import { setDiskFull } from './full-disk.ts';
import { isAccessible } from './is-accessible.ts';
import { bothSee, joinTable, linkOf, newPage, openTable, reads, short, sitDown, tap } from './people.ts';
import { builtWeb, test } from './server.ts';

async function linkFrom(browser: Browser, origin: string): Promise<string> {
  const anouk = await newPage(browser, 1280, 800);
  await openTable(anouk, origin);
  return linkOf(anouk);
}

/** What was asked of the network for the table itself. */
function countSockets(page: Page): () => number {
  let sockets = 0;
  page.on('websocket', () => sockets++);
  return () => sockets;
}

test('a phone too old for any one thing that is needed says so, and goes no further', async ({
  browser,
  server,
}) => {
  const link = await linkFrom(browser, server.origin);
  for (const missing of ['structuredClone', 'indexedDB', 'WebSocket', 'Promise', 'crypto']) {
    await test.step(missing, async () => {
      const bilal = await newPage(browser, 360, 740);
      await bilal.addInitScript((name) => {
        Object.defineProperty(globalThis, name, { value: undefined });
      }, missing);
      const sockets = countSockets(bilal);
      await bilal.goto(link);
      await expect(bilal.getByText('Deze telefoon is te oud hiervoor.')).toBeVisible();
      await expect(bilal.getByText('Praat samen verder op papier.').first()).toBeVisible();
      await expect(bilal.getByRole('button')).toHaveCount(0);
      expect(sockets()).toBe(0);
    });
  }
});

test('a phone that cannot read the app at all says that it is too old', async ({ page, server }) => {
  await page.route('**/assets/index-*.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'this is of a later year' }),
  );
  await page.goto(server.origin);
  await expect(page.getByText('Deze telefoon is te oud hiervoor.')).toBeVisible();
  await isAccessible(page, /^Deze telefoon is te oud hiervoor\./);
});

test('[INV1] a browser inside another app says what to do, and leaves the link for the real browser', async ({
  browser,
  server,
}) => {
  const link = await linkFrom(browser, server.origin);
  const context = await browser.newContext({
    userAgent:
      'Mozilla/5.0 (Linux; Android 13; SM-A135F; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/129.0.0.0 Mobile Safari/537.36 Instagram 330.0',
    viewport: { width: 360, height: 740 },
    locale: 'nl-NL',
  });
  const bilal = await context.newPage();
  const sockets = countSockets(bilal);
  await bilal.goto(link);
  await reads(
    bilal,
    'Hier kan je telefoon niets bewaren.',
    'Tik op de drie puntjes.',
    'Kies: openen in Chrome.',
  );
  expect(bilal.url()).toBe(link);
  expect(sockets()).toBe(0);
  const chrome = await newPage(browser, 360, 740);
  await chrome.goto(bilal.url());
  await expect(chrome.getByRole('button', { name: 'Ik doe mee' })).toBeVisible();
});

test('[INV1] a browser that stores nothing says so when Bilal sits down, and the link is his still', async ({
  browser,
  server,
}) => {
  const link = await linkFrom(browser, server.origin);
  const bilal = await newPage(browser, 360, 740);
  await bilal.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('no storage here', 'SecurityError');
    };
  });
  await joinTable(bilal, link);
  await expect(bilal.getByText('Hier kan je telefoon niets bewaren.')).toBeVisible();
  await isAccessible(bilal, 'Hier kan je telefoon niets bewaren.');
  expect(bilal.url()).toBe(link);
});

test('on a full phone Bilal makes room and sits down after all', async ({ browser, server }) => {
  const anouk = await newPage(browser, 1280, 800);
  await openTable(anouk, server.origin);
  const bilal = await newPage(browser, 360, 740);
  await bilal.goto(await linkOf(anouk));
  await expect(bilal.getByRole('button', { name: 'Ik doe mee' })).toBeVisible();
  await setDiskFull(bilal, true);
  for (const name of ['Ik doe mee', 'Zon', 'Ga zitten']) await tap(bilal, name);
  await reads(bilal, 'Je toestel is vol.', 'Je tekst staat hier nog.', 'Maak ruimte en tik opnieuw.');
  // The page that comes has the real disk, with room.
  await tap(bilal, 'Probeer opnieuw');
  for (const name of ['Ik doe mee', 'Zon', 'Ga zitten']) await tap(bilal, name);
  await bothSee({ anouk, bilal }, 'Dezelfde plaatjes');
});

test('[WEB1] without a secure address there is one sentence, no QR code and no socket', async ({
  playwright,
  server,
}) => {
  const { launchOptions } = test.info().project.use;
  const chromium = await playwright.chromium.launch({
    ...launchOptions,
    args: [...(launchOptions?.args ?? []), '--host-resolver-rules=MAP tafel.example localhost'],
  });
  const anouk = await (await chromium.newContext({ locale: 'nl-NL' })).newPage();
  const sockets = countSockets(anouk);
  const { port } = new URL(server.origin);
  for (const path of ['/', '/begin', '/aan-tafel#v1.a.b.c']) {
    await anouk.goto('about:blank');
    await anouk.goto(`http://tafel.example:${port}${path}`);
    await expect(anouk.getByText('Deze pagina is niet veilig geopend.')).toBeVisible();
    await expect(anouk.locator('.qr')).toHaveCount(0);
  }
  expect(sockets()).toBe(0);
  await isAccessible(anouk, 'Deze pagina is niet veilig geopend.');
  await tap(anouk, 'Liever op papier');
  await expect(anouk.getByRole('heading', { level: 1 })).toHaveText('Samen terugkijken op een gesprek');
  await chromium.close();
});

test('opened through localhost the code says that it works on this device only; else the public address counts', async ({
  browser,
  server,
}) => {
  const anouk = await newPage(browser, 1280, 800);
  await openTable(anouk, server.origin);
  await expect(anouk.getByText('Deze code werkt alleen op dit toestel.')).toBeVisible();
  await expect(anouk.locator('.qr')).toBeVisible();

  const daan = await newPage(browser, 1280, 800);
  await daan.route('**/organisation.json', (route) =>
    route.fulfill({
      json: {
        ...{ name: '', privacyContact: '', supportText: '', retentionDays: 180 },
        publicUrl: 'https://tafel.example',
      },
    }),
  );
  await openTable(daan, server.origin);
  expect(await linkOf(daan)).toMatch(/^https:\/\/tafel\.example\/aan-tafel#v1\./);
  await expect(daan.getByText('Deze code werkt alleen op dit toestel.')).toHaveCount(0);
});

test('without the server, or without internet, Bilal cannot sit down yet; he tries again, or takes the paper', async ({
  browser,
  server,
}) => {
  const anouk = await newPage(browser, 1280, 800);
  await openTable(anouk, server.origin);
  const bilal = await newPage(browser, 360, 740);
  let isReachable = false;
  await bilal.routeWebSocket(/\/v1\/table$/, (socket) => {
    if (isReachable) socket.connectToServer();
    else void socket.close();
  });
  await bilal.goto(await linkOf(anouk));
  await reads(bilal, 'De tafel is even weg.', 'Je kunt nog niet gaan zitten. Wacht even.');
  await isAccessible(bilal, 'De tafel is even weg.');
  await bilal.context().setOffline(true);
  await tap(bilal, 'Probeer opnieuw');
  await reads(bilal, 'Geen internet. Je kunt nog niet gaan zitten.');
  await isAccessible(bilal, 'Geen internet. Je kunt nog niet gaan zitten.');
  await bilal.context().setOffline(false);
  await tap(bilal, 'Liever op papier');
  await expect(bilal.getByRole('heading', { level: 1 })).toHaveText('Samen terugkijken op een gesprek');
  await bilal.goBack();
  await reads(bilal, 'De tafel is even weg.');
  isReachable = true;
  await tap(bilal, 'Probeer opnieuw');
  for (const name of ['Ik doe mee', 'Zon', 'Ga zitten']) await tap(bilal, name);
  await bothSee({ anouk, bilal }, 'Dezelfde plaatjes');
});

test('a server newer than the app: a notice above the table, the cards stay, a fresh page goes on', async ({
  browser,
  server,
}) => {
  const anouk = await newPage(browser, 1280, 800);
  await openTable(anouk, server.origin);
  const bilal = await newPage(browser, 360, 740);
  let isNewer = false;
  let cut = () => Promise.resolve();
  await bilal.routeWebSocket(/\/v1\/table$/, (socket) => {
    cut = () => socket.close();
    socket.connectToServer().onMessage((message) => {
      const isHello = typeof message !== 'string' && message[0] === downTypes.hello;
      socket.send(isNewer && isHello ? Buffer.from([downTypes.hello, 99, 1, 2, 3]) : message);
    });
  });
  await sitDown({ anouk, bilal }, await linkOf(anouk));
  isNewer = true;
  await cut();
  await reads(bilal, 'Er is een nieuwe versie.', 'Je kaarten blijven bewaard.');
  await isAccessible(bilal, 'Dezelfde plaatjes');
  await expect(bilal.getByRole('heading', { level: 1 })).toHaveText('Dezelfde plaatjes');
  isNewer = false;
  await tap(bilal, 'Vernieuw');
  await expect(bilal.getByText('Er is een nieuwe versie.')).toHaveCount(0);
  await bothSee({ anouk, bilal }, 'Dezelfde plaatjes');
});

test('a scanned invitation and a first page of a newer server ask to renew', async ({ browser, server }) => {
  const link = await linkFrom(browser, server.origin);
  const bilal = await newPage(browser, 360, 740);
  await bilal.routeWebSocket(/\/v1\/table$/, (socket) => {
    socket.send(Buffer.from([downTypes.hello, 99]));
  });
  for (const address of [link, server.origin]) {
    await bilal.goto(address);
    await expect(bilal.getByText('Er is een nieuwe versie.')).toBeVisible();
    await expect(bilal.getByRole('button', { name: 'Vernieuw' })).toBeVisible();
  }
});

test('a newer app waits until somebody taps "Vernieuw"; then it works without internet too', async ({
  browser,
}) => {
  const webRoot = await mkdtemp(join(tmpdir(), 'slw-web-'));
  await cp(builtWeb(), webRoot, { recursive: true });
  const here = await startTestServer({ webRoot });
  const anouk = await newPage(browser, 1280, 800);
  await anouk.goto(here.origin);
  await anouk.evaluate(() => navigator.serviceWorker.ready);
  await anouk.reload();
  expect(await anouk.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
  // One drawing has changed: the worker's list of files has another revision for it.
  const worker = join(webRoot, 'service-worker.js');
  const list = await readFile(worker, 'utf8');
  const changed = list.replace(/([{,]"?revision"?:")[0-9a-f]{32}/, '$10123456789abcdef0123456789abcdef');
  expect(changed).not.toBe(list);
  for (const ending of ['.br', '.gz']) await rm(worker + ending);
  await writeFile(worker, changed);
  await anouk.reload();
  await expect(anouk.getByText('Er is een nieuwe versie.')).toBeVisible();
  await tap(anouk, 'Vernieuw');
  await expect(anouk.getByText('Er is een nieuwe versie.')).toHaveCount(0);
  await expect(anouk.getByRole('heading', { level: 1 })).toHaveText('Samenleerwijzer');
  const texts = await anouk.evaluate(async () => {
    const names = await caches.keys();
    const app = await caches.open(names.find((name) => name.startsWith('app-')) ?? '');
    return (await app.keys()).map(({ url }) => url).filter((url) => url.includes('/texts/'));
  });
  expect(texts.map((url) => /texts\/(..)-/.exec(url)?.[1])).toEqual(['nl']);
  await here.stop();
  await anouk.reload();
  await expect(anouk.getByRole('heading', { level: 1 })).toHaveText('Samenleerwijzer');
  await tap(anouk, 'Begin een gesprek');
  await expect(anouk.getByRole('button', { name: short })).toBeVisible();
  await anouk.context().close();
  await rm(webRoot, { recursive: true });
});
