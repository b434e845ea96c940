/**
 * What a phone downloads until each screen of a whole conversation stands there, and what comes after it: bytes as they
 * came over the line, new and all in all. Bilal is without the service worker, which fetches ahead what later screens need.
 */
import { goOn, layAndTurn, openBrowser, openTable, startServer, tap } from './browser.mjs';

const long = 'Rustig gesprek: een half uur of meer';

export async function measurePageWeight() {
  const server = await startServer();
  const browser = await openBrowser();
  const anouk = await (await browser.newContext({ locale: 'nl-NL' })).newPage();
  const rows = [{ screen: 'start page', ...(await weighStart(browser, server.origin)) }];
  const bilal = await newPhone(browser);
  const count = await countBytes(bilal);
  const link = await openTable(anouk, server.origin, long);
  const at = (screen) => rows.push({ screen, ...count() });
  const heading = async (text, screen) => {
    for (const page of [anouk, bilal])
      await page.getByRole('heading', { level: 1, name: text, exact: true }).waitFor();
    await settle(bilal);
    at(screen);
  };
  const bothGoOn = (name) => goOn(anouk, bilal, name);

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
  await bothGoOn('Ja, dezelfde');
  await heading('De beloftes', 'promises');
  await bothGoOn();
  await heading('Even oefenen', 'practice');
  await layAndTurn(anouk, bilal, 'thee');
  at('practice, turned');
  await bothGoOn();
  await heading('Hoe gaat het met jou?', 'how are you');
  await bothGoOn();
  await heading('Thema', 'A, theme');
  await bothGoOn();
  await heading('A. Wat gebeurde er? Wat werd er gezegd?', 'A, moment');
  for (const name of ['Ik', 'uitleggen', 'Leg neer']) await tap(bilal, name);
  at('A, a balloon laid');
  await bothGoOn();
  await heading('B. Wat deed dit met mij? Waarom was dit goed of lastig?', 'B, meaning');
  await layAndTurn(anouk, bilal, 'lastig');
  at('B, turned');
  await bothGoOn();
  await heading('Luisteren', 'B, listening');
  for (const page of [bilal, anouk]) await tap(page, 'Ja, zo is het');
  await heading('Bedoeld en aangekomen', 'B, the question');
  for (const page of [bilal, anouk]) await tap(page, 'Samen bekijken');
  await bilal.getByRole('button', { name: 'eerlijk zijn', exact: true }).waitFor();
  await settle(bilal);
  at('B, meant and heard');
  await layAndTurn(anouk, bilal, 'haast', 'eerlijk zijn');
  await bothGoOn();
  await heading('C. Wat willen we behouden of veranderen? Wat gaan we anders doen?', 'C, this we do');
  await bothGoOn();
  await heading('Nog iets', 'Klaar, something else');
  await bothGoOn('Nee, klaar');
  await heading('Wat neem je mee?', 'Klaar, take along');
  await bothGoOn();
  await heading('Dit gesprek is klaar.', 'Klaar');
  await tap(bilal, 'Mijn sleutel');
  await tap(bilal, 'Schrijf de code op');
  await bilal.locator('.key-code').waitFor();
  at('key');
  await tap(bilal, 'Sluit');
  await tap(bilal, 'Bewaar mijn kopie');
  await bilal.locator('.copy-sheet').waitFor();
  at('own copy');
  await browser.close();
  await server.stop();
  return rows;
}

/** A phone that comes without an invitation. */
async function weighStart(browser, origin) {
  const phone = await newPhone(browser);
  const count = await countBytes(phone);
  await phone.goto(origin);
  await phone.getByRole('button', { name: 'Begin een gesprek' }).waitFor();
  await phone.waitForLoadState('networkidle');
  const row = count();
  await phone.context().close();
  return row;
}

/** All pictures that stand on the screen are there. */
function settle(page) {
  return page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
}

async function newPhone(browser) {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    locale: 'nl-NL',
    serviceWorkers: 'block',
  });
  return context.newPage();
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
