/** What a phone downloads until each screen stands there: bytes as they came over the line, new and all in all. */
import { goOn, layAndTurn, openBrowser, openTable, startServer, tap } from './browser.mjs';

export async function measurePageWeight() {
  const server = await startServer();
  const browser = await openBrowser();
  const anouk = await (await browser.newContext({ locale: 'nl-NL' })).newPage();
  // Without the service worker, which fetches ahead what later screens need.
  const bilal = await (
    await browser.newContext({
      viewport: { width: 360, height: 740 },
      locale: 'nl-NL',
      serviceWorkers: 'block',
    })
  ).newPage();
  const count = await countBytes(bilal);
  const link = await openTable(anouk, server.origin);
  const rows = [];
  const at = (screen) => rows.push({ screen, ...count() });

  await bilal.goto(link);
  await bilal.getByRole('button', { name: 'Ik doe mee' }).waitFor();
  at('invitation');
  await tap(bilal, 'Ik doe mee');
  await bilal.getByRole('button', { name: 'Ga zitten' }).waitFor();
  at('choosing a picture');
  await tap(bilal, 'Zon');
  await tap(bilal, 'Ga zitten');
  await bilal.locator('.check-pictures li').first().waitFor();
  at('the four pictures');
  await goOn(anouk, bilal, 'Ja, dezelfde');
  await bilal.getByRole('heading', { name: 'De beloftes' }).waitFor();
  at('promises');
  await goOn(anouk, bilal);
  await layAndTurn(anouk, bilal, 'thee');
  at('practice');
  await goOn(anouk, bilal);
  await tap(bilal, 'Ik');
  await bilal.getByRole('button', { name: 'uitleggen' }).waitFor();
  at('A, moment');
  await goOn(anouk, bilal);
  await tap(bilal, 'lastig');
  await bilal.getByRole('button', { name: 'stress' }).waitFor();
  at('B, meaning');
  await browser.close();
  await server.stop();
  return rows;
}

async function countBytes(page) {
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  let total = 0;
  let code = 0;
  let before = 0;
  const codeRequests = new Set();
  client.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script' || type === 'Stylesheet') codeRequests.add(requestId);
  });
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    total += encodedDataLength;
    if (codeRequests.has(requestId)) code += encodedDataLength;
  });
  client.on('Network.webSocketFrameReceived', ({ response }) => {
    total += Math.ceil((response.payloadData.length * 3) / 4);
  });
  return () => {
    const row = { newKiB: (total - before) / 1024, allKiB: total / 1024, codeKiB: code / 1024 };
    before = total;
    return row;
  };
}
