/**
 * From opening the link to "Ik doe mee" that can be tapped, on a slow phone: the conditions of Lighthouse 12
 * (core/config/constants.js, mobileSlow4G): a round trip of 150 ms, 1,638.4 kbit/s, the processor four times slower.
 * Lighthouse itself is not installed; this is Chromium's own throttling. What localhost lacks is added by hand:
 * DNS, TCP and TLS for the page (three round trips), TCP and TLS for the socket (two). Beside it the harsher way in
 * which Lighthouse applies the same numbers through DevTools: 562.5 ms for each request and message, 90 % of the
 * bandwidth, nothing added.
 */
import { openBrowser, openTable, startServer } from './browser.mjs';

const roundTripMs = 150;
const bytesInKbit = 1000 / 8;

const conditions = {
  simulated: { latency: roundTripMs, download: 1638.4, upload: 750, addedMs: 5 * roundTripMs },
  'through DevTools': { latency: roundTripMs * 3.75, download: 1638.4 * 0.9, upload: 750 * 0.9, addedMs: 0 },
};

/** Seconds by condition, quickest first. */
export async function measureFirstMinute(runs = 5) {
  const server = await startServer();
  const browser = await openBrowser();
  const anouk = await (await browser.newContext({ locale: 'nl-NL' })).newPage();
  const link = await openTable(anouk, server.origin);
  const timesByName = {};
  for (const [name, condition] of Object.entries(conditions)) {
    const times = [];
    for (let run = 0; run < runs; run++) times.push(await openInvitation(browser, link, condition));
    timesByName[name] = times.sort((one, other) => one - other);
  }
  await browser.close();
  await server.stop();
  return timesByName;
}

async function openInvitation(browser, link, { latency, download, upload, addedMs }) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'nl-NL' });
  const page = await context.newPage();
  await page.addInitScript(noteWhenUsable);
  const client = await context.newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: download * bytesInKbit,
    uploadThroughput: upload * bytesInKbit,
  });
  await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(link, { waitUntil: 'commit' });
  const usableMs = await page.waitForFunction(() => globalThis.usableMs);
  const seconds = ((await usableMs.jsonValue()) + addedMs) / 1000;
  await context.close();
  return seconds;
}

/** In the page: two frames after the button came it is painted, and its handler runs. */
function noteWhenUsable() {
  const seen = new MutationObserver(() => {
    if (!document.body?.textContent?.includes('Ik doe mee')) return;
    seen.disconnect();
    const painted = () =>
      requestAnimationFrame(() => {
        globalThis.usableMs = performance.now();
      });
    requestAnimationFrame(painted);
  });
  seen.observe(document, { childList: true, subtree: true });
}
