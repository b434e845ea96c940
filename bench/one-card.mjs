/**
 * From the tap that lays a card on Bilal's page to the card on Anouk's: sealing, storing, sending, committing,
 * verifying, drawing. Beside it, in the same run and browser, a message of the same size through a bare WebSocket
 * echo that keeps nothing.
 */
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { goOn, joinTable, layAndTurn, openBrowser, openTable, startServer, tap } from './browser.mjs';

const rounds = 500;
/** One laid card on the wire: header, padded body, signature and the frame's own fields. */
const cardBytes = 850;

export async function measureOneCard() {
  const browser = await openBrowser();
  const cards = await layCards(browser);
  const echoes = await echoMessages(browser);
  await browser.close();
  return { cards, echoes };
}

async function layCards(browser) {
  const server = await startServer();
  const pages = [];
  for (const _person of ['Anouk', 'Bilal'])
    pages.push(await (await browser.newContext({ locale: 'nl-NL' })).newPage());
  const [anouk, bilal] = pages;
  await joinTable(bilal, await openTable(anouk, server.origin));
  await goOn(anouk, bilal, 'Ja, dezelfde');
  await goOn(anouk, bilal);
  await layAndTurn(anouk, bilal, 'thee');
  await goOn(anouk, bilal);
  await bilal.evaluate(() => {
    addEventListener(
      'click',
      (event) => {
        if (event.target.closest('button')?.textContent === 'Leg neer') {
          globalThis.laidAt = performance.timeOrigin + event.timeStamp;
        }
      },
      true,
    );
  });
  const times = [];
  for (let round = 0; round < rounds; round++) {
    for (const name of ['Ik', 'uitleggen']) await tap(bilal, name);
    const seen = anouk.evaluate(
      () =>
        new Promise((resolve) => {
          const look = () =>
            document.querySelector('.strip .card') && resolve(performance.timeOrigin + performance.now());
          new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
        }),
    );
    await tap(bilal, 'Leg neer');
    times.push((await seen) - (await bilal.evaluate(() => globalThis.laidAt)));
    await bilal.getByRole('button', { name: /^Neem terug/ }).click();
    await anouk.locator('.strip .card').waitFor({ state: 'detached' });
  }
  await server.stop();
  return times;
}

async function echoMessages(browser) {
  const http = createServer((_request, response) => response.end('<!doctype html>'));
  const sockets = new WebSocketServer({ server: http });
  sockets.on('connection', (socket) => {
    socket.on('message', (data) => {
      for (const other of sockets.clients) if (other !== socket) other.send(data);
    });
  });
  await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = `127.0.0.1:${http.address().port}`;
  const [sender, receiver] = [await browser.newPage(), await browser.newPage()];
  for (const page of [sender, receiver]) {
    await page.goto(`http://${address}/`);
    await page.evaluate(
      (url) =>
        new Promise((resolve) => {
          globalThis.socket = new WebSocket(url);
          globalThis.socket.onopen = resolve;
        }),
      `ws://${address}/`,
    );
  }
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const received = receiver.evaluate(
      () =>
        new Promise((resolve) => {
          globalThis.socket.onmessage = () => resolve(performance.timeOrigin + performance.now());
        }),
    );
    const sentAt = await sender.evaluate((length) => {
      const now = performance.timeOrigin + performance.now();
      globalThis.socket.send(new Uint8Array(length));
      return now;
    }, cardBytes);
    times.push((await received) - sentAt);
  }
  for (const socket of sockets.clients) socket.terminate();
  http.close();
  return times;
}
