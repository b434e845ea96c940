import { expect } from '@playwright/test';
import { newPage, openTable, reads, short, tap } from './people.ts';
import { test } from './server.ts';

const fault = 'Er ging iets mis. Je kaarten zijn bewaard.';

test('a page that does not come, or cannot be drawn, says so; once more, and it is there', async ({
  browser,
  server,
}) => {
  const anouk = await newPage(browser, 1280, 800);
  await anouk.route('**/assets/open-page-*.js', (route) => route.abort());
  await anouk.goto(server.origin);
  await tap(anouk, 'Begin een gesprek');
  await reads(anouk, fault);
  await anouk.unroute('**/assets/open-page-*.js');
  await tap(anouk, 'Probeer opnieuw');
  await expect(anouk.getByRole('button', { name: short })).toBeVisible();

  await anouk.goto(server.origin);
  const about = anouk.getByRole('link', { name: 'Over deze website' });
  await expect(about).toBeVisible();
  await anouk.evaluate(() => {
    // What nobody foresaw: a browser that cannot count.
    Object.defineProperty(Intl, 'PluralRules', { value: undefined });
  });
  await about.click();
  await reads(anouk, fault);
  await tap(anouk, 'Probeer opnieuw');
  await expect(anouk.getByRole('heading', { level: 1 })).toHaveText('Over de Samenleerwijzer');
  await expect(anouk.getByText(fault)).toHaveCount(0);
});

test('a page whose texts do not come says so instead of staying empty', async ({ browser, server }) => {
  const bilal = await newPage(browser, 360, 740);
  const sentence = bilal.getByText('Lukt het niet? Laad de pagina opnieuw.');
  await bilal.route('**/assets/texts/**', (route) => route.abort());
  await bilal.goto(server.origin);
  await expect(sentence).toBeVisible();
  await bilal.unroute('**/assets/texts/**');
  await bilal.reload();
  await expect(bilal.getByRole('heading', { level: 1 })).toHaveText('Samenleerwijzer');
  await expect(sentence).toBeHidden();
});

test('whatever else goes wrong is said in words, and a fresh page goes on with what was there', async ({
  browser,
  server,
}) => {
  const anouk = await newPage(browser, 1280, 800);
  await openTable(anouk, server.origin);
  await expect(anouk.locator('.qr')).toBeVisible();
  const address = anouk.url();
  // The disk of the device answers with what no code was written for.
  await anouk.evaluate(() => {
    IDBDatabase.prototype.transaction = () => {
      throw new DOMException('the disk is broken', 'UnknownError');
    };
  });
  await tap(anouk, 'Stuur een link');
  await reads(anouk, fault);
  await expect(anouk.locator('.qr')).toBeVisible();
  await tap(anouk, 'Probeer opnieuw');
  await expect(anouk.getByText(fault)).toHaveCount(0);
  await expect(anouk.locator('.qr')).toBeVisible();
  expect(anouk.url()).toBe(address);
});
